package org.metrobed.analysis.anomaly;

import java.nio.ByteBuffer;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Supplier;
import org.metrobed.model.Scale;

/**
 * The value detector of one datastream, restored from its bytes when it is needed: most readings of a mean of five minutes change
 * none of it. Mutable, one thread.
 */
final class SavedValueDetector {

    /** The size of the saved value detector, which is the same for all. */
    static final int BYTES = new ValueAnomalyDetector(SeasonCalendar.of(ZoneOffset.UTC), Scale.LINE, 0).bytes();

    private final SeasonCalendar calendar;
    private final Scale scale;
    private final long intervalMicros;
    /** Gives the saved value detector; null if there is none. */
    private final Supplier<byte[]> saved;
    /** Null until it is needed. */
    private ValueAnomalyDetector detector;

    /**
     * A detector that is restored when it is needed.
     *
     * @param intervalMicros expected time between two values, microseconds; 0 if not known
     * @param saved asked at most once; null for a detector without state
     */
    SavedValueDetector(SeasonCalendar calendar, long intervalMicros, Scale scale, Supplier<byte[]> saved) {
        this.calendar = calendar;
        this.intervalMicros = intervalMicros;
        this.scale = scale;
        this.saved = saved;
    }

    /** The detector. */
    ValueAnomalyDetector get() {
        if (detector == null) {
            detector = new ValueAnomalyDetector(calendar, scale, intervalMicros);
            if (saved != null) {
                detector.read(ByteBuffer.wrap(saved.get()));
            }
        }
        return detector;
    }

    /** Its bytes if it may have changed since it was restored. */
    Optional<byte[]> saveChanged() {
        return detector == null && saved != null ? Optional.empty() : Optional.of(save());
    }

    /** Its bytes. */
    byte[] save() {
        ByteBuffer out = ByteBuffer.allocate(BYTES);
        get().write(out);
        return out.array();
    }

    /** How many bytes it had in a version of {@link AnomalyDetector}. */
    static int bytes(int version) {
        return switch (version) {
            case AnomalyDetector.BEFORE -> ValueAnomalyDetector.bytesBefore();
            case AnomalyDetector.THREE -> ValueAnomalyDetector.bytesOfThree();
            default -> BYTES;
        };
    }
}
