package org.metrobed.api.alert;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.metrobed.api.http.Paging;
import org.metrobed.api.http.QueryParameter;
import org.metrobed.api.http.Request;
import org.metrobed.api.http.RequestZone;
import org.metrobed.api.progress.AsOf;
import org.metrobed.api.thing.Selection;
import org.metrobed.catalog.Catalog;
import org.metrobed.model.Severity;
import org.metrobed.store.alert.Alert;
import org.metrobed.store.alert.AlertFilter;

/** The query parameters that select alerts. Static functions only. */
final class AlertParameters {

    private static final List<String> ANSWERS = List.of("yes", "no");

    private static final QueryParameter STATE = QueryParameter.words(
            "state",
            "Only alerts of these conditions; open and resolved ones by default.",
            Arrays.stream(Alert.State.values()).map(Alert.State::word).toList());
    private static final QueryParameter CALLS = QueryParameter.word(
            "calls", "yes: only alerts without a parent alert; no: only child alerts.", ANSWERS, null);
    private static final QueryParameter PARENT =
            QueryParameter.text("parent", "Only child alerts of the alert with this id.");
    private static final QueryParameter ACKNOWLEDGED =
            QueryParameter.word("acknowledged", "Whether a person has acknowledged the alert.", ANSWERS, null);
    private static final QueryParameter SUPPRESSED = QueryParameter.word(
            "suppressed",
            "no: only alerts that notify people; yes: only the others. A page may be shorter than its" + " limit.",
            ANSWERS,
            null);
    static final QueryParameter ASSIGNEE =
            QueryParameter.text("assignee", "Only alerts that are assigned to this person.");
    private static final QueryParameter SEVERITY = QueryParameter.word(
            "severity",
            "Only as severe as this, or more.",
            Arrays.stream(Severity.values()).map(Severity::word).toList(),
            null);
    static final QueryParameter DETECTOR = QueryParameter.texts("detector", "Only alerts of these rules.");

    private AlertParameters() {}

    /** All parameters. */
    static List<QueryParameter> list() {
        return Selection.placed(
                STATE,
                CALLS,
                PARENT,
                ACKNOWLEDGED,
                SUPPRESSED,
                ASSIGNEE,
                SEVERITY,
                DETECTOR,
                AsOf.DATETIME,
                RequestZone.TZ,
                AsOf.AS_OF,
                Paging.NEWEST_FIRST,
                Paging.LIMIT,
                Paging.CURSOR);
    }

    /** The filter of a request; empty if it selects only by names that the catalog lacks, so that no alert matches. */
    static Optional<AlertFilter> filter(Request request, Catalog catalog) {
        AlertFilter filter = AlertFilter.ALERTS.withDetectors(request.listTexts(DETECTOR));
        List<String> testbeds = Selection.testbedsOfAlerts(request);
        if (!testbeds.isEmpty()) {
            filter = filter.withTestbeds(testbeds);
        } else if (Selection.chooses(request)) {
            List<String> chosen = Selection.idsOfAlerts(request, catalog);
            if (chosen.isEmpty()) {
                return Optional.empty();
            }
            filter = filter.withDatastreams(chosen);
        }
        return Optional.of(conditions(request, filter));
    }

    /** Whether the request selects a view. Whether an alert is silenced depends on the clock, not on a row. */
    static boolean wants(Request request, AlertView view) {
        return answer(request, SUPPRESSED)
                .map(suppressed -> suppressed == (view.suppression() != null))
                .orElse(true);
    }

    private static AlertFilter conditions(Request request, AlertFilter filter) {
        AlertFilter wanted = filter;
        Set<Alert.State> states = request.listTexts(STATE).stream()
                .map(word -> Alert.State.valueOf(word.toUpperCase(Locale.ROOT)))
                .collect(Collectors.toSet());
        if (!states.isEmpty()) {
            wanted = wanted.withStates(states);
        }
        wanted = answer(request, CALLS).map(wanted::withCalls).orElse(wanted);
        wanted = request.findText(PARENT).map(wanted::withParent).orElse(wanted);
        wanted = answer(request, ACKNOWLEDGED).map(wanted::withAcknowledged).orElse(wanted);
        wanted = request.findText(ASSIGNEE).map(wanted::withAssignee).orElse(wanted);
        return request.find(SEVERITY, Severity::parse).map(wanted::withLeast).orElse(wanted);
    }

    private static Optional<Boolean> answer(Request request, QueryParameter parameter) {
        return request.findText(parameter).map("yes"::equals);
    }
}
