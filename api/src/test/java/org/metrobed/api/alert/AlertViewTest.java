package org.metrobed.api.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.metrobed.catalog.Catalog;
import org.metrobed.core.model.AlertEvent;
import org.metrobed.core.model.Finding;
import org.metrobed.core.model.Severity;

class AlertViewTest {

    private static final long NOON_MICROS = 1_777_636_800_000_000L;

    @Test
    void anEventLeavesTheAlertOpenOrResolvedAndWhatIsNoNumberIsNull() {
        AlertView opened = AlertView.of(event(0, AlertEvent.Kind.OPENED, 71, 71), Catalog.empty(3));
        assertThat(opened.state()).isEqualTo("open");
        assertThat(opened.resolvedTime()).isNull();
        assertThat(opened.observed()).isEqualTo(71);

        AlertView resolved = AlertView.of(event(1, AlertEvent.Kind.RESOLVED, Double.NaN, 90), Catalog.empty(3));
        assertThat(resolved.state()).isEqualTo("resolved");
        assertThat(resolved.resolvedTime()).isEqualTo(Instant.parse("2026-05-01T12:05:00Z"));
        assertThat(resolved.openedTime()).isEqualTo(Instant.parse("2026-05-01T12:00:00Z"));
        assertThat(resolved.observed()).isNull();
        assertThat(resolved.peak()).isEqualTo(90);
    }

    @Test
    void aDatastreamThatTheCatalogDoesNotHaveHasNeitherNameNorUnit() {
        AlertView view = AlertView.of(event(0, AlertEvent.Kind.OPENED, 71, 71), Catalog.empty(3));
        assertThat(view.name()).isNull();
        assertThat(view.unit()).isNull();
    }

    private static AlertEvent event(int sequence, AlertEvent.Kind kind, double observed, double peak) {
        return new AlertEvent(
                "toyville/pole/pm25@high@1777636800000000",
                sequence,
                kind,
                "toyville/pole/pm25",
                "high",
                Severity.WARNING,
                NOON_MICROS,
                NOON_MICROS + sequence * 300_000_000L,
                NOON_MICROS / 1_000 + 301_000,
                observed,
                peak,
                Double.NEGATIVE_INFINITY,
                55,
                "71 > 55",
                3,
                Finding.THRESHOLD);
    }
}
