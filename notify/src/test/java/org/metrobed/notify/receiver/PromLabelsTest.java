package org.metrobed.notify.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.Finding;
import org.metrobed.model.Severity;
import org.metrobed.notify.group.Alerts;
import org.metrobed.notify.group.Group;
import org.metrobed.store.notification.KnownAlert;
import org.metrobed.store.notification.Notification.Step;

class PromLabelsTest {

    @Test
    void labelsSayWhatWhereAndHowBad() {
        assertThat(PromLabels.labels(Alerts.alert("a").known().last(), Severity.CRITICAL))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "alertname", "jump",
                        "testbed", "city",
                        "thing", "station",
                        "property", "pm25",
                        "datastream", "city/station/pm25",
                        "severity", "critical",
                        "detector", "watch",
                        "origin", "unknown",
                        "concern", "event"));
    }

    /** grafana/grafana#106065: a receiver joins firing and resolved by fingerprint and start. */
    @Test
    void fingerprintIsTheSameForTheSameLabelsWhateverTheAlertAndItsSeverity() {
        Alerts alert = Alerts.alert("a");
        String fingerprint = fingerprint(alert);
        assertThat(fingerprint).matches("[0-9a-f]{16}");
        assertThat(fingerprint(Alerts.alert("another episode"))).isEqualTo(fingerprint);
        assertThat(fingerprint(alert.severe(Severity.CRITICAL).because(Finding.Origin.SENSOR)))
                .isEqualTo(fingerprint);
        assertThat(fingerprint(alert.of("city/other/pm25", "watch"))).isNotEqualTo(fingerprint);
    }

    /** FNV-1a of {@code a}, 0xff, {@code b}, 0xff, computed by hand with the published constants. */
    @Test
    void fingerprintIsPrometheusHash() {
        SortedMap<String, String> labels = new TreeMap<>(Map.of("a", "b"));
        BigInteger hash = new BigInteger("14695981039346656037");
        for (int one : new int[] {'a', 0xff, 'b', 0xff}) {
            hash = hash.xor(BigInteger.valueOf(one))
                    .multiply(new BigInteger("1099511628211"))
                    .mod(BigInteger.ONE.shiftLeft(64));
        }
        assertThat(PromLabels.fingerprint(labels)).isEqualTo(String.format("%016x", hash));
    }

    private static String fingerprint(Alerts alert) {
        AlertEvent last = alert.known().last();
        return PromLabels.fingerprint(PromLabels.labels(last, last.severity()));
    }

    @Test
    void annotationsOfAGroupCountItsAlerts() {
        KnownAlert lead = Alerts.alert("a").known();
        Group group = new Group("a", lead, List.of(lead, Alerts.alert("b").known()), 2);
        assertThat(PromLabels.annotations(
                        Alerts.message(Alerts.alert("a").row("webhook", Step.FIRING, 0), group, List.of())))
                .containsEntry("members", "2")
                .containsEntry("summary", "PM2.5 at Market square: sudden jump and 1 more")
                .containsEntry("expected", "about 11, 3 to 25 µg/m³");
    }
}
