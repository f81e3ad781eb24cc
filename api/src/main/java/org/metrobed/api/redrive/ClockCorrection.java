package org.metrobed.api.redrive;

import java.time.DateTimeException;
import java.time.Duration;
import org.metrobed.model.calendar.StatedTime;

/** Reads what is added to the time stamps of a redriven message. Static functions only. */
public final class ClockCorrection {

    private static final String RULE =
            "must be a duration such as PT3H or -PT3H, or WRONG=RIGHT, two times with an offset such as"
                    + " 2000-01-01T00:00Z=2026-11-20T10:00Z";

    private static final Duration MOST = Duration.ofDays(36_525);

    private ClockCorrection() {}

    /**
     * The correction, milliseconds; 0 for an empty text.
     *
     * @param text an ISO 8601 duration, or two times: what the clock showed, and what it should have shown
     * @throws IllegalArgumentException with the rule that the text breaks
     */
    public static long parse(String text) {
        if (text.isEmpty()) {
            return 0;
        }
        int equals = text.indexOf('=');
        try {
            Duration correction = equals < 0
                    ? Duration.parse(text)
                    : Duration.between(
                            StatedTime.parseInstant(text.substring(0, equals)),
                            StatedTime.parseInstant(text.substring(equals + 1)));
            if (correction.isZero() || correction.abs().compareTo(MOST) > 0) {
                throw new IllegalArgumentException("must not be 0 or longer than 100 years");
            }
            return correction.toMillis();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("is '" + text + "', " + RULE, e);
        }
    }
}
