package org.metrobed.ingest.kafka;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The source of log time: it never goes back and gives no time twice, whatever the machine's clock does. If it follows Kafka, it goes on
 * when the machine's clock jumps, and takes the time of Kafka if that differs by more than {@value #TOLERANCE_MILLIS} ms: messages are
 * decoded with the catalog of their received time, and the time of the catalog is that of Kafka. Thread-safe.
 */
public final class ReceivedClock {

    /** Clocks that differ by less are equally right. It is less than the lead of the catalog, 5 s. */
    static final long TOLERANCE_MILLIS = 2_000;

    private static final Logger LOG = LoggerFactory.getLogger(ReceivedClock.class);
    private static final long TOLERANCE_MICROS = TOLERANCE_MILLIS * 1_000;
    /** Less, so that a clock at the border of the tolerance is not taken and left again and again. */
    private static final long RETURN_MICROS = TOLERANCE_MICROS / 2;

    private final InstantSource source;
    private final LongSupplier nanoTime;
    private final boolean followsKafka;
    private long correctionMicros;
    private long last = Long.MIN_VALUE;
    private long machineBefore = Long.MIN_VALUE;
    private long nanosBefore;
    private boolean jumped;

    private ReceivedClock(InstantSource source, LongSupplier nanoTime, boolean followsKafka) {
        this.source = source;
        this.nanoTime = nanoTime;
        this.followsKafka = followsKafka;
    }

    /** A clock that goes as the source, such as that of a recording. */
    public ReceivedClock(InstantSource source) {
        this(source, System::nanoTime, false);
    }

    /**
     * A clock that follows Kafka.
     *
     * @param source the clock of this machine
     * @param nanoTime as of {@link System#nanoTime}
     */
    public static ReceivedClock followingKafka(InstantSource source, LongSupplier nanoTime) {
        return new ReceivedClock(source, nanoTime, true);
    }

    /** Microseconds since 1970 UTC, always more than every earlier result. */
    public synchronized long micros() {
        last = Math.max(last + 1, machineMicros() + correctionMicros);
        return last;
    }

    /** The time of its source alone; later results do not depend on it. */
    Instant uncorrected() {
        return source.instant();
    }

    /** How much later received times are than the clock of this machine, seconds; negative if they are earlier; 0 if they follow it. */
    public synchronized double correctionSeconds() {
        return correctionMicros / 1e6;
    }

    /** Why received times do not follow the clock of this machine, in a sentence; empty if they do. */
    public Optional<String> findTrouble() {
        double seconds = correctionSeconds();
        return seconds == 0
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "received times are %.1f s %s the clock of this machine, which jumped or differs from that of Kafka:"
                                + " compare both clocks",
                        Math.abs(seconds),
                        seconds > 0 ? "ahead of" : "behind"));
    }

    /** Whether the machine's clock has jumped since the last call, so that only Kafka knows which time is right. */
    synchronized boolean hasJumped() {
        if (!followsKafka) {
            return false;
        }
        machineMicros();
        boolean since = jumped;
        jumped = false;
        return since;
    }

    /** Whether it takes the time of Kafka. */
    boolean followsKafka() {
        return followsKafka;
    }

    /** The moment at which something is sent to Kafka, for {@link #compare}. */
    public long nanos() {
        return nanoTime.getAsLong();
    }

    /**
     * Learns the time of Kafka from a record that Kafka has just confirmed.
     *
     * @param storedMillis when Kafka stored it, by Kafka's clock, milliseconds since 1970 UTC
     * @param sentNanos when it was sent, from {@link #nanos}
     */
    public synchronized void compare(long storedMillis, long sentNanos) {
        if (!followsKafka) {
            return;
        }
        long machine = machineMicros();
        long stored = storedMillis * 1_000;
        long waited = (nanosBefore - sentNanos) / 1_000;
        boolean corrected = correctionMicros != 0;
        boolean machineIsRight = agrees(machine, stored, waited, corrected ? RETURN_MICROS : TOLERANCE_MICROS);
        if (agrees(machine + correctionMicros, stored, waited, TOLERANCE_MICROS) && !(machineIsRight && corrected)) {
            return;
        }
        correctionMicros = machineIsRight ? 0 : stored - machine;
        if (machineIsRight) {
            LOG.info("received times are those of the clock of this machine again");
        } else {
            LOG.warn(
                    "the clock of this machine is {} s {} that of Kafka; received times are those of Kafka",
                    String.format(Locale.ROOT, "%.1f", Math.abs(correctionMicros) / 1e6),
                    correctionMicros > 0 ? "behind" : "ahead of");
        }
    }

    /** Kafka stored the record between its sending and its confirmation. */
    private static boolean agrees(long micros, long stored, long waited, long tolerance) {
        return micros >= stored - tolerance && micros <= stored + waited + tolerance;
    }

    private long machineMicros() {
        long machine = ChronoUnit.MICROS.between(Instant.EPOCH, source.instant());
        long nanos = nanoTime.getAsLong();
        if (followsKafka && machineBefore != Long.MIN_VALUE) {
            long jump = machine - machineBefore - (nanos - nanosBefore) / 1_000;
            if (Math.abs(jump) > TOLERANCE_MICROS) {
                correctionMicros -= jump;
                jumped = true;
                LOG.warn(
                        "the clock of this machine jumped by {} s; received times go on until Kafka says which time is right",
                        String.format(Locale.ROOT, "%+.1f", jump / 1e6));
            }
        }
        machineBefore = machine;
        nanosBefore = nanos;
        return machine;
    }
}
