package org.metrobed.api.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.metrobed.api.health.HealthView.PartView;

final class HealthViewTest {

    private static final PartView WELL = PartView.up("kafka", "the topics exist", 1.0);
    private static final PartView LATE = PartView.behind("corrections", "one day fails", null);
    private static final PartView GONE = PartView.down("database", "is a standby", null);

    @Test
    void systemIsUpIfEveryPartIs() {
        HealthView health = HealthView.of(List.of(WELL, WELL));
        assertThat(health.status()).isEqualTo("up");
        assertThat(health.isDown()).isFalse();
        assertThat(health.reasons()).isEmpty();
    }

    @Test
    void systemIsDegradedIfAPartIsBehind() {
        HealthView health = HealthView.of(List.of(WELL, LATE));
        assertThat(health.status()).isEqualTo("degraded");
        assertThat(health.isDown()).isFalse();
        assertThat(health.reasons()).containsExactly("corrections: one day fails");
    }

    @Test
    void systemIsDownIfAPartIsAndNamesThatPartFirst() {
        HealthView health = HealthView.of(List.of(LATE, WELL, GONE));
        assertThat(health.isDown()).isTrue();
        assertThat(health.reasons()).containsExactly("database: is a standby", "corrections: one day fails");
        assertThat(health.parts()).containsExactly(LATE, WELL, GONE);
    }
}
