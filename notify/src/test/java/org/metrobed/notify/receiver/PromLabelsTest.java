package org.metrobed.notify.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.metrobed.model.Severity;
import org.metrobed.notify.group.Alerts;
import org.metrobed.notify.group.Group;
import org.metrobed.store.notification.KnownAlert;

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
                        "origin", "unknown"));
    }

    @Test
    void annotationsOfAGroupCountItsAlerts() {
        KnownAlert lead = Alerts.alert("a").known();
        Group group = new Group("a", lead, List.of(lead, Alerts.alert("b").known()), 2);
        assertThat(PromLabels.annotations(group))
                .containsEntry("members", "2")
                .containsEntry("summary", "jump at city/station/pm25 and 1 more")
                .containsEntry("expected", "about 11, 3 to 25");
    }
}
