package org.metrobed.api.picture;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;

/**
 * What a picture shows. Immutable.
 *
 * @param title what is measured
 * @param subtitle aggregate, windows and range
 * @param source where the values are from, and as of when
 * @param from start of the axis of time
 * @param to its end, after the start
 * @param zone in which times are written
 * @param series at most {@link #MOST_SERIES}
 */
public record Picture(
        String title,
        String subtitle,
        String source,
        Instant from,
        Instant to,
        ZoneId zone,
        List<PictureSeries> series) {

    /** More lines than this cannot be told apart. */
    public static final int MOST_SERIES = 8;

    /** More points of a series than this cannot be told apart at the width of the picture. */
    public static final int MOST_POINTS = 2_000;

    public Picture {
        Objects.requireNonNull(zone, "zone");
        series = List.copyOf(series);
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("a picture needs a range, not " + from + " to " + to);
        }
    }
}
