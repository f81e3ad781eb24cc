package org.metrobed.notify.cap;

import java.time.Duration;
import java.util.Objects;

/**
 * Fixed values of a deployment in each warning. Immutable.
 *
 * @param sender the sender, such as {@code alerts@city.example}; no spaces, commas, {@code <} or {@code &}
 * @param status status without a person's approval: {@code Test} or {@code Draft}
 * @param language of the texts, RFC 3066
 * @param category one of CAP's, empty: from the property
 * @param valid how long a warning is valid if nothing follows
 * @param radiusMetres radius of the circle around a station, above 0
 */
record CapStyle(String sender, String status, String language, String category, Duration valid, int radiusMetres) {
    CapStyle {
        Objects.requireNonNull(sender, "sender");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(language, "language");
        Objects.requireNonNull(category, "category");
        Objects.requireNonNull(valid, "valid");
    }
}
