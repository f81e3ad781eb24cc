package org.metrobed.api.http;

/** Numbers that JSON can represent. Static functions only. */
public final class Numbers {

    private Numbers() {}

    /** The number; null if it is NaN or infinite. */
    public static Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
