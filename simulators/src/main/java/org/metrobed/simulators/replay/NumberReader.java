package org.metrobed.simulators.replay;

import java.util.OptionalDouble;

/** Reads plain decimal numbers: no words, no hexadecimal, no grouping. Immutable, thread-safe. */
final class NumberReader {

    private final char decimal;

    NumberReader(char decimal) {
        this.decimal = decimal;
    }

    /** The finite number of a text; empty if it is not a number. */
    OptionalDouble read(String text) {
        String stripped = text.strip();
        if (stripped.isEmpty() || !stripped.chars().allMatch(this::mayStandInNumber)) {
            return OptionalDouble.empty();
        }
        try {
            double number = Double.parseDouble(decimal == '.' ? stripped : stripped.replace(decimal, '.'));
            return Double.isFinite(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
        } catch (NumberFormatException e) {
            return OptionalDouble.empty();
        }
    }

    private boolean mayStandInNumber(int c) {
        return (c >= '0' && c <= '9') || c == decimal || c == '-' || c == '+' || c == 'e' || c == 'E';
    }
}
