package org.metrobed.api.profile;

import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.metrobed.analysis.profile.HeldValues;
import org.metrobed.analysis.profile.LocalClasses;
import org.metrobed.analysis.profile.ProfileBuilder;
import org.metrobed.analysis.profile.ProfileKind;
import org.metrobed.analysis.profile.Stretch;
import org.metrobed.api.http.Datetime;
import org.metrobed.api.http.Listing;
import org.metrobed.api.http.Moments;
import org.metrobed.api.http.Paging;
import org.metrobed.api.http.QueryParameter;
import org.metrobed.api.http.RecordShape;
import org.metrobed.api.http.Request;
import org.metrobed.api.http.RequestZone;
import org.metrobed.api.http.Route;
import org.metrobed.api.http.Routes;
import org.metrobed.api.http.RowsInPieces;
import org.metrobed.api.progress.AsOf;
import org.metrobed.api.thing.Selection;
import org.metrobed.api.thing.StatisticRule;
import org.metrobed.api.window.WindowFlags;
import org.metrobed.catalog.Catalog;
import org.metrobed.model.Datastream;
import org.metrobed.model.Datastream.Statistic;
import org.metrobed.model.window.WholeCourse;
import org.metrobed.model.window.WindowLevel;
import org.metrobed.store.profile.ProfileQuery;
import org.metrobed.store.profile.ProfileReader;

/** Profiles of datastreams over local time, composed from stored windows. Thread-safe. */
public final class ProfileResource {

    /** Default range: each weekday four times. */
    private static final Duration USUAL = Duration.ofDays(28);

    private static final RecordShape<ProfileView> SHAPE = RecordShape.of(ProfileView.class);

    private static final QueryParameter BY = QueryParameter.word(
            "by",
            "The classes of the profile.",
            Stream.of(ProfileKind.values()).map(ProfileKind::word).toList(),
            ProfileKind.HOUR_OF_DAY.word());
    private static final QueryParameter QC = QueryParameter.words(
            "qc", "Flags of the readings to summarise, by name or QARTOD number; good by default.", WindowFlags.WORDS);

    private final ProfileReader reader;
    private final AsOf asOf;

    public ProfileResource(ProfileReader reader, AsOf asOf) {
        this.reader = reader;
        this.asOf = asOf;
    }

    /** Registers its path. */
    public void register(Routes routes) {
        routes.add(new Route(
                "/api/v1/profiles",
                "Profiles over the hour of the day, the day of the week, the month, weekdays and weekends, in local time, with coverage;"
                        + " of the"
                        + " last four weeks if no datetime is given; in whole minutes",
                Selection.placed(
                        BY,
                        RequestZone.TZ,
                        ProfileAggregates.AGG,
                        QC,
                        AsOf.DATETIME,
                        AsOf.AS_OF,
                        Paging.LIMIT,
                        Paging.CURSOR),
                Route.Output.rows(ProfileView.class),
                this::listProfiles));
    }

    private void listProfiles(Request request) throws Exception {
        ZoneId zone = request.zone().zone();
        ProfileKind kind = request.find(BY, ProfileKind::parse).orElseThrow();
        Listing.Pin pin = wholeMinutes(asOf.pin(request, Selection.testbeds(request), ProfileRow.PARTS, USUAL));
        Catalog now = asOf.catalog(request, pin.asOf());
        boolean good = WindowFlags.of(request.listTexts(QC)) == WindowFlags.GOOD;
        Listing<ProfileRow, ProfileView> listing = new Listing<>(
                SHAPE.without(ProfileAggregates.leftOut(request, statistics(request, now))),
                row -> view(row, kind, zone, now, good),
                any -> true,
                ProfileRow::key,
                RowsInPieces.byKey(ProfileRow::key, fetch(now, request, new LocalClasses(kind, zone), pin)));
        if (!AsOf.unchanged(request, now)) {
            request.answer(pin.asOf(), now.version(), () -> listing.rows(request, pin));
        }
    }

    private static ProfileView view(ProfileRow row, ProfileKind kind, ZoneId zone, Catalog now, boolean good) {
        Optional<Datastream> known = now.findDatastream(row.datastream(), now.version());
        return ProfileView.of(row, kind, zone, known, StatisticRule.statistics(known, now), good);
    }

    private static List<Set<Statistic>> statistics(Request request, Catalog catalog) {
        return Selection.ids(request, catalog).stream()
                .map(id -> StatisticRule.statistics(catalog.findDatastream(id, catalog.version()), catalog))
                .toList();
    }

    private RowsInPieces.Fetch<ProfileRow> fetch(Catalog now, Request request, LocalClasses classes, Listing.Pin pin) {
        List<String> datastreams = Selection.ids(request, now);
        WindowFlags readings = WindowFlags.of(request.listTexts(QC));
        boolean quantiles = ProfileAggregates.wantsQuantiles(request);
        Stretch stretch =
                new Stretch(pin.datetime().fromMicros(), pin.datetime().toMicros());
        List<Long> sizes = WindowLevel.longestFirst().stream()
                .map(WindowLevel::millis)
                .filter(size -> classes.fits(size, stretch))
                .toList();
        long asOfMillis = pin.asOf().toEpochMilli();
        return (key, limit) -> {
            List<ProfileRow> rows = new ArrayList<>();
            for (String datastream : datastreams) {
                boolean passed = !key.isEmpty() && datastream.compareTo(key.get(0)) < 0;
                if (!passed && rows.size() < limit) {
                    ProfileBuilder builder = new ProfileBuilder(classes, readings::summary);
                    HeldValues held = holds(now, datastream) ? new HeldValues(classes) : null;
                    ProfileParts parts = new ProfileParts(now, datastream, builder, held);
                    for (String name : now.renames().all(List.of(datastream))) {
                        ProfileQuery query = new ProfileQuery(name, stretch, sizes, quantiles, asOfMillis);
                        reader.forEach(query, parts::add);
                        if (held != null) {
                            reader.listBefore(query).forEach(parts::addBefore);
                        }
                    }
                    Map<Integer, WholeCourse> courses = held == null ? Map.of() : held.build(stretch);
                    builder.build(stretch, intervalMillis(now, datastream, stretch)).stream()
                            .map(profile -> new ProfileRow(
                                    datastream, parts.deployments(), profile, courses.get(profile.key())))
                            .filter(row -> row.isAfter(key))
                            .forEach(rows::add);
                }
            }
            return rows.subList(0, Math.min(limit, rows.size()));
        };
    }

    private static boolean holds(Catalog now, String datastream) {
        return now.findDatastream(datastream, now.version())
                .filter(known -> known.settings().kind().isHeld())
                .isPresent();
    }

    /** The interval of a datastream of which nothing is stored in a range; any if no version has it. */
    private static long intervalMillis(Catalog now, String datastream, Stretch range) {
        return now.findDatastreamAt(datastream, Moments.ofMicros(range.fromMicros()))
                .map(known -> known.settings().intervalMillis())
                .orElse(1L);
    }

    /** Limits the range to the log time, because no later reading is expected; windows start at whole minutes. */
    private static Listing.Pin wholeMinutes(Listing.Pin pin) {
        Listing.Pin known = pin.upToAsOf();
        Stretch stretch =
                new Stretch(known.datetime().fromMicros(), known.datetime().toMicros());
        Stretch whole = stretch.wholeWindows(WindowLevel.MINUTE.millis());
        return known.withDatetime(
                new Datetime(Moments.ofMicros(whole.fromMicros()), Moments.ofMicros(whole.toMicros())));
    }
}
