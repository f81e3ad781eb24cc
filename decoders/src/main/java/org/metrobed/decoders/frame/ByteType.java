package org.metrobed.decoders.frame;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How bytes write a number. Immutable.
 *
 * @param kind the kind of number
 * @param bytes how many bytes it has, 1 to 8
 */
record ByteType(Kind kind, int bytes) {

    /** What a type must be, as text. */
    static final String WORDS =
            "u or i with 8, 16, 24, 32, 40, 48, 56 or 64 bits, f32, f64, or bcd with 8 to 64 bits, such as u16";

    private static final Pattern FORM = Pattern.compile("(u|i|f|bcd)([0-9]{1,2})");
    private static final int BITS = 8;

    /** The kinds of numbers. */
    enum Kind {
        UNSIGNED,
        SIGNED,
        FLOAT,
        /** Two decimal digits a byte. */
        DECIMAL
    }

    /** The type that a text names; empty if it names none. */
    static Optional<ByteType> find(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        int bits = Integer.parseInt(form.group(2));
        Kind kind = switch (form.group(1)) {
            case "u" -> Kind.UNSIGNED;
            case "i" -> Kind.SIGNED;
            case "f" -> Kind.FLOAT;
            default -> Kind.DECIMAL;
        };
        boolean known = kind == Kind.FLOAT
                ? bits == Float.SIZE || bits == Double.SIZE
                : bits >= BITS && bits <= Long.SIZE && bits % BITS == 0;
        return known ? Optional.of(new ByteType(kind, bits / BITS)) : Optional.empty();
    }

    /** The number that begins at a byte; NaN if it has a digit that is none. */
    double read(Frame frame, int start, boolean little) {
        long unsigned = frame.unsigned(start, bytes, little);
        int unused = Long.SIZE - bytes * BITS;
        return switch (kind) {
            case UNSIGNED -> unsigned >= 0 ? unsigned : (unsigned >>> 1) * 2.0 + (unsigned & 1);
            case SIGNED -> (unsigned << unused) >> unused;
            case FLOAT ->
                bytes == Float.BYTES ? Float.intBitsToFloat((int) unsigned) : Double.longBitsToDouble(unsigned);
            case DECIMAL -> decimal(unsigned);
        };
    }

    private double decimal(long digits) {
        double number = 0;
        for (int shift = bytes * BITS - 4; shift >= 0; shift -= 4) {
            long digit = (digits >>> shift) & 0xf;
            number = digit > 9 ? Double.NaN : number * 10 + digit;
        }
        return number;
    }
}
