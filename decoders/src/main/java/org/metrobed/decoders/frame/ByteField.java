package org.metrobed.decoders.frame;

import java.util.Set;

/**
 * One number in a frame. Immutable.
 *
 * @param property its name
 * @param at the first byte, counted from the begin of the frame, record or tag; negative from its end, -1 the last byte
 * @param type how the bytes write a number
 * @param little whether the first byte is the lowest
 * @param bits the bits that belong to it
 * @param meaning what the number stands for
 * @param unit UCUM code; null if the layout does not state it
 * @param optional whether it may be beyond the end of the frame
 */
record ByteField(
        String property,
        int at,
        ByteType type,
        boolean little,
        Bits bits,
        Meaning meaning,
        String unit,
        boolean optional) {

    /**
     * A span of bits. Immutable.
     *
     * @param low the lowest bit, 0 the lowest of all
     * @param count how many; 0 for all
     */
    record Bits(int low, int count) {

        /** All bits. */
        static final Bits ALL = new Bits(0, 0);
    }

    /**
     * The value that a number stands for. Immutable.
     *
     * @param scale the factor of the number
     * @param offset added after scaling
     * @param missing numbers, before scaling, that mean that there is no value
     */
    record Meaning(double scale, double offset, Set<Double> missing) {

        Meaning {
            missing = Set.copyOf(missing);
        }

        /** The value; NaN if it is missing. */
        double value(double raw) {
            return missing.contains(raw + 0.0) ? Double.NaN : scaled(raw) + offset;
        }

        /** Divides by the whole number whose inverse the scale is, so that 1830 hundredths are 18.3 and not the next double. */
        private double scaled(double raw) {
            double inverse = Math.rint(1 / scale);
            return inverse != 0 && scale == 1 / inverse ? raw / inverse : raw * scale;
        }
    }

    /** Its first byte in a part of a frame with this length; -1 if it does not lie within it. */
    int start(int length) {
        int start = at < 0 ? length + at : at;
        return start >= 0 && start + type.bytes() <= length ? start : -1;
    }

    /** The value; NaN if it is missing or its digits are none. */
    double value(Frame frame, int start) {
        double raw = bits.count() == 0
                ? type.read(frame, start, little)
                : (double) ((frame.unsigned(start, type.bytes(), little) >>> bits.low())
                        & (-1L >>> (Long.SIZE - bits.count())));
        return meaning.value(raw);
    }
}
