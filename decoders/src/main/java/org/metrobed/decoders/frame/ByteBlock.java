package org.metrobed.decoders.frame;

import java.util.List;
import org.metrobed.model.DeadLetter.Reason;

/**
 * Fields that stand together in a frame, with the time that stands among them. Immutable.
 *
 * @param fields the numbers
 * @param time where the seconds since 1970 stand; null if the block has no time
 */
record ByteBlock(List<ByteField> fields, ByteField time) {

    /** 2000-01-01 and 2200-01-01, seconds since 1970; a device without a clock counts from another time. */
    private static final double FIRST_SECONDS = 946_684_800;

    private static final double LAST_SECONDS = 7_258_118_400.0;

    private static final double SECOND_MICROS = 1e6;

    ByteBlock {
        fields = List.copyOf(fields);
    }

    /**
     * Adds the readings of a part of a frame.
     *
     * @param alone whether the part is the only one of its message, so that without a time of its own the received time is right
     * @throws FrameFault if a field lies beyond the end
     */
    void read(Frame part, boolean alone, FrameReadings readings) throws FrameFault {
        long micros = part.micros();
        if (time != null) {
            double seconds = time.value(part, start(time, part));
            boolean plausible = seconds >= FIRST_SECONDS && seconds < LAST_SECONDS;
            if (!plausible && !alone) {
                for (ByteField field : fields) {
                    readings.reject(
                            Reason.MALFORMED,
                            "the time of " + field.property() + " is " + seconds
                                    + ", must be seconds since 1970 after the year 2000",
                            part.device(),
                            field.property());
                }
                return;
            }
            micros = plausible ? Math.round(seconds * SECOND_MICROS) : micros;
        }
        for (ByteField field : fields) {
            if (!field.optional() || field.start(part.length()) >= 0) {
                double value = field.value(part, start(field, part));
                readings.accept(part.device(), field.property(), micros, value, field.unit());
            }
        }
    }

    private static int start(ByteField field, Frame part) throws FrameFault {
        int start = field.start(part.length());
        if (start < 0) {
            throw new FrameFault(
                    Reason.MALFORMED,
                    "the field " + field.property() + " needs " + field.type().bytes() + " bytes from byte "
                            + field.at() + " on, of " + part.length());
        }
        return start;
    }
}
