package org.metrobed.lab.isolated;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.metrobed.analysis.score.RaisedAlert;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.AlertEvent.Kind;

class RunAlertTest {

    @Test
    void anAlertIsToldWhenItOpensAndOverWhenItIsResolved() {
        List<RunAlert> alerts = RunAlert.fold(List.of(
                Events.of("a", 0, Kind.PENDING, "s", 1_000),
                Events.of("a", 1, Kind.OPENED, "s", 2_000),
                Events.of("b", 0, Kind.OPENED, "t", 2_500),
                Events.of("a", 2, Kind.UPDATED, "s", 3_000),
                Events.of("a", 3, Kind.RESOLVED, "s", 4_000)));

        assertThat(alerts)
                .containsExactly(
                        new RunAlert(new RaisedAlert("s", 2_000_000, 4_000_000, "jump"), true),
                        new RunAlert(new RaisedAlert("t", 2_500_000, Long.MAX_VALUE, "jump"), true));
    }

    @Test
    void signsThatWereWithdrawnAreNoAlert() {
        assertThat(RunAlert.fold(List.of(
                        Events.of("a", 0, Kind.PENDING, "s", 1_000), Events.of("a", 1, Kind.WITHDRAWN, "s", 2_000))))
                .isEmpty();
    }

    @Test
    void anAlertThatBelongsToAnotherWhenItOpensCallsNobody() {
        AlertEvent opened = Events.of("a", 0, Kind.OPENED, "s", 1_000);

        assertThat(RunAlert.fold(List.of(opened.with(opened.finding().withParent("gateway"), opened.message()))))
                .singleElement()
                .extracting(RunAlert::calls)
                .isEqualTo(false);
    }
}
