package org.metrobed.api.window;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.metrobed.api.http.Format;
import org.metrobed.api.http.Listing;
import org.metrobed.api.http.Paging;
import org.metrobed.api.http.RecordShape;
import org.metrobed.api.http.Request;
import org.metrobed.api.http.Route;
import org.metrobed.api.http.Routes;
import org.metrobed.api.http.Rows;
import org.metrobed.api.progress.AsOf;
import org.metrobed.api.thing.Selection;
import org.metrobed.catalog.Catalog;
import org.metrobed.model.calendar.WindowCalendar;
import org.metrobed.store.window.WindowReader;

/** Windows of any size that stored windows divide, in any zone. Thread-safe. */
public final class WindowResource {

    /** Default number of windows if no datetime is given. */
    private static final int USUAL = 15;

    private static final RecordShape<WindowView> SHAPE = RecordShape.of(WindowView.class);
    private static final Set<String> OF_DATASTREAMS = Set.of("datastream", "latitude", "longitude", "deployments");
    private static final Set<String> OF_GROUPS = Set.of("group", "property", "datastreams", "weight");
    private static final Set<String> OF_ZONES = Set.of("localStart", "localTime");

    private final WindowReader reader;
    private final AsOf asOf;

    public WindowResource(WindowReader reader, AsOf asOf) {
        this.reader = reader;
        this.asOf = asOf;
    }

    /** Registers its path. */
    public void register(Routes routes) {
        routes.add(new Route(
                "/api/v1/windows",
                "Windows in the order of their start; the last 15 if no datetime is given; CSV and NDJSON without a"
                        + " limit"
                        + " give all",
                WindowParameters.list(),
                Route.Output.rowsAndPictures(WindowView.class),
                this::listWindows));
    }

    private void listWindows(Request request) throws Exception {
        WindowCalendar calendar = WindowParameters.calendar(request);
        Duration usual = Duration.ofMillis(USUAL * calendar.size().usualMillis());
        Listing.Pin pin = asOf.pin(
                request,
                Selection.testbeds(request),
                WindowItem.KEY_PARTS,
                AsOf.span(request, WindowParameters.span(request, usual)));
        Catalog now = asOf.catalog(request, pin.asOf());
        WindowQuestion question = WindowParameters.question(request, now, calendar, pin);
        boolean local = request.zone().stated();
        boolean grouped = request.findText(WindowParameters.GROUP_BY).isPresent();
        Listing<WindowItem, WindowView> windows = new Listing<>(
                shape(question, local, grouped).onRequestInCsv(WindowParameters.onRequestInCsv(request, question)),
                new WindowViews(question, local)::of,
                WindowValues.wanted(request, question),
                WindowItem::key,
                (from, limit) -> new WindowSlices(reader, question, from, limit));
        OptionalInt last = Paging.last(request, question.series().size());
        WideWindows.check(request);
        WindowValues.check(request, last);
        WindowPicture.check(request, question, pin.datetime());
        if (AsOf.unchanged(request, now)) {
            return;
        }
        Rows.Reading<WindowView> reading = () -> {
            Rows<WindowView> rows = last.isPresent()
                    ? windows.whole(new NewestWindows(reader, question).list(pin, last.getAsInt()), pin)
                    : windows.rows(request, pin);
            return rows.orBegins(() -> new NewestWindows(reader, question).findFirst(pin));
        };
        if (request.format() == Format.SVG) {
            request.response().drawn(reading.read(), rows -> WindowPicture.of(request, question, rows));
        } else if (WideWindows.wanted(request)) {
            request.answer(
                    WideWindows.of(reading.read(), question.series(), WindowParameters.wideAggregates(request), local));
        } else {
            request.answer(pin.asOf(), now.version(), reading);
        }
    }

    private static RecordShape<WindowView> shape(WindowQuestion question, boolean local, boolean grouped) {
        Set<String> hidden = new HashSet<>(question.aggregates().hidden());
        hidden.addAll(grouped ? OF_DATASTREAMS : OF_GROUPS);
        if (!local) {
            hidden.addAll(OF_ZONES);
        }
        return SHAPE.without(hidden)
                .spread("quantiles", List.copyOf(question.aggregates().shares().keySet()));
    }
}
