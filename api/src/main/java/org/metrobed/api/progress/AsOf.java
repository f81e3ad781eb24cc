package org.metrobed.api.progress;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.metrobed.api.http.Datetime;
import org.metrobed.api.http.Listing;
import org.metrobed.api.http.Moments;
import org.metrobed.api.http.Paging;
import org.metrobed.api.http.ProblemException;
import org.metrobed.api.http.QueryParameter;
import org.metrobed.api.http.Request;
import org.metrobed.catalog.Catalog;
import org.metrobed.store.correction.SettledTime;

/**
 * The newest log time that an answer may show: up to it every sink has committed, all corrections that the answer can
 * contain are written, and the catalog is known. So an answer with a log time never changes. Only corrections are known by
 * test-bed. Cached for {@value #FRESH_MILLIS} ms, and for {@value #CORRECTING_MILLIS} ms while corrections are written. Thread-safe.
 */
public final class AsOf {

    /** Parameter of the log time to show. */
    public static final QueryParameter AS_OF = QueryParameter.instant(
            "as_of", "Show what was known at this log time; by default the newest, which every answer states.");

    /** Parameter of the phenomenon time. */
    public static final QueryParameter DATETIME = QueryParameter.text(
            "datetime",
            "Phenomenon time, ISO 8601 and half-open: FROM/TO, FROM/P7D, PT6H/.. (the six hours before as_of, and what is stamped after it), FROM/.., a date or a moment. Dates"
                    + " are of tz. The answer tells the range that was taken, also in the header Metrobed-Datetime.");

    /** Parameter of the log time after which rows changed. */
    public static final QueryParameter CHANGED_SINCE = QueryParameter.instant(
            "changed_since",
            "Only rows whose newest revision became known after this log time, for copies that follow: take asOf of the answer before. Without"
                    + " datetime they are looked for in all times.");

    /** The span before the log time that is listed if no datetime is given: what changed may lie at any time. */
    public static Duration span(Request request, Duration usual) {
        return request.findInstant(CHANGED_SINCE).isPresent() ? Paging.EVER : usual;
    }

    /** How far ahead of the log time the pipeline accepts phenomenon times. */
    private static final Duration AHEAD = Duration.ofMinutes(1);

    /** Monitoring waits so long for the database; Prometheus gives a page up after 10 seconds. */
    private static final Duration PROMPT = Duration.ofSeconds(5);

    private static final long FRESH_MILLIS = 50;
    /** Then the time is read from more rows, and another one seldom follows at once. */
    private static final long CORRECTING_MILLIS = 250;

    /** Answers that contain no corrections, such as alerts. */
    public static final Predicate<String> NO_CORRECTIONS = testbed -> false;

    private record Known(SettledTime.Times times, Instant catalogTime, Instant readAt) {

        private Instant newest(Predicate<String> corrected) {
            Instant settled = instant(times.settled(corrected));
            return settled.isAfter(catalogTime) ? catalogTime : settled;
        }

        private Instant staleAt() {
            return readAt.plusMillis(times.due().isEmpty() ? FRESH_MILLIS : CORRECTING_MILLIS);
        }
    }

    private final SettledTime reader;
    private final CatalogAtTime catalogs;
    private final InstantSource clock;
    private final PromptLook prompt;
    private volatile Known known;

    /** The catalogs of log times. */
    public interface CatalogAtTime {

        /** The log time up to which the versions of the catalog are known. */
        Instant knownUpTo();

        /** The catalog in force at a log time; empty if it is no longer kept. */
        Optional<Catalog> findAt(Instant at);
    }

    public AsOf(SettledTime reader, CatalogAtTime catalogs, InstantSource clock) {
        this.reader = reader;
        this.catalogs = catalogs;
        this.clock = clock;
        this.prompt = new PromptLook(this::newest, PROMPT, clock);
    }

    /**
     * Whether the database answers, within 5 seconds; a failure holds for as long, without another look. Whoever shows several numbers
     * of the store asks first, so that they do not wait one after the other.
     *
     * @throws SQLException if the database does not answer
     */
    public void check() throws SQLException {
        prompt.check();
    }

    /** The newest log time of all test-beds; {@link Instant#EPOCH} before the pipeline has written anything. */
    public Instant newest() throws SQLException {
        return newest(testbed -> true);
    }

    /**
     * The newest log time of an answer; {@link Instant#EPOCH} before the pipeline has written anything.
     *
     * @param corrected the test-beds whose corrections the answer can contain
     */
    public Instant newest(Predicate<String> corrected) throws SQLException {
        return known().newest(corrected);
    }

    /** The log time up to which every sink has committed; {@link Instant#EPOCH} before the first commits. */
    public Instant committed() throws SQLException {
        return instant(known().times.committed());
    }

    /**
     * Lag of the committed log time behind the clock, seconds; NaN before the pipeline has written anything.
     */
    public double lagSeconds() throws SQLException {
        return secondsSince(committed());
    }

    /** Lag of the newest log time behind the clock, seconds; NaN before the pipeline has written anything. */
    public double shownLagSeconds() throws SQLException {
        return secondsSince(newest());
    }

    /** How far corrections that are not written keep the newest log time back, seconds. */
    public double correctionLagSeconds() throws SQLException {
        return known().times.lagMillis() / 1e3;
    }

    private double secondsSince(Instant time) {
        return time.equals(Instant.EPOCH)
                ? Double.NaN
                : Duration.between(time, clock.instant()).toMillis() / 1e3;
    }

    private Known known() throws SQLException {
        Known before = known;
        return before != null && clock.instant().isBefore(before.staleAt()) ? before : readKnown();
    }

    private Known readKnown() throws SQLException {
        Instant now = clock.instant();
        Instant catalogTime = catalogs.knownUpTo();
        SettledTime.Times times = reader.read();
        Known read = new Known(times, catalogTime, now);
        known = read;
        return read;
    }

    private static Instant instant(OptionalLong millis) {
        return millis.isPresent() ? Instant.ofEpochMilli(millis.getAsLong()) : Instant.EPOCH;
    }

    /**
     * The requested log time.
     *
     * @param corrected the test-beds whose corrections the answer can contain
     * @throws ProblemException if it is after the newest
     */
    public Instant of(Request request, Predicate<String> corrected) throws SQLException {
        Instant newest = newest(corrected);
        Instant asked = request.findInstant(AS_OF).orElse(newest);
        if (asked.isAfter(newest)) { // another instance may have shown it already
            newest = readKnown().newest(corrected);
        }
        if (asked.isAfter(newest)) {
            throw ProblemException.parameter(
                    AS_OF.name(), "lies beyond " + Moments.format(newest) + ", the newest log time that can be shown");
        }
        return asked;
    }

    /**
     * The catalog in force at a log time, as the reader of a request sees it.
     *
     * @throws ProblemException if it is no longer kept
     */
    public Catalog catalog(Request request, Instant at) {
        return catalogs.findAt(at)
                .map(request.sight()::of)
                .orElseThrow(() -> ProblemException.parameter(
                        AS_OF.name(), "is " + Moments.format(at) + "; the catalog of that time is no longer kept"));
    }

    /**
     * The pinned values of a list request, from its cursor or from its parameters.
     *
     * @param corrected the test-beds whose corrections the answer can contain
     * @param keyParts number of parts of the list's key
     * @param usual default span before the log time, if no datetime is given
     */
    public Listing.Pin pin(Request request, Predicate<String> corrected, int keyParts, Duration usual)
            throws SQLException {
        return pin(request, corrected, DATETIME, keyParts, usual);
    }

    /** The same for a list with another time parameter. */
    public Listing.Pin pin(
            Request request, Predicate<String> corrected, QueryParameter datetimes, int keyParts, Duration usual)
            throws SQLException {
        Optional<Listing.Pin> resumed = Listing.resume(request, keyParts);
        if (resumed.isPresent()) {
            return resumed.get();
        }
        Instant at = of(request, corrected);
        Instant end = at.isBefore(Datetime.EARLIEST) ? Datetime.EARLIEST : at.plus(AHEAD);
        Instant now = at.isBefore(Datetime.EARLIEST) ? Datetime.EARLIEST : at;
        Instant usualStart = at.isBefore(Datetime.EARLIEST.plus(usual)) ? Datetime.EARLIEST : at.minus(usual);
        Datetime datetime = request.find(datetimes, text -> request.zone().range(text, now, end))
                .orElse(new Datetime(usualStart, end));
        return new Listing.Pin(at, datetime, List.of());
    }

    /**
     * Whether the client already has the answer. Only a request with a log time can be answered so: later rows never
     * change it.
     */
    public static boolean unchanged(Request request, Catalog catalog) {
        Optional<Instant> asked = request.findInstant(AS_OF);
        return asked.isPresent() && request.unchanged(asked.get().toEpochMilli() + "-" + catalog.version());
    }
}
