package org.metrobed.analysis.correlate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.metrobed.analysis.correlate.Signs.above;
import static org.metrobed.analysis.correlate.Signs.north;
import static org.metrobed.analysis.correlate.Signs.then;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.AlertEvent.Kind;

class EventExtentTest {

    private final AlertCorrelator correlator = new AlertCorrelator(new IngestOutages(), List.of());
    private final List<AlertEvent> told = new ArrayList<>();

    @Test
    void primaryAlertSaysHowFarItsEventReachesWhileItGrowsAndAtItsEnd() {
        DetectorReport first = above("tb/t0/pm25", "season", north(0), 0);
        told.addAll(correlator.take(first));
        for (int i = 1; i < 12; i++) {
            told.addAll(correlator.take(above("tb/t" + i + "/pm25", "season", north(1_000.0 * i), i * 60L)));
        }
        told.addAll(correlator.take(then(first, Kind.RESOLVED, 3_600)));

        assertThat(told.stream()
                        .filter(event -> event.alertId().equals(first.event().alertId()))
                        .map(AlertEvent::message))
                .containsExactly(
                        "words",
                        "words; the event reaches 5 sites within 4.0 km",
                        "words; the event reaches 10 sites within 9.0 km",
                        "words; the event reaches 12 sites within 11.0 km");
        assertThat(told.stream().filter(event -> event.finding().parent().isEmpty()))
                .allMatch(event -> event.alertId().equals(first.event().alertId()));
    }

    @Test
    void endOfALonelyAlertSaysNothingOfAnEvent() {
        DetectorReport alone = above("tb/t0/pm25", "season", north(0), 0);
        told.addAll(correlator.take(alone));
        told.addAll(correlator.take(then(alone, Kind.RESOLVED, 600)));
        assertThat(told).extracting(AlertEvent::message).containsOnly("words");
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 10, 20, 50, 100, 200, 500, 1_000, 20_000})
    void sizesThatAreTold(int sites) {
        assertThat(EventExtent.isStep(sites)).isTrue();
        assertThat(EventExtent.isStep(sites + 1)).isFalse();
    }
}
