package org.metrobed.config;

import java.io.Serializable;

/** A value that must not be printed: {@code toString} hides it. Immutable. */
public record Secret(String reveal) implements Serializable {
    /** The value for no secret. */
    public static final Secret NONE = new Secret("");

    @Override
    public String toString() {
        return "***";
    }
}
