package org.metrobed.store.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.Finding;
import org.metrobed.model.Severity;
import org.metrobed.model.alert.AlertAction;
import org.metrobed.store.RowWriters;
import org.metrobed.store.Samples;
import org.metrobed.store.TestStore;
import org.metrobed.testkit.Times;

/** Alerts in all conditions, with child alerts. */
final class AlertReaderIT {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    @BeforeEach
    void fill() throws SQLException {
        AlertEvent outage = Samples.opened("outage", 1);
        AlertEvent member = Samples.opened("member", 2);
        AlertEvent late = Samples.opened("late", 3);
        AlertEvent sign = Samples.opened("sign", 4);
        AlertEvent gone = Samples.opened("gone", 5);
        AlertEvent hint = Samples.opened("hint", 6);
        STORE.append(
                RowWriters.alertEvents(),
                List.of(
                        outage,
                        of(member, "outage"),
                        late,
                        of(late.with(1, AlertEvent.Kind.UPDATED), "outage"),
                        sign.with(0, AlertEvent.Kind.PENDING),
                        gone.with(0, AlertEvent.Kind.PENDING),
                        gone.with(1, AlertEvent.Kind.WITHDRAWN),
                        of(hint.with(0, AlertEvent.Kind.PENDING), "outage"),
                        Samples.resolved("member", 2)));
    }

    @Test
    void pendingAndWithdrawnAreShownOnlyWhenAskedFor() throws SQLException {
        assertThat(ids(AlertFilter.ALERTS)).containsExactly("late", "member", "outage");
        assertThat(ids(states(Alert.State.PENDING))).containsExactly("hint", "sign");
        assertThat(ids(states(Alert.State.WITHDRAWN))).containsExactly("gone");
        assertThat(ids(states(Alert.State.PENDING, Alert.State.OPEN)))
                .containsExactly("hint", "sign", "late", "outage");
        assertThat(ids(states(Alert.State.values()))).hasSize(6);
        assertThat(find("gone").resolvedMicros()).isPresent();
        assertThat(find("sign").state()).isEqualTo(Alert.State.PENDING);
    }

    @Test
    void membersAreCountedAsTheyBelongNow() throws SQLException {
        assertThat(find("outage").memberCount())
                .as("a sign is no member yet, and one that resolved without a parent is none any more")
                .isEqualTo(1);
        assertThat(find("late").memberCount()).isZero();
        assertThat(find("late").finding().parent()).isEqualTo("outage");
        assertThat(ids(AlertFilter.ALERTS.withParent("outage"))).containsExactly("late");
        assertThat(ids(AlertFilter.ALERTS.withCalls(true))).containsExactly("member", "outage");
        assertThat(ids(AlertFilter.ALERTS.withCalls(false))).containsExactly("late");
    }

    @Test
    void whatWasFoundIsRead() throws SQLException {
        Finding finding = new Finding("jump", 0.75, 11, Finding.Origin.ENVIRONMENT, "");
        AlertEvent found = Samples.opened("found", 9).with(finding, "it jumped");
        STORE.append(RowWriters.alertEvents(), List.of(found));
        Alert alert = find("found");
        assertThat(alert.finding()).isEqualTo(finding);
        assertThat(alert.message()).isEqualTo("it jumped");
        assertThat(find("outage").finding()).isEqualTo(Finding.THRESHOLD);
    }

    @Test
    void everyFilterLeavesOut() throws SQLException {
        assertThat(ids(AlertFilter.ALERTS.withTestbeds(List.of("city")))).hasSize(3);
        assertThat(ids(AlertFilter.ALERTS.withTestbeds(List.of("town")))).isEmpty();
        assertThat(ids(AlertFilter.ALERTS.withLeast(Severity.CRITICAL))).isEmpty();
        assertThat(ids(AlertFilter.ALERTS.withLeast(Severity.WARNING))).hasSize(3);
        assertThat(ids(AlertFilter.ALERTS.withDetectors(List.of("low")))).isEmpty();
        assertThat(ids(AlertFilter.ALERTS.withDetectors(List.of("low", "high"))))
                .hasSize(3);
        AlertActions actions = new AlertActions(STORE.config());
        actions.append(action("late", 1, AlertAction.Kind.ASSIGN, "bob"));
        actions.append(action("outage", 1, AlertAction.Kind.ASSIGN, "bob"));
        actions.append(action("outage", 2, AlertAction.Kind.UNASSIGN, ""));
        actions.append(action("outage", 3, AlertAction.Kind.ACKNOWLEDGE, ""));
        assertThat(ids(AlertFilter.ALERTS.withAssignee("bob"))).containsExactly("late");
        assertThat(ids(AlertFilter.ALERTS.withAcknowledged(true))).containsExactly("outage");
        assertThat(ids(AlertFilter.ALERTS.withAcknowledged(false))).containsExactly("late", "member");
    }

    @Test
    void openAlertsAreThoseThatHadNotEndedByThen() throws SQLException {
        long before = Times.NOON_MILLIS + 150_000;
        AlertQuery open = AlertQuery.newest(10).withState(Alert.State.OPEN);
        assertThat(list(open)).extracting(Alert::alertId).containsExactly("late", "outage");
        assertThat(list(open.withAsOf(before)))
                .extracting(Alert::alertId)
                .as("member ends at minute 3")
                .containsExactly("member", "outage");
        assertThat(STORE.<Map<Severity, Long>>read(database -> new AlertReader(database).countOpen()))
                .containsEntry(Severity.WARNING, 2L)
                .containsEntry(Severity.CRITICAL, 0L);
    }

    @Test
    void alertThatOpensAgainIsOpenAndWasNotInBetween() throws SQLException {
        AlertEvent again = Samples.resolved("member", 2);
        long returnedMillis = again.recordedMillis() + 60_000;
        STORE.append(
                RowWriters.alertEvents(),
                List.of(of(
                        again.with(again.sequence() + 1, AlertEvent.Kind.OPENED)
                                .with()
                                .recordedMillis(returnedMillis)
                                .build(),
                        "outage")));
        AlertQuery open = AlertQuery.newest(10).withState(Alert.State.OPEN);
        assertThat(list(open)).extracting(Alert::alertId).contains("member");
        assertThat(find("member").resolvedMicros()).isEmpty();
        assertThat(list(open.withAsOf(again.recordedMillis())))
                .extracting(Alert::alertId)
                .doesNotContain("member");
    }

    @Test
    void pagesFollowOneAnotherWhatEverPeopleDoMeanwhile() throws SQLException {
        List<String> seen = new ArrayList<>();
        AlertQuery query = AlertQuery.newest(1);
        for (List<Alert> page = list(query); !page.isEmpty(); page = list(query)) {
            Alert last = page.get(0);
            seen.add(last.alertId());
            new AlertActions(STORE.config()).append(action(last.alertId(), 1, AlertAction.Kind.ACKNOWLEDGE, ""));
            query = query.withAfter(new AlertQuery.Cursor(last.onsetMicros(), last.alertId()));
        }
        assertThat(seen).containsExactly("late", "member", "outage");
    }

    @Test
    void eventsAreListedInTheirOrder() throws SQLException {
        List<AlertEvent> events =
                STORE.read(database -> new AlertReader(database).listEvents("late", OptionalLong.empty()));
        assertThat(events)
                .extracting(AlertEvent::kind)
                .containsExactly(AlertEvent.Kind.OPENED, AlertEvent.Kind.UPDATED);
        assertThat(STORE.<Optional<Alert>>read(database -> new AlertReader(database).find("nobody")))
                .isEmpty();
    }

    private static AlertAction action(String id, int version, AlertAction.Kind kind, String assignee) {
        return new AlertAction(id, version, kind, "ada", "because", assignee, Times.NOON_MILLIS);
    }

    private static AlertEvent of(AlertEvent event, String parent) {
        return event.with(event.finding().withParent(parent), event.message());
    }

    private static AlertFilter states(Alert.State... states) {
        return AlertFilter.ALERTS.withStates(Set.of(states));
    }

    private static List<String> ids(AlertFilter filter) throws SQLException {
        return list(AlertQuery.newest(100).withFilter(filter)).stream()
                .map(Alert::alertId)
                .toList();
    }

    private static List<Alert> list(AlertQuery query) throws SQLException {
        return STORE.read(database -> new AlertReader(database).list(query));
    }

    private static Alert find(String id) throws SQLException {
        return STORE.read(database -> new AlertReader(database).find(id).orElseThrow());
    }
}
