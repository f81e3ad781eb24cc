package org.metrobed.api.gap;

import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.metrobed.api.access.Sight;
import org.metrobed.api.http.Datetime;
import org.metrobed.api.http.FlagWords;
import org.metrobed.api.http.Listing;
import org.metrobed.api.http.Paging;
import org.metrobed.api.http.ProblemException;
import org.metrobed.api.http.QueryParameter;
import org.metrobed.api.http.RecordShape;
import org.metrobed.api.http.Request;
import org.metrobed.api.http.RequestZone;
import org.metrobed.api.http.Route;
import org.metrobed.api.http.Routes;
import org.metrobed.api.http.RowsInPieces;
import org.metrobed.api.progress.AsOf;
import org.metrobed.api.thing.Selection;
import org.metrobed.api.thing.SeriesKey;
import org.metrobed.catalog.Catalog;
import org.metrobed.model.Datastream;
import org.metrobed.model.Liveness;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.ReadingKind;
import org.metrobed.store.alert.Alert;
import org.metrobed.store.alert.AlertReader;
import org.metrobed.store.gap.FoundGap;
import org.metrobed.store.gap.GapQuery;
import org.metrobed.store.gap.GapReader;
import org.metrobed.store.liveness.LivenessReader;

/** Gaps of datastreams. Thread-safe. */
public final class GapResource {

    private static final Duration USUAL = Duration.ofDays(1);
    /** By default a gap is longer than this number of intervals. */
    private static final int INTERVALS = 2;

    private static final RecordShape<GapView> SHAPE = RecordShape.of(GapView.class);
    private static final QueryParameter LONGER_THAN = QueryParameter.text(
            "longer_than",
            "Only gaps longer than this, ISO 8601 such as PT5M; by default twice the interval of each datastream, or the"
                    + " hold of one that reports on-change.");
    private static final QueryParameter QC = QueryParameter.words(
            "qc",
            "Flags of usable readings, by name or QARTOD number; good, not-evaluated and suspect by default.",
            FlagWords.of(QualityFlag.GOOD, QualityFlag.NOT_EVALUATED, QualityFlag.SUSPECT));

    private final GapReader reader;
    private final GapWitnesses witnesses;
    private final AsOf asOf;

    public GapResource(GapReader reader, AlertReader alerts, LivenessReader liveness, AsOf asOf) {
        this.reader = reader;
        this.witnesses = new GapWitnesses(alerts, liveness);
        this.asOf = asOf;
    }

    /** Registers its path. */
    public void register(Routes routes) {
        routes.add(new Route(
                "/api/v1/gaps",
                "Gaps: stretches without usable readings, by datastream and time, with their cause if it is known; for"
                        + " the last day if no datetime is given",
                Selection.placed(
                        LONGER_THAN, QC, AsOf.DATETIME, RequestZone.TZ, AsOf.AS_OF, Paging.LIMIT, Paging.CURSOR),
                Route.Output.rows(GapView.class),
                this::listGaps));
    }

    private void listGaps(Request request) throws Exception {
        Listing.Pin pin = asOf.pin(request, Selection.testbeds(request), GapRow.PARTS, USUAL)
                .upToAsOf();
        Catalog now = asOf.catalog(request, pin.asOf());
        Listing<GapRow, GapView> listing = new Listing<>(
                SHAPE,
                GapView::of,
                any -> true,
                GapRow::key,
                RowsInPieces.byKey(GapRow::key, fetch(request, now, pin)));
        if (!AsOf.unchanged(request, now)) {
            request.answer(pin.asOf(), now.version(), () -> listing.rows(request, pin));
        }
    }

    private RowsInPieces.Fetch<GapRow> fetch(Request request, Catalog now, Listing.Pin pin) throws SQLException {
        List<Series> all = series(request, now);
        Set<QualityFlag> usable = usable(request);
        Datetime range = pin.datetime();
        // liveness is known only as of now, and an answer for a log time must not change later
        boolean newest = request.findInstant(AsOf.AS_OF).isEmpty();
        List<Alert> silences = witnesses.listSilences(pin.datetime().toMicros(), pin.asOf());
        return (key, limit) -> {
            List<GapRow> rows = new ArrayList<>();
            for (Series series : all) {
                // a reading of an interval that lasts is not due yet
                long due = pin.asOf().toEpochMilli() * 1_000 - series.spanMicros();
                long to = Math.max(range.fromMicros(), Math.min(range.toMicros(), due));
                int order = key.isEmpty() ? 1 : series.datastream().compareTo(key.get(0));
                if (order < 0 || rows.size() == limit) {
                    continue;
                }
                long from = order == 0 ? SeriesKey.number(key.get(1)) : range.fromMicros();
                GapQuery query = new GapQuery(
                        now.renames().all(List.of(series.datastream())),
                        Math.min(from, to),
                        to,
                        order == 0,
                        series.longerThan(),
                        usable,
                        pin.asOf().toEpochMilli(),
                        limit - rows.size());
                rows.addAll(judge(series, reader.list(query), silences, newest, request.sight()));
            }
            return rows;
        };
    }

    private List<GapRow> judge(Series series, List<FoundGap> gaps, List<Alert> silences, boolean newest, Sight sight)
            throws SQLException {
        boolean lasts = newest && gaps.stream().anyMatch(found -> found.gap().openEnd());
        Optional<Liveness> gateway = lasts
                ? witnesses.findGateway(series.datastream()).filter(one -> sight.seesGateway(one.id()))
                : Optional.empty();
        return gaps.stream()
                .map(found -> GapWitnesses.judge(
                        series.datastream(), found, series.intervalMillis(found.catalogVersion()), silences, gateway))
                .toList();
    }

    /**
     * A datastream.
     *
     * @param described its descriptions by the first version of the catalog with them; empty if it is in no version
     * @param spanMicros the length of a reading
     * @param longerThan the minimum length of a gap, by version
     */
    private record Series(
            String datastream,
            NavigableMap<Long, Datastream> described,
            long spanMicros,
            NavigableMap<Long, Long> longerThan) {

        /** Expected time between readings in a version; in the newest one if the version is not known. */
        OptionalLong intervalMillis(long version) {
            if (described.isEmpty()) {
                return OptionalLong.empty();
            }
            Map.Entry<Long, Datastream> then =
                    version == FoundGap.NO_VERSION ? described.lastEntry() : described.floorEntry(version);
            return OptionalLong.of((then == null ? described.firstEntry() : then)
                    .getValue()
                    .settings()
                    .intervalMillis());
        }
    }

    private static List<Series> series(Request request, Catalog now) {
        Optional<Duration> asked = request.find(LONGER_THAN, GapResource::length);
        List<Series> all = new ArrayList<>();
        for (String id : Selection.ids(request, now)) {
            NavigableMap<Long, Datastream> described = now.descriptions(id);
            if (asked.isEmpty() && described.isEmpty()) {
                throw ProblemException.parameter(
                        LONGER_THAN.name(), "must be given, because the catalog has no interval of " + id);
            }
            NavigableMap<Long, Long> longerThan = new TreeMap<>();
            asked.ifPresentOrElse(
                    length -> longerThan.put(0L, length.toNanos() / 1_000),
                    () -> described.forEach((version, then) -> longerThan.put(version, usualMicros(then))));
            all.add(new Series(
                    id,
                    described,
                    now.findDatastream(id, now.version())
                            .map(GapResource::spanMicros)
                            .orElse(0L),
                    longerThan));
        }
        return all;
    }

    /** Silence of a datastream that reports on change is a gap when its value is no longer believed. */
    private static long usualMicros(Datastream datastream) {
        ReadingKind kind = datastream.settings().kind();
        return kind.onChange()
                ? kind.holdMicros()
                : INTERVALS * datastream.settings().intervalMillis() * 1_000;
    }

    private static long spanMicros(Datastream datastream) {
        return datastream.settings().stamp() == Datastream.Stamp.INSTANT
                ? 0
                : datastream.settings().intervalMillis() * 1_000;
    }

    private static Set<QualityFlag> usable(Request request) {
        List<String> asked = request.listTexts(QC);
        return FlagWords.parse(asked.isEmpty() ? QC.words() : asked);
    }

    private static Duration length(String text) {
        String rule = "is '" + text + "', must be a positive ISO 8601 duration up to P36500D, such as PT5M";
        try {
            Duration length = Duration.parse(text);
            if (length.isNegative() || length.isZero() || length.toDays() > 36_500) {
                throw new IllegalArgumentException(rule);
            }
            return length;
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(rule, e);
        }
    }
}
