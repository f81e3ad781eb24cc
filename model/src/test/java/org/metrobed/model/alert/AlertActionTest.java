package org.metrobed.model.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.metrobed.model.alert.AlertAction.Kind;

class AlertActionTest {

    @Test
    void theSameAgainRepeatsItWheneverItCame() {
        AlertAction action = new AlertAction("a", 1, Kind.ACKNOWLEDGE, "ada", "seen", "", 5);
        assertThat(action.repeats(new AlertAction("a", 1, Kind.ACKNOWLEDGE, "ada", "seen", "", 9)))
                .isTrue();
        assertThat(action.repeats(new AlertAction("a", 1, Kind.ACKNOWLEDGE, "bob", "seen", "", 5)))
                .isFalse();
        assertThat(action.repeats(new AlertAction("a", 2, Kind.ACKNOWLEDGE, "ada", "seen", "", 5)))
                .isFalse();
        assertThat(action.repeats(new AlertAction("a", 1, Kind.COMMENT, "ada", "seen", "", 5)))
                .isFalse();
    }

    @Test
    void onlyAnAssignmentNamesSomebody() {
        assertThatThrownBy(() -> new AlertAction("a", 1, Kind.ASSIGN, "ada", "yours", "", 5))
                .hasMessageContaining("assignee");
        assertThatThrownBy(() -> new AlertAction("a", 1, Kind.COMMENT, "ada", "hm", "bob", 5))
                .hasMessageContaining("assignee");
        assertThatThrownBy(() -> new AlertAction("a", 0, Kind.COMMENT, "ada", "hm", "", 5))
                .hasMessageContaining("version 0");
    }

    @Test
    void kindsHaveWords() {
        for (Kind kind : Kind.values()) {
            assertThat(Kind.parse(kind.word())).isEqualTo(kind);
        }
        assertThatThrownBy(() -> Kind.parse("close")).hasMessageContaining("must be one of acknowledge");
    }
}
