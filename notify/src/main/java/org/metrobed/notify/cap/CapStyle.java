package org.metrobed.notify.cap;

import java.time.Duration;
import java.util.Objects;

/**
 * What a deployment writes into each warning. Immutable.
 *
 * @param sender who warns, such as {@code alerts@city.example}; no spaces, commas, {@code <} or {@code &}
 * @param status of what no person has approved: {@code Test} or {@code Draft}
 * @param language of the texts, RFC 3066
 * @param category one of CAP's, empty: by the property
 * @param valid how long a warning holds where nothing more is said
 */
record CapStyle(String sender, String status, String language, String category, Duration valid) {
    CapStyle {
        Objects.requireNonNull(sender, "sender");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(language, "language");
        Objects.requireNonNull(category, "category");
        Objects.requireNonNull(valid, "valid");
    }
}
