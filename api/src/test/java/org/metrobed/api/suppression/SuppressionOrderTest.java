package org.metrobed.api.suppression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.metrobed.api.http.Moments;
import org.metrobed.model.alert.Suppression;

class SuppressionOrderTest {

    private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");

    @Test
    void whatIsLeftOutIsNowAndAnyDetector() {
        Suppression order = parse(null, NOW.plusSeconds(60).toString());
        assertThat(order.fromMicros()).isEqualTo(Moments.micros(NOW));
        assertThat(order.detector()).isEmpty();
        assertThat(order.id())
                .isNotEqualTo(parse(null, NOW.plusSeconds(60).toString()).id());
    }

    @Test
    void ninetyDaysAreTheLongest() {
        assertThat(parse(null, NOW.plus(Duration.ofDays(90)).toString()).toMicros())
                .isEqualTo(Moments.micros(NOW.plus(Duration.ofDays(90))));
        assertThatThrownBy(() ->
                        parse(null, NOW.plus(Duration.ofDays(90)).plusMillis(1).toString()))
                .hasMessageContaining("at most 90 days");
    }

    @Test
    void itBeginsNotBeforeNowAndEndsAfterItBegins() {
        assertThat(parse(NOW.minusSeconds(60).toString(), NOW.plusSeconds(1).toString()))
                .as("clocks differ")
                .isNotNull();
        assertThatThrownBy(() -> parse(
                        NOW.minusSeconds(61).toString(), NOW.plusSeconds(1).toString()))
                .hasMessageContaining("past");
        assertThatThrownBy(() -> parse(null, NOW.toString())).hasMessageContaining("after now");
        assertThatThrownBy(() ->
                        parse(NOW.plusSeconds(9).toString(), NOW.plusSeconds(9).toString()))
                .hasMessageContaining("after 'from'");
    }

    private static Suppression parse(String from, String to) {
        return SuppressionOrder.parse(
                new SuppressionRequest("silence", "city/*/*", null, from, to, null, "works", "ada"), NOW);
    }

    @Test
    void datesAreOfTheZone() {
        SuppressionRequest asked = new SuppressionRequest(
                "maintenance", "city/*/*", null, "2026-05-02", "2026-05-03", "Europe/Berlin", "works", "ada");
        Suppression order = SuppressionOrder.parse(asked, NOW);
        assertThat(Moments.ofMicros(order.fromMicros())).isEqualTo("2026-05-01T22:00:00Z");
        assertThat(Moments.ofMicros(order.toMicros())).isEqualTo("2026-05-02T22:00:00Z");
    }
}
