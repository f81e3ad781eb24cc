package org.metrobed.analysis.quality;

/** A sum in two doubles, about 32 digits. Mutable, one thread. */
final class DoubleDouble {

    private double high;
    private double low;

    void clear() {
        high = 0;
        low = 0;
    }

    double high() {
        return high;
    }

    double low() {
        return low;
    }

    /** Adds a number. */
    DoubleDouble add(double number) {
        double sum = high + number;
        double part = sum - high;
        double rest = (high - (sum - part)) + (number - part) + low;
        high = sum + rest;
        low = rest - (high - sum);
        return this;
    }

    /** Adds a number in two parts. */
    DoubleDouble add(double numberHigh, double numberLow) {
        double sum = high + numberHigh;
        double part = sum - high;
        double rest = (high - (sum - part)) + (numberHigh - part) + (low + numberLow);
        high = sum + rest;
        low = rest - (high - sum);
        return this;
    }

    /** Adds or subtracts the square of a number in two parts, according to the sign. */
    DoubleDouble addSquare(double numberHigh, double numberLow, double sign) {
        double square = numberHigh * numberHigh;
        double rest = Math.fma(numberHigh, numberHigh, -square) + 2 * numberHigh * numberLow;
        return add(sign * square, sign * rest);
    }

    /** Divides by a whole number. */
    DoubleDouble divide(int divisor) {
        double quotient = high / divisor;
        double rest = (Math.fma(-quotient, divisor, high) + low) / divisor;
        high = quotient + rest;
        low = rest - (high - quotient);
        return this;
    }
}
