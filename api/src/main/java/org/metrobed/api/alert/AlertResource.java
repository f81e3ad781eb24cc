package org.metrobed.api.alert;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.metrobed.api.http.Listing;
import org.metrobed.api.http.Paging;
import org.metrobed.api.http.Parameter;
import org.metrobed.api.http.RecordShape;
import org.metrobed.api.http.Request;
import org.metrobed.api.http.Route;
import org.metrobed.api.http.Routes;
import org.metrobed.api.http.Rows;
import org.metrobed.api.progress.AsOf;
import org.metrobed.api.thing.Selection;
import org.metrobed.api.thing.SeriesKey;
import org.metrobed.catalog.Catalog;
import org.metrobed.store.alert.Alert;
import org.metrobed.store.alert.AlertQuery;
import org.metrobed.store.alert.AlertReader;

/** Alerts, newest onset first. Thread-safe. */
public final class AlertResource {

    private static final int KEY_PARTS = 2;
    private static final Duration EVER = Duration.ofDays(366_000);
    private static final RecordShape<AlertView> SHAPE = RecordShape.of(AlertView.class);
    private static final Parameter STATE = Parameter.word(
            "state", "Only alerts that are open, or resolved; else both.", List.of("open", "resolved"), null);

    private final AlertReader reader;
    private final Supplier<Catalog> catalog;
    private final AsOf asOf;

    public AlertResource(AlertReader reader, Supplier<Catalog> catalog, AsOf asOf) {
        this.reader = reader;
        this.catalog = catalog;
        this.asOf = asOf;
    }

    /** Adds its path. */
    public void register(Routes routes) {
        routes.add(new Route(
                "/api/v1/alerts",
                "Alerts as they stand, newest onset first; datetime is that of the onset, any where none is given",
                Selection.parameters(STATE, AsOf.DATETIME, AsOf.AS_OF, Paging.LIMIT, Paging.CURSOR),
                Route.Output.rows(AlertView.class),
                this::listAlerts));
    }

    private void listAlerts(Request request) throws Exception {
        Catalog now = catalog.get();
        Listing.Pin pin = asOf.pin(request, KEY_PARTS, EVER);
        List<String> chosen = Selection.chooses(request) ? Selection.idsOfAlerts(request, now) : List.of();
        if (Selection.chooses(request) && chosen.isEmpty()) {
            request.answer(new Rows<>(SHAPE, List.<AlertView>of().iterator(), pin.asOf(), pin.datetime(), null));
            return;
        }
        Listing<Alert, AlertView> listing = new Listing<>(
                SHAPE,
                false,
                alert -> AlertView.of(alert, now),
                any -> true,
                alert -> List.of(Long.toString(alert.onsetMicros()), alert.alertId()),
                fetch(request, chosen, pin));
        request.answer(listing.rows(request, pin));
    }

    private Listing.Fetch<Alert> fetch(Request request, List<String> datastreams, Listing.Pin pin) {
        Optional<Alert.State> state = request.find(STATE, word -> Alert.State.valueOf(word.toUpperCase(Locale.ROOT)));
        return (key, range, limit) -> reader.list(new AlertQuery(
                datastreams,
                state,
                range.fromMicros(),
                range.toMicros(),
                limit,
                key.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new AlertQuery.Cursor(SeriesKey.number(key.get(0)), key.get(1))),
                OptionalLong.of(pin.asOf().toEpochMilli())));
    }
}
