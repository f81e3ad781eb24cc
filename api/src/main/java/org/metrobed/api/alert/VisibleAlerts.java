package org.metrobed.api.alert;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.metrobed.api.access.Sight;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.DatastreamId;
import org.metrobed.store.alert.Alert;
import org.metrobed.store.alert.AlertFilter;
import org.metrobed.store.alert.AlertQuery;
import org.metrobed.store.query.Limits;

/**
 * Alerts as a reader sees them: those of datastreams that are seen, without parents that are not and without the names of
 * others in their messages. One request, one thread.
 */
public final class VisibleAlerts {

    private static final String NO_PARENT = "";

    private final AlertStore store;
    private final Sight sight;

    public VisibleAlerts(AlertStore store, Sight sight) {
        this.store = store;
        this.sight = sight;
    }

    /** The alerts of a query that are seen. */
    public List<Alert> list(AlertQuery query) throws SQLException {
        if (sight.isAll()) {
            return store.alerts().list(query);
        }
        Optional<String> asked = query.filter().parent();
        if (asked.isPresent() && listSeen(Set.of(asked.get())).isEmpty()) {
            return List.of(); // its children would tell that it is there
        }
        List<Alert> alerts = store.alerts().list(query.withFilter(query.filter().withSubjects(sight.subjects())));
        Set<String> parents = listSeen(alerts.stream()
                .map(alert -> alert.finding().parent())
                .filter(parent -> !parent.isEmpty())
                .collect(Collectors.toSet()));
        return alerts.stream().map(alert -> reduced(alert, sight, parents)).toList();
    }

    /** An alert in any state; empty if there is none, or it is not seen. */
    public Optional<Alert> find(String id, OptionalLong asOfMillis, OptionalLong handledMillis) throws SQLException {
        Optional<Alert> found = store.alerts().find(id, asOfMillis, handledMillis, sight.subjects());
        if (found.isEmpty() || sight.isAll()) {
            return found;
        }
        Set<String> parents = listSeen(Set.of(found.get().finding().parent()));
        return found.map(alert -> reduced(alert, sight, parents));
    }

    /** An alert in any state, as of now. */
    public Optional<Alert> find(String id) throws SQLException {
        return find(id, OptionalLong.empty(), OptionalLong.empty());
    }

    /** The events of an alert; empty if there is none, or it is not seen. */
    public List<AlertEvent> listEvents(String id, OptionalLong asOfMillis) throws SQLException {
        List<AlertEvent> events = store.alerts().listEvents(id, asOfMillis);
        if (sight.isAll() || events.isEmpty()) {
            return events;
        }
        if (!sight.sees(events.get(0).datastream())) {
            return List.of();
        }
        Set<String> parents =
                listSeen(events.stream().map(event -> event.finding().parent()).collect(Collectors.toSet()));
        return events.stream()
                .map(event -> event.with(
                        event.finding().withParent(seenOr(event.finding().parent(), parents)),
                        sight.mask(event.message())))
                .toList();
    }

    private Set<String> listSeen(Set<String> ids) throws SQLException {
        List<String> asked = ids.stream().filter(id -> !id.isEmpty()).toList();
        if (asked.isEmpty()) {
            return Set.of();
        }
        AlertFilter some = AlertFilter.ALERTS
                .withIds(asked)
                .withStates(Set.of(Alert.State.values()))
                .withSubjects(sight.subjects());
        return store.alerts().list(AlertQuery.newest(Limits.ROWS).withFilter(some)).stream()
                .map(Alert::alertId)
                .collect(Collectors.toSet());
    }

    /** An alert of a reader who does not see everything, where nothing is known of its parent. */
    public static Alert reduced(Alert alert, Sight sight) {
        boolean partial = alert.datastream().startsWith("metrobed/")
                || sight.isPartial(new DatastreamId(alert.datastream()).testbed());
        return partial ? reduced(alert, sight, Set.of()) : alert;
    }

    private static Alert reduced(Alert alert, Sight sight, Set<String> parents) {
        return alert.with()
                .message(sight.mask(alert.message()))
                .finding(alert.finding().withParent(seenOr(alert.finding().parent(), parents)))
                .build();
    }

    private static String seenOr(String parent, Set<String> seen) {
        return seen.contains(parent) ? parent : NO_PARENT;
    }
}
