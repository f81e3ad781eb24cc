package org.metrobed.notify.group;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.alert.Suppression;
import org.metrobed.model.alert.SuppressionPattern;
import org.metrobed.store.notification.KnownAlert;

class AlertGroupingTest {

    private static final KnownAlert CALL = Alerts.alert("call").known();
    private static final KnownAlert MEMBER =
            Alerts.alert("member").of("city/other/no2", "watch").under("call").known();

    @Test
    void alertsThatBelongToAnotherAreToldWithIt() {
        assertThat(AlertGrouping.of(List.of(CALL, MEMBER), List.of(), List.of()))
                .singleElement()
                .satisfies(group -> {
                    assertThat(group.id()).isEqualTo("call");
                    assertThat(group.lead()).isEqualTo(CALL);
                    assertThat(group.open()).containsExactly(CALL, MEMBER);
                    assertThat(group.calling()).isEqualTo(2);
                });
    }

    @Test
    void groupLastsWhileAMemberDoes() {
        KnownAlert over = Alerts.alert("call").as(AlertEvent.Kind.RESOLVED).known();
        Group group =
                AlertGrouping.of(List.of(over, MEMBER), List.of(), List.of()).get(0);
        assertThat(group.isOpen()).isTrue();
        assertThat(group.lead()).isEqualTo(over);
    }

    @Test
    void groupIsOverWhenItsLeadHasEndedAndTheValuesOfItsMembersAreAsExpectedAgain() {
        KnownAlert over = Alerts.alert("call").as(AlertEvent.Kind.RESOLVED).known();
        AlertEvent within = MEMBER.last().with().observed(11).build();
        KnownAlert calm = new KnownAlert(within, MEMBER.openedMillis(), false, false);
        assertThat(AlertGrouping.of(List.of(over, calm), List.of(), List.of())
                        .get(0)
                        .isOpen())
                .isFalse();
        assertThat(AlertGrouping.of(List.of(CALL, calm), List.of(), List.of())
                        .get(0)
                        .open())
                .as("its lead lasts")
                .containsExactly(CALL, calm);
        KnownAlert stuck = new KnownAlert(
                within.with(within.finding().withCause("stuck"), ""), MEMBER.openedMillis(), false, false);
        assertThat(AlertGrouping.of(List.of(over, stuck), List.of(), List.of())
                        .get(0)
                        .isOpen())
                .as("a fault that the band says nothing of")
                .isTrue();
        KnownAlert loss = new KnownAlert(
                within.with(within.finding().withCause("loss"), ""), MEMBER.openedMillis(), false, false);
        assertThat(AlertGrouping.of(List.of(over, loss), List.of(), List.of())
                        .get(0)
                        .isOpen())
                .as("known from many values")
                .isTrue();
    }

    @Test
    void chainEndsAtTheOneThatCallsAndARingDoesNotHang() {
        KnownAlert below = Alerts.alert("below").under("member").known();
        assertThat(AlertGrouping.of(List.of(CALL, MEMBER, below), List.of(), List.of()))
                .extracting(Group::id)
                .containsExactly("call");
        KnownAlert one = Alerts.alert("one").under("two").known();
        KnownAlert two = Alerts.alert("two").under("one").known();
        assertThat(AlertGrouping.of(List.of(one, two), List.of(), List.of())).isNotEmpty();
    }

    @Test
    void whoseCallIsNotKnownYetIsLedByItsFirstMember() {
        Group group = AlertGrouping.of(List.of(MEMBER), List.of(), List.of()).get(0);
        assertThat(group.id()).isEqualTo("call");
        assertThat(group.lead()).isEqualTo(MEMBER);
    }

    @Test
    void pendingAlertsDoNotOpenAGroup() {
        KnownAlert pending = Alerts.alert("p").as(AlertEvent.Kind.PENDING).known();
        assertThat(AlertGrouping.of(List.of(pending), List.of(), List.of()))
                .allMatch(group -> !group.isOpen() && !group.notifies());
    }

    @Test
    void suppressedAlertsLastButDoNotCall() {
        List<Suppression> silence = List.of(suppression("city/station/*"));
        Group alone = AlertGrouping.of(List.of(CALL), silence, List.of()).get(0);
        assertThat(alone.isOpen()).isTrue();
        assertThat(alone.notifies()).isFalse();
        Group wider =
                AlertGrouping.of(List.of(CALL, MEMBER), silence, List.of()).get(0);
        assertThat(wider.calling()).as("the other station").isEqualTo(1);
    }

    @Test
    void whoSilencesAGatewayDoesNotHearOfThoseBehindIt() {
        KnownAlert gateway =
                Alerts.alert("call").of("city/gw1/gateway", "gateway-silent").known();
        List<Suppression> maintenance = List.of(suppression("city/gw1/gateway"));
        Group group = AlertGrouping.of(List.of(gateway, MEMBER), maintenance, List.of())
                .get(0);
        assertThat(group.isOpen()).isTrue();
        assertThat(group.notifies()).isFalse();
    }

    @Test
    void followedGroupStaysWhenItsAlertJoinsAnother() {
        KnownAlert joined = Alerts.alert("member").under("call").known();
        List<Group> groups = AlertGrouping.of(List.of(CALL, joined), List.of(), List.of("member", "gone"));
        assertThat(groups).extracting(Group::id).containsExactly("call", "member");
        assertThat(groups.get(1).isOpen()).isFalse();
        assertThat(groups.get(1).lead()).isEqualTo(joined);
    }

    private static Suppression suppression(String pattern) {
        return new Suppression(
                "id", Suppression.Kind.SILENCE, new SuppressionPattern(pattern), "", 0, Long.MAX_VALUE, "r", "a");
    }
}
