package org.metrobed.model.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.metrobed.model.alert.AlertAction.Kind;

class HandlingTest {

    @Test
    void nobodyTouchedIt() {
        assertThat(Handling.of(List.of())).isEqualTo(Handling.NONE);
    }

    @Test
    void eachActionChangesItsOwnFieldAlone() {
        Handling handling = Handling.of(
                List.of(action(1, Kind.ACKNOWLEDGE, ""), action(2, Kind.ASSIGN, "bob"), action(3, Kind.COMMENT, "")));
        assertThat(handling.version()).isEqualTo(3);
        assertThat(handling.acknowledged()).contains(new Handling.Mark("author 1", 1_000, "reason 1"));
        assertThat(handling.assignee()).isEqualTo("bob");
        assertThat(handling.approved()).isEmpty();

        Handling after = handling.after(action(4, Kind.APPROVE, ""));
        assertThat(after.approved()).contains(new Handling.Mark("author 4", 4_000, "reason 4"));
        assertThat(after.acknowledged()).isEqualTo(handling.acknowledged());
    }

    @Test
    void whatIsTakenBackIsGoneAndTheVersionGoesOn() {
        Handling handling = Handling.of(List.of(
                action(1, Kind.ACKNOWLEDGE, ""),
                action(2, Kind.ASSIGN, "bob"),
                action(3, Kind.UNACKNOWLEDGE, ""),
                action(4, Kind.UNASSIGN, "")));
        assertThat(handling).isEqualTo(new Handling(4, Optional.empty(), "", Optional.empty()));
    }

    @Test
    void theOrderInWhichActionsAreReadDoesNotMatter() {
        assertThat(Handling.of(List.of(action(2, Kind.UNACKNOWLEDGE, ""), action(1, Kind.ACKNOWLEDGE, "")))
                        .acknowledged())
                .isEmpty();
    }

    private static AlertAction action(int version, Kind kind, String assignee) {
        return new AlertAction(
                "a", version, kind, "author " + version, "reason " + version, assignee, version * 1_000L);
    }
}
