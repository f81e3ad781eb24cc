package org.metrobed.api.http;

/** Numbers as JSON can say them. Static functions only. */
public final class Numbers {

    private Numbers() {}

    /** The number, null when it is none or infinite. */
    public static Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
