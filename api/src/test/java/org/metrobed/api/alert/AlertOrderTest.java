package org.metrobed.api.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.metrobed.model.alert.AlertAction;

class AlertOrderTest {

    private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");

    @Test
    void anActionFollowsTheVersionThatIsKnown() {
        AlertAction action = AlertOrder.parse("a", new AlertActionRequest("assign", " ada ", "near", 3, "bob"), NOW);
        assertThat(action)
                .isEqualTo(new AlertAction("a", 4, AlertAction.Kind.ASSIGN, "ada", "near", "bob", NOW.toEpochMilli()));
    }

    @Test
    void aVersionThatNothingCanFollowIsRefused() {
        AlertActionRequest asked = new AlertActionRequest("comment", "ada", "hm", Integer.MAX_VALUE, null);
        assertThatThrownBy(() -> AlertOrder.parse("a", asked, NOW)).hasMessageContaining("version");
    }
}
