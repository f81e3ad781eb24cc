package org.metrobed.model.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
        assertThat(handling).isEqualTo(new Handling(4, Optional.empty(), "", Optional.empty(), Optional.empty()));
    }

    @Test
    void newestVerdictHoldsUntilItIsTakenBack() {
        Handling judged = Handling.of(List.of(action(1, Kind.REAL, ""), action(2, Kind.NOT_A_FAULT, "")));
        assertThat(judged.verdict())
                .contains(new Handling.Verdict(Kind.NOT_A_FAULT, new Handling.Mark("author 2", 2_000, "reason 2")));
        assertThat(judged.after(action(3, Kind.ACKNOWLEDGE, "")).verdict()).isEqualTo(judged.verdict());
        assertThat(judged.after(action(3, Kind.NO_VERDICT, "")).verdict()).isEmpty();
        assertThat(judged.acknowledged()).isEmpty();
    }

    @Test
    void onlyAVerdictIsOne() {
        Handling.Mark mark = new Handling.Mark("ada", 1, "seen");
        for (Kind kind : List.of(Kind.COMMENT, Kind.NO_VERDICT)) {
            assertThatThrownBy(() -> new Handling.Verdict(kind, mark)).hasMessage(kind.word() + " is no verdict");
        }
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
