package org.metrobed.api.window;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.metrobed.api.http.ColumnChoice;
import org.metrobed.api.http.Datetime;
import org.metrobed.api.http.Listing;
import org.metrobed.api.http.Paging;
import org.metrobed.api.http.ProblemException;
import org.metrobed.api.http.QueryParameter;
import org.metrobed.api.http.Request;
import org.metrobed.api.http.RequestZone;
import org.metrobed.api.progress.AsOf;
import org.metrobed.api.thing.Selection;
import org.metrobed.api.thing.StatisticRule;
import org.metrobed.catalog.Catalog;
import org.metrobed.model.Datastream.Statistic;
import org.metrobed.model.calendar.CoarsestLevel;
import org.metrobed.model.calendar.WindowCalendar;
import org.metrobed.model.calendar.WindowSize;
import org.metrobed.model.window.WindowLevel;

/** The query parameters of windows, and the query that they make. Static functions only. */
final class WindowParameters {

    static final QueryParameter WINDOW = new QueryParameter(
            "window",
            "Length of the windows, ISO 8601: minutes or hours that divide the day (PT1M to PT12H), days (P1D),"
                    + " weeks from"
                    + " Monday (P1W), months that divide the year (P1M, P3M, P1Y). Days have 23 or 25 hours where the clocks of tz"
                    + " change; an hour is 60 minutes, counted from midnight.",
            QueryParameter.Kind.TEXT,
            List.of(),
            0,
            0,
            "PT1M",
            false);

    static final QueryParameter AGG = QueryParameter.texts(
            "agg",
            "Only these aggregates, each a field of its name: " + Aggregates.RULE
                    + "; the usual ones are mean, sd, min, max, sum, first, last; of a total increase, resets, first, last; of a state"
                    + " transitions, mode, time-in-state, first, last. Counts and coverage are always"
                    + " there. One without meaning for the statistic of a datastream is null, and refused if no"
                    + " selected datastream has it.");
    private static final QueryParameter QC = QueryParameter.words(
            "qc", "Flags of the readings to summarise, by name or QARTOD number; good by default.", WindowFlags.WORDS);
    private static final QueryParameter MIN_COVERAGE = QueryParameter.number(
            "min_coverage", "Under this coverage a window keeps its row but not its values (withheld).", 0, 1);
    private static final QueryParameter FILL = QueryParameter.word(
            "fill",
            "Rows for windows without a value: none (no row), null (a row of nulls), previous (the last value) or"
                    + " linear"
                    + " (on the line between neighbours); the field filled marks filled values.",
            List.of("none", "null", "previous", "linear"),
            "none");
    private static final QueryParameter FILL_LIMIT = QueryParameter.integer(
            "fill_limit",
            "Maximum number of consecutive windows to fill; the rest of a longer gap is" + " null.",
            1,
            100,
            "24");
    static final QueryParameter GROUP_BY = QueryParameter.word(
            "group_by",
            "One row for all datastreams of one property and unit at a thing, in a zone (district), project or"
                    + " test-bed;"
                    + " every reading counts the same.",
            WindowGrouping.words(),
            null);
    private static final QueryParameter STATE = QueryParameter.word(
            "state",
            "closed: only windows that have ended; all: also windows that have not, with their data so far, marked"
                    + " open.",
            List.of("closed", "all"),
            "closed");
    static final QueryParameter REVISIONS = QueryParameter.word(
            "revisions",
            "latest: the newest revision of each window; all: a row for each revision.",
            List.of("latest", "all"),
            "latest");

    /** Fields that describe how a window was made, or when its extremes were. */
    private static final Set<String> ON_REQUEST = Set.of(
            "weight",
            "size",
            "counts",
            "expected",
            "minTime",
            "maxTime",
            "firstTime",
            "lastTime",
            "level",
            "parts",
            "revisions",
            "replaces",
            "lateCount",
            "catalogVersion",
            "pipelineVersion",
            "latitude",
            "longitude",
            "deployments");

    /** Aggregates that are not known in some windows, for the reason in the field unknown. */
    private static final Set<String> OF_ORDER =
            Set.of("direction", "increase", "resets", "transitions", "mode", "timeInState");

    private static final Set<Statistic> KNOWN =
            Set.of(Statistic.INSTANT, Statistic.MEAN, Statistic.COUNT, Statistic.AMOUNT);

    /** Maximum number of rows of an answer that has a row for every window. */
    private static final long MOST_FILLED = 10_000_000;

    private WindowParameters() {}

    /** All parameters, except those that select datastreams. */
    static List<QueryParameter> list() {
        List<QueryParameter> own = new ArrayList<>(
                List.of(WINDOW, RequestZone.TZ, AGG, QC, MIN_COVERAGE, FILL, FILL_LIMIT, GROUP_BY, STATE, REVISIONS));
        own.addAll(WindowValues.PARAMETERS);
        own.addAll(List.of(
                WideWindows.SHAPE,
                AsOf.CHANGED_SINCE,
                AsOf.DATETIME,
                AsOf.AS_OF,
                Paging.OLDEST_FIRST,
                Paging.LAST,
                Paging.LIMIT,
                Paging.CURSOR));
        return Selection.placed(own.toArray(new QueryParameter[0]));
    }

    /** The span before the log time that is listed if no datetime is given; a list with a row for every window has a bound. */
    static Duration span(Request request, Duration usual) {
        return filling(request).isGrid()
                ? usual
                : Paging.span(request, Paging.order(request, Paging.OLDEST_FIRST), usual);
    }

    /** The calendar of a request. */
    static WindowCalendar calendar(Request request) {
        WindowSize size = request.find(WINDOW, WindowSize::parse).orElseThrow();
        return new WindowCalendar(size, request.zone().zone());
    }

    /**
     * The query of a request.
     *
     * @throws ProblemException that names the parameter that breaks a rule
     */
    static WindowQuestion question(Request request, Catalog catalog, WindowCalendar calendar, Listing.Pin pin) {
        WindowGrouping grouping = request.findText(GROUP_BY)
                .map(word -> WindowGrouping.valueOf(word.toUpperCase(Locale.ROOT)))
                .orElse(WindowGrouping.NONE);
        List<WindowSeries> series = grouping.series(Selection.ids(request, catalog), catalog);
        WindowQuestion question = WindowQuestionBuilder.builder()
                .catalog(catalog)
                .grouping(grouping)
                .series(series)
                .calendar(calendar)
                .level(level(calendar, pin.datetime()))
                .asOfMillis(pin.asOf().toEpochMilli())
                .flags(WindowFlags.of(request.listTexts(QC)))
                .aggregates(aggregates(request, series))
                .minCoverage(request.findNumber(MIN_COVERAGE).orElse(0))
                .filling(filling(request))
                .state(state(request))
                .order(Paging.order(request, Paging.OLDEST_FIRST))
                .build();
        if (question.filling().isGrid()) {
            checkGrid(question, pin.datetime());
        }
        if (question.state() == WindowQuestion.State.REVISIONS) {
            checkRevisions(question, grouping);
        }
        return question;
    }

    private static WindowLevel level(WindowCalendar calendar, Datetime range) {
        return CoarsestLevel.of(calendar, range.fromMicros(), range.toMicros())
                .orElseThrow(() -> ProblemException.parameter(
                        RequestZone.TZ.name(),
                        "must be whole minutes off UTC, because the shortest stored windows are"));
    }

    private static Aggregates aggregates(Request request, List<WindowSeries> series) {
        List<String> named = request.listTexts(AGG);
        boolean wide = WideWindows.wanted(request);
        List<String> names = named.isEmpty() && !wide ? Aggregates.ofColumns(ColumnChoice.names(request)) : named;
        QueryParameter parameter = named.isEmpty() ? ColumnChoice.COLUMNS : AGG;
        try {
            Aggregates aggregates = Aggregates.parse(
                    names,
                    series.stream().flatMap(one -> one.statistics().stream()).collect(Collectors.toSet()));
            StatisticRule.check(
                    names, series.stream().map(WindowSeries::statistics).toList());
            return aggregates;
        } catch (IllegalArgumentException e) {
            throw ProblemException.parameter(parameter.name(), e.getMessage());
        }
    }

    /** The aggregates of a wide table: those that are named, or the mean. */
    static List<String> wideAggregates(Request request) {
        List<String> named = request.listTexts(AGG);
        return named.isEmpty() ? List.of("mean") : named;
    }

    /** The columns of CSV that are there only on request: those that the parameters of the request do not ask for. */
    static Set<String> onRequestInCsv(Request request, WindowQuestion question) {
        Set<String> hidden = new HashSet<>(ON_REQUEST);
        if (question.aggregates().hidden().containsAll(OF_ORDER)
                && question.series().stream().allMatch(WindowParameters::isAlwaysKnown)) {
            hidden.add("unknown");
        }
        if (question.state() != WindowQuestion.State.ALL) {
            hidden.add("open");
        }
        if (question.state() != WindowQuestion.State.REVISIONS) {
            hidden.addAll(Set.of("revision", "recordedTime"));
        }
        if (!question.filling().isGrid()) {
            hidden.add("filled");
        }
        if (request.findNumber(MIN_COVERAGE).isEmpty()) {
            hidden.add("withheld");
        }
        return hidden;
    }

    /** Whether no aggregate of a series depends on the order of its readings or on directions. */
    private static boolean isAlwaysKnown(WindowSeries series) {
        return KNOWN.containsAll(series.statistics())
                && series.members().stream().noneMatch(member -> member.kind().isHeld());
    }

    private static Filling filling(Request request) {
        String word = request.findText(FILL).orElseThrow();
        int limit = request.findInteger(FILL_LIMIT).orElseThrow();
        return word.equals("none")
                ? Filling.NONE
                : new Filling(Filling.Mode.valueOf(word.toUpperCase(Locale.ROOT)), limit);
    }

    private static WindowQuestion.State state(Request request) {
        if (request.findText(REVISIONS).orElseThrow().equals("all")) {
            return WindowQuestion.State.REVISIONS;
        }
        return request.findText(STATE).orElseThrow().equals("all")
                ? WindowQuestion.State.ALL
                : WindowQuestion.State.CLOSED;
    }

    private static void checkGrid(WindowQuestion question, Datetime range) {
        long windows = (range.toMicros() - range.fromMicros())
                / (question.calendar().size().usualMillis() * 1_000);
        long rows = (windows + 1) * question.series().size();
        if (rows > MOST_FILLED) {
            throw ProblemException.parameter(
                    FILL.name(),
                    "would make " + rows + " rows; the limit is " + MOST_FILLED
                            + ": ask for a shorter datetime, longer windows or fewer datastreams");
        }
    }

    private static void checkRevisions(WindowQuestion question, WindowGrouping grouping) {
        if (!question.isStored()
                || grouping != WindowGrouping.NONE
                || question.filling().isGrid()) {
            throw ProblemException.parameter(
                    REVISIONS.name(),
                    "is possible only for stored windows: PT1M, PT15M, PT1H, and P1D in UTC, without group_by and"
                            + " fill; use"
                            + " as_of to see others as they were");
        }
    }
}
