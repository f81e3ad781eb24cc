package org.metrobed.store.notification;

import java.util.Objects;

/**
 * A silence or maintenance window that holds. Immutable.
 *
 * @param pattern {@code testbed/thing/property}, each part a name or {@code *}
 * @param detector which detector, empty for all
 */
public record ActiveSuppression(String pattern, String detector) {
    public ActiveSuppression {
        Objects.requireNonNull(pattern, "pattern");
        Objects.requireNonNull(detector, "detector");
    }

    /** Whether nobody is to be called because of this datastream's alerts of that detector. */
    public boolean covers(String datastream, String ofDetector) {
        if (!detector.isEmpty() && !detector.equals(ofDetector)) {
            return false;
        }
        String[] wanted = pattern.split("/", -1);
        String[] parts = datastream.split("/", -1);
        if (wanted.length != parts.length) {
            return false;
        }
        for (int i = 0; i < parts.length; i++) {
            if (!wanted[i].equals("*") && !wanted[i].equals(parts[i])) {
                return false;
            }
        }
        return true;
    }
}
