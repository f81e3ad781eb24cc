package org.metrobed.api.expected;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.metrobed.api.http.AnswerPermits;
import org.metrobed.api.http.Datetime;
import org.metrobed.api.http.ProblemException;
import org.metrobed.api.http.QueryParameter;
import org.metrobed.api.http.RecordShape;
import org.metrobed.api.http.Request;
import org.metrobed.api.http.RequestZone;
import org.metrobed.api.http.Route;
import org.metrobed.api.http.Routes;
import org.metrobed.api.http.Rows;
import org.metrobed.api.progress.AsOf;
import org.metrobed.api.thing.KnownNames;
import org.metrobed.api.thing.Selection;
import org.metrobed.catalog.Catalog;
import org.metrobed.model.Datastream;
import org.metrobed.model.Observation;
import org.metrobed.store.observation.ObservationQuery;
import org.metrobed.store.observation.ObservationReader;
import org.metrobed.store.query.Limits;
import org.metrobed.store.query.RowSource;

/**
 * The values that anomaly detection expected of a datastream. The detector's state is not stored: it is repeated over the
 * stored readings of the weeks before, as they are known now. Thread-safe.
 */
public final class ExpectedResource {

    private static final RecordShape<ExpectedView> SHAPE = RecordShape.of(ExpectedView.class);
    private static final Duration USUAL = Duration.ofHours(6);
    private static final Duration LONGEST = Duration.ofDays(31);
    private static final long LEARNING_MICROS = Duration.ofDays(28).toNanos() / 1_000;
    /** A detector learns from at most this many readings before the range. */
    private static final long MOST_READINGS = 50_000;

    /** The detector is repeated over at most this many readings, before and in the range. */
    static final long MOST_TAKEN = 100_000;

    /** Room for readings that come more often than they are expected. */
    private static final int ROOM = 5_000;

    private static final int MOST_AT_ONCE = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final long AHEAD_MICROS = Duration.ofHours(1).toNanos() / 1_000;
    private static final long STEP_MICROS = Duration.ofMinutes(5).toNanos() / 1_000;
    private static final long MOST_ROWS = 2_100;

    private static final QueryParameter TESTBED = QueryParameter.text("testbed", "The test-bed.");
    private static final QueryParameter THING = QueryParameter.text("thing", "The thing.");
    private static final QueryParameter NAME = QueryParameter.text("property", "The observed property.");

    private final ObservationReader reader;
    private final AsOf asOf;
    private final AnswerPermits permits = new AnswerPermits("answers of expected values", MOST_AT_ONCE, PATIENCE);

    public ExpectedResource(ObservationReader reader, AsOf asOf) {
        this.reader = reader;
        this.asOf = asOf;
    }

    /** Registers its path. */
    public void register(Routes routes) {
        routes.add(new Route(
                "/api/v1/datastreams/{testbed}/{thing}/{property}/expected",
                "What anomaly detection expected of a datastream, each time by the readings before it; up to an hour ahead."
                        + " The detector is repeated over the stored readings of four weeks. Empty if anomaly detection is off."
                        + " The last 6 hours if no datetime is given, at most 31 days and 100,000 readings; as_of is a whole minute unless it is"
                        + " given",
                List.of(TESTBED, THING, NAME, AsOf.DATETIME, RequestZone.TZ, AsOf.AS_OF),
                Route.Output.rows(ExpectedView.class),
                this::list));
    }

    private void list(Request request) throws Exception {
        String named = request.path(TESTBED, Selection::name) + "/" + request.path(THING, Selection::name) + "/"
                + request.path(NAME, Selection::name);
        Instant newest = asOf.of(request, testbed -> named.startsWith(testbed + "/"));
        Instant known = request.findInstant(AsOf.AS_OF).isPresent() ? newest : newest.truncatedTo(ChronoUnit.MINUTES);
        Instant end = known.isBefore(Datetime.EARLIEST) ? Datetime.EARLIEST : known;
        Datetime range = request.find(AsOf.DATETIME, text -> request.zone().range(text, end, end))
                .orElseGet(() -> new Datetime(later(end.minus(USUAL), Datetime.EARLIEST), end));
        Catalog now = asOf.catalog(request, known);
        String id = now.renames().current(named);
        Datastream datastream = now.findDatastream(id).orElseThrow(() -> KnownNames.unknownDatastream(id, now));
        if (range.toMicros() - range.fromMicros() > LONGEST.toNanos() / 1_000) {
            throw ProblemException.parameter(AsOf.DATETIME.name(), "is longer than 31 days");
        }
        request.answer(
                known,
                now.version(),
                () -> new Rows<>(SHAPE, compute(datastream, now, range, known).iterator(), known, range, null));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private List<ExpectedView> compute(Datastream datastream, Catalog now, Datetime range, Instant known)
            throws SQLException {
        if (!datastream.settings().anomalyDetection().on()) {
            return List.of();
        }
        permits.acquire();
        try {
            return repeat(datastream, now, range, known);
        } finally {
            permits.release();
        }
    }

    private List<ExpectedView> repeat(Datastream datastream, Catalog now, Datetime range, Instant known)
            throws SQLException {
        long from = range.fromMicros();
        long to = Math.max(from, range.toMicros());
        long intervalMicros = Math.max(1_000, datastream.settings().intervalMillis() * 1_000);
        long learning = learningMicros(to - from, intervalMicros);
        long step = STEP_MICROS * Math.max(1, roundedUp(to - from, STEP_MICROS * MOST_ROWS));
        long first = roundedUp(from, step) * step;
        ExpectedCourse course = new ExpectedCourse(datastream.settings(), first, step);
        ObservationQuery query = ObservationQuery.of(
                        now.renames().all(List.of(datastream.id().value())), from - learning, to, Limits.ROWS)
                .withAsOf(known.toEpochMilli());
        takeAll(reader.open(query), course);
        return course.upTo(to + AHEAD_MICROS);
    }

    /** Time before a range from whose readings the detector learns; the less, the more readings the range has. */
    static long learningMicros(long rangeMicros, long intervalMicros) {
        long left = MOST_TAKEN - ROOM - rangeMicros / intervalMicros;
        return Math.min(LEARNING_MICROS, Math.max(0, Math.min(MOST_READINGS, left)) * intervalMicros);
    }

    /**
     * Takes all readings.
     *
     * @throws ProblemException if they are too many
     */
    static void takeAll(RowSource<Observation> readings, ExpectedCourse course) throws SQLException {
        long taken = 0;
        for (List<Observation> piece = readings.next(); !piece.isEmpty(); piece = readings.next()) {
            taken += piece.size();
            if (taken > MOST_TAKEN) {
                throw ProblemException.parameter(
                        AsOf.DATETIME.name(),
                        "has, with the readings before it that the detector learns from, more than " + MOST_TAKEN
                                + " readings; ask for a shorter range");
            }
            piece.forEach(course::take);
        }
    }

    private static long roundedUp(long number, long divisor) {
        return -Math.floorDiv(-number, divisor);
    }
}
