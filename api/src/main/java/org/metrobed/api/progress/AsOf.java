package org.metrobed.api.progress;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.metrobed.api.http.Datetime;
import org.metrobed.api.http.Listing;
import org.metrobed.api.http.Moments;
import org.metrobed.api.http.ProblemException;
import org.metrobed.api.http.QueryParameter;
import org.metrobed.api.http.Request;
import org.metrobed.catalog.Catalog;
import org.metrobed.store.progress.ProgressReader;

/**
 * The newest log time that answers may show: the time up to which every sink has committed. Cached for half a second.
 * Thread-safe.
 */
public final class AsOf {

    /** Parameter of the log time to show. */
    public static final QueryParameter AS_OF = QueryParameter.instant(
            "as_of", "Show what was known at this log time; by default the newest, which every answer states.");

    /** Parameter of the phenomenon time. */
    public static final QueryParameter DATETIME = QueryParameter.text(
            "datetime",
            "Phenomenon time, ISO 8601 and half-open: FROM/TO, FROM/P7D, PT6H/.. (up to now), FROM/.., a date or a moment. Dates"
                    + " are of tz. The answer tells the range that was taken, also in the header Metrobed-Datetime.");

    /** How far ahead of the log time the pipeline accepts phenomenon times. */
    private static final Duration AHEAD = Duration.ofMinutes(1);

    private static final Duration FRESH = Duration.ofMillis(500);

    private record Known(Instant asOf, Instant readAt) {}

    private final ProgressReader reader;
    private final InstantSource clock;
    private volatile Known known;

    public AsOf(ProgressReader reader, InstantSource clock) {
        this.reader = reader;
        this.clock = clock;
    }

    /** The newest log time; {@link Instant#EPOCH} before the pipeline has written anything. */
    public Instant newest() throws SQLException {
        Instant now = clock.instant();
        Known before = known;
        if (before != null && now.isBefore(before.readAt.plus(FRESH))) {
            return before.asOf;
        }
        OptionalLong millis = reader.asOf();
        Instant newest = millis.isPresent() ? Instant.ofEpochMilli(millis.getAsLong()) : Instant.EPOCH;
        known = new Known(newest, now);
        return newest;
    }

    /** Lag of the newest log time behind the clock, seconds; NaN before the pipeline has written anything. */
    public double lagSeconds() throws SQLException {
        Instant newest = newest();
        return newest.equals(Instant.EPOCH)
                ? Double.NaN
                : Duration.between(newest, clock.instant()).toMillis() / 1e3;
    }

    /**
     * The requested log time.
     *
     * @throws ProblemException if it is after the newest
     */
    public Instant of(Request request) throws SQLException {
        Instant newest = newest();
        Instant asked = request.findInstant(AS_OF).orElse(newest);
        if (asked.isAfter(newest)) {
            throw ProblemException.parameter(
                    AS_OF.name(), "lies beyond " + Moments.format(newest) + ", the newest log time that can be shown");
        }
        return asked;
    }

    /**
     * The pinned values of a list request, from its cursor or from its parameters.
     *
     * @param keyParts number of parts of the list's key
     * @param usual default span before the log time, if no datetime is given
     */
    public Listing.Pin pin(Request request, int keyParts, Duration usual) throws SQLException {
        return pin(request, DATETIME, keyParts, usual);
    }

    /** The same for a list with another time parameter. */
    public Listing.Pin pin(Request request, QueryParameter datetimes, int keyParts, Duration usual)
            throws SQLException {
        Optional<Listing.Pin> resumed = Listing.resume(request, keyParts);
        if (resumed.isPresent()) {
            return resumed.get();
        }
        Instant at = of(request);
        Instant end = at.isBefore(Datetime.EARLIEST) ? Datetime.EARLIEST : at.plus(AHEAD);
        Instant usualStart = at.isBefore(Datetime.EARLIEST.plus(usual)) ? Datetime.EARLIEST : at.minus(usual);
        Datetime datetime =
                request.find(datetimes, text -> request.zone().range(text, end)).orElse(new Datetime(usualStart, end));
        return new Listing.Pin(at, datetime, List.of());
    }

    /**
     * Whether the client already has the answer. Only a request with a log time can be answered so: later rows never
     * change it.
     */
    public boolean unchanged(Request request, Catalog catalog) throws SQLException {
        Optional<Instant> asked = request.findInstant(AS_OF);
        return asked.isPresent() && request.unchanged(of(request).toEpochMilli() + "-" + catalog.version());
    }
}
