package org.metrobed.api.window;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import org.metrobed.api.http.Listing;
import org.metrobed.api.http.Paging;
import org.metrobed.api.http.Parameter;
import org.metrobed.api.http.ProblemException;
import org.metrobed.api.http.RecordShape;
import org.metrobed.api.http.Request;
import org.metrobed.api.http.Route;
import org.metrobed.api.http.Routes;
import org.metrobed.api.progress.AsOf;
import org.metrobed.api.thing.Selection;
import org.metrobed.api.thing.SeriesKey;
import org.metrobed.api.thing.Units;
import org.metrobed.catalog.Catalog;
import org.metrobed.store.window.MergedWindow;
import org.metrobed.store.window.WindowQuery;
import org.metrobed.store.window.WindowReader;

/** Windows of the sizes that are stored. Thread-safe. */
public final class WindowResource {

    private static final Duration USUAL = Duration.ofMinutes(15);
    private static final RecordShape<WindowView> SHAPE = RecordShape.of(WindowView.class);

    /** The aggregates that can be chosen, with the fields that belong to each. */
    private static final Map<String, Set<String>> AGGREGATES = Map.of(
            "mean", Set.of("mean"),
            "sd", Set.of("sd"),
            "min", Set.of("min", "minTime"),
            "max", Set.of("max", "maxTime"),
            "sum", Set.of("sum"),
            "first", Set.of("first", "firstTime"),
            "last", Set.of("last", "lastTime"));

    private static final Parameter WINDOW = Parameter.word(
            "window", "Length of the windows, ISO 8601; those that are stored.", List.of("PT1M"), "PT1M");
    private static final Parameter AGG = Parameter.words(
            "agg",
            "Only these aggregates; counts and coverage are always there.",
            AGGREGATES.keySet().stream().sorted().toList());
    private static final Parameter QC = Parameter.words(
            "qc", "Readings of which QARTOD flags to summarise; good data by default.", List.of("1", "3"));
    private static final Parameter MIN_COVERAGE =
            Parameter.number("min_coverage", "Only windows of at least this coverage.", 0, 1);

    private final WindowReader reader;
    private final Supplier<Catalog> catalog;
    private final AsOf asOf;

    public WindowResource(WindowReader reader, Supplier<Catalog> catalog, AsOf asOf) {
        this.reader = reader;
        this.catalog = catalog;
        this.asOf = asOf;
    }

    /** Adds its path. */
    public void register(Routes routes) {
        List<Parameter> own = new ArrayList<>(List.of(WINDOW, AGG, QC, MIN_COVERAGE));
        own.addAll(List.of(AsOf.DATETIME, AsOf.AS_OF, Paging.LIMIT, Paging.CURSOR));
        routes.add(new Route(
                "/api/v1/windows",
                "Windows in the order of their start; the last 15 minutes where no datetime is given; CSV and NDJSON"
                        + " without a limit give all",
                Selection.parameters(own.toArray(new Parameter[0])),
                Route.Output.rows(WindowView.class),
                this::listWindows));
    }

    private void listWindows(Request request) throws Exception {
        Catalog now = catalog.get();
        WindowFlags flags = flags(request);
        double least = request.findNumber(MIN_COVERAGE).orElse(0);
        Listing.Pin pin = asOf.pin(request, SeriesKey.PARTS, USUAL);
        Listing<MergedWindow, WindowView> listing = new Listing<>(
                SHAPE.without(leftOut(request)),
                true,
                row -> WindowView.of(row, Units.of(now, row.window().datastream()), flags),
                view -> view.coverage() >= least,
                row -> SeriesKey.parts(row.window().startMicros(), row.window().datastream()),
                fetch(request, now, pin));
        if (!asOf.unchanged(request, now)) {
            request.answer(listing.rows(request, pin));
        }
    }

    private Listing.Fetch<MergedWindow> fetch(Request request, Catalog now, Listing.Pin pin) {
        List<String> datastreams = Selection.ids(request, now);
        long sizeMillis = Duration.parse(request.findText(WINDOW).orElseThrow()).toMillis();
        return (key, range, limit) -> reader.list(new WindowQuery(
                datastreams,
                sizeMillis,
                range.fromMicros(),
                range.toMicros(),
                limit,
                key.isEmpty() ? Optional.empty() : Optional.of(SeriesKey.cursor(key)),
                OptionalLong.of(pin.asOf().toEpochMilli())));
    }

    private static WindowFlags flags(Request request) {
        try {
            return WindowFlags.of(request.listTexts(QC));
        } catch (IllegalArgumentException e) {
            throw ProblemException.parameter(QC.name(), e.getMessage());
        }
    }

    private static Set<String> leftOut(Request request) {
        List<String> wanted = request.listTexts(AGG);
        Set<String> fields = new HashSet<>();
        if (!wanted.isEmpty()) {
            AGGREGATES.values().forEach(fields::addAll);
            wanted.forEach(aggregate -> fields.removeAll(AGGREGATES.get(aggregate)));
        }
        return fields;
    }
}
