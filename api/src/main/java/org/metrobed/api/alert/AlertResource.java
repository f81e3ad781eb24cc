package org.metrobed.api.alert;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.metrobed.api.http.Datetime;
import org.metrobed.api.http.FieldException;
import org.metrobed.api.http.Listing;
import org.metrobed.api.http.Moments;
import org.metrobed.api.http.Paging;
import org.metrobed.api.http.Problem;
import org.metrobed.api.http.ProblemException;
import org.metrobed.api.http.QueryParameter;
import org.metrobed.api.http.Request;
import org.metrobed.api.http.Route;
import org.metrobed.api.http.Routes;
import org.metrobed.api.http.Rows;
import org.metrobed.api.http.RowsInPieces;
import org.metrobed.api.http.VisibleCatalog;
import org.metrobed.api.progress.AsOf;
import org.metrobed.api.thing.SeriesKey;
import org.metrobed.catalog.Catalog;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.alert.AlertAction;
import org.metrobed.model.alert.Suppression;
import org.metrobed.store.alert.Alert;
import org.metrobed.store.alert.AlertActions;
import org.metrobed.store.alert.AlertFilter;
import org.metrobed.store.alert.AlertQuery;
import org.metrobed.store.query.TimeOrder;

/** Alerts by onset; operators acknowledge, assign, comment, approve and judge them. Thread-safe. */
public final class AlertResource {

    private static final int KEY_PARTS = 2;
    private static final Duration EVER = Duration.ofDays(366_000);
    private static final QueryParameter ID = QueryParameter.text("id", "The id of the alert.");

    private final AlertStore store;
    private final VisibleCatalog catalog;
    private final AsOf asOf;
    private final InstantSource clock;

    public AlertResource(AlertStore store, VisibleCatalog catalog, AsOf asOf, InstantSource clock) {
        this.store = store;
        this.catalog = catalog;
        this.asOf = asOf;
        this.clock = clock;
    }

    /** Registers its paths. */
    public void register(Routes routes) {
        routes.add(new Route(
                "/api/v1/alerts",
                "Alerts in their newest condition, newest onset first unless order=asc; datetime selects by onset, all if it is not"
                        + " given",
                AlertParameters.list(),
                Route.Output.rows(AlertView.class),
                this::listAlerts));
        routes.add(new Route(
                "/api/v1/alerts/{id}",
                "An alert in its newest condition, whichever it is",
                List.of(ID, AsOf.AS_OF),
                Route.Output.object(AlertView.class),
                this::show));
        routes.add(new Route(
                "/api/v1/alerts/{id}/history",
                "The history of an alert, oldest first: each condition, action and notification with time, person or receiver, and reason",
                List.of(ID, AsOf.AS_OF),
                Route.Output.rows(AlertStepView.class),
                this::showHistory));
        routes.add(new Route(
                        "/api/v1/alerts/{id}/actions",
                        "Acknowledge, assign, comment, approve or judge an alert, or undo that; if the version is not the newest any"
                                + " more, the answer is 409 with currentVersion",
                        List.of(ID),
                        AlertActionRequest.class,
                        Route.Output.object(AlertView.class),
                        this::act)
                .about(Route.Reach.PROJECTS));
    }

    private void listAlerts(Request request) throws Exception {
        Listing.Pin pin = asOf.pin(request, AsOf.NO_CORRECTIONS, KEY_PARTS, EVER);
        Catalog now = asOf.catalog(request, pin.asOf());
        AlertNames.check(request, now, store);
        VisibleAlerts alerts = new VisibleAlerts(store, request.sight());
        Optional<AlertFilter> filter = AlertParameters.filter(request, now);
        if (filter.isEmpty()) {
            request.answer(
                    new Rows<>(AlertView.WHOLE, List.<AlertView>of().iterator(), pin.asOf(), pin.datetime(), null));
            return;
        }
        Instant at = shown(request);
        List<Suppression> held = store.listHeld(at);
        Listing<Alert, AlertView> listing = new Listing<>(
                AlertView.WHOLE,
                alert -> AlertView.of(alert, now, held, at),
                view -> AlertParameters.wants(request, view),
                AlertResource::key,
                RowsInPieces.byKey(AlertResource::key, fetch(request, alerts, filter.get(), pin)));
        request.answer(listing.rows(request, pin).orBegins(() -> findFirst(alerts, filter.get(), pin)));
    }

    /** The onset of the first alert of a filter at any time. */
    private static Optional<Instant> findFirst(VisibleAlerts alerts, AlertFilter filter, Listing.Pin pin)
            throws SQLException {
        AlertQuery first = new AlertQuery(
                filter,
                Datetime.ALL.fromMicros(),
                Datetime.ALL.toMicros(),
                TimeOrder.OLDEST_FIRST,
                1,
                Optional.empty(),
                OptionalLong.of(pin.asOf().toEpochMilli()),
                OptionalLong.empty());
        return alerts.list(first).stream().findFirst().map(alert -> Moments.ofMicros(alert.onsetMicros()));
    }

    private static RowsInPieces.Fetch<Alert> fetch(
            Request request, VisibleAlerts alerts, AlertFilter filter, Listing.Pin pin) {
        OptionalLong handled = handled(request);
        TimeOrder order = Paging.order(request, Paging.NEWEST_FIRST);
        return (key, limit) -> alerts.list(new AlertQuery(
                filter,
                pin.datetime().fromMicros(),
                pin.datetime().toMicros(),
                order,
                limit,
                key.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new AlertQuery.Cursor(SeriesKey.number(key.get(0)), key.get(1))),
                OptionalLong.of(pin.asOf().toEpochMilli()),
                handled));
    }

    private static List<String> key(Alert alert) {
        return List.of(Long.toString(alert.onsetMicros()), alert.alertId());
    }

    private void show(Request request) throws SQLException {
        String id = request.path(ID, text -> text);
        Instant log = asOf.of(request, AsOf.NO_CORRECTIONS);
        Alert alert = new VisibleAlerts(store, request.sight())
                .find(id, OptionalLong.of(log.toEpochMilli()), handled(request))
                .orElseThrow(() -> unknown(id));
        request.answer(view(request, alert, shown(request)));
    }

    private void showHistory(Request request) throws Exception {
        String id = request.path(ID, text -> text);
        Instant at = shown(request);
        List<AlertEvent> events = new VisibleAlerts(store, request.sight())
                .listEvents(
                        id,
                        OptionalLong.of(asOf.of(request, AsOf.NO_CORRECTIONS).toEpochMilli()));
        if (events.isEmpty()) {
            throw unknown(id);
        }
        OptionalLong handled = handled(request);
        List<AlertAction> actions = store.actions().list(id).stream()
                .filter(action -> handled.isEmpty() || action.acceptedMillis() <= handled.getAsLong())
                .toList();
        List<AlertStepView> steps = AlertHistory.of(
                events,
                actions,
                store.suppressions().listOverlapping(AlertHistory.fromMicros(events), Moments.micros(at) + 1),
                store.listTold(id),
                at);
        request.answer(Rows.all(AlertStepView.class, steps.iterator()));
    }

    private void act(Request request) throws SQLException {
        AlertActionRequest asked = request.body(AlertActionRequest.class);
        String id = request.path(ID, text -> text);
        AlertAction action = FieldException.inBody(() -> AlertOrder.parse(id, asked, clock.instant()));
        VisibleAlerts alerts = new VisibleAlerts(store, request.sight());
        if (!request.sight().isAll() || request.reader().isLimited()) {
            request.checkMayChange(
                    alerts.find(id).orElseThrow(() -> unknown(id)).datastream());
        }
        AlertActions.Answer answer = store.writer().append(action);
        switch (answer.outcome()) {
            case KEPT -> request.answer(view(request, alerts.find(id).orElseThrow(() -> unknown(id)), clock.instant()));
            case UNKNOWN -> throw unknown(id);
            case NO_ALERT ->
                throw new ProblemException(Problem.conflict("Alert " + id
                        + " is pending or was withdrawn. Nobody was notified of it, so no action is needed."));
            case STALE ->
                throw new ProblemException(Problem.stale(
                        "Alert " + id + " is at version " + answer.version() + ", not " + asked.version()
                                + ": somebody else acted on it meanwhile. Read it again, then decide.",
                        answer.version()));
        }
    }

    private AlertView view(Request request, Alert alert, Instant at) throws SQLException {
        return AlertView.of(alert, catalog.of(request), store.listHeld(at), at);
    }

    /** The time of the clock to show. Actions have no log time, so only an explicit as_of looks back. */
    private Instant shown(Request request) {
        return request.findInstant(AsOf.AS_OF).orElseGet(clock::instant);
    }

    private static OptionalLong handled(Request request) {
        Optional<Instant> asked = request.findInstant(AsOf.AS_OF);
        return asked.isPresent() ? OptionalLong.of(asked.get().toEpochMilli()) : OptionalLong.empty();
    }

    private static ProblemException unknown(String id) {
        return new ProblemException(Problem.notFound("There is no alert " + id + "."));
    }
}
