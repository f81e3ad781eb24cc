package org.metrobed.analysis.anomaly;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.metrobed.model.AlertEvent;

class IngestSilenceTest {

    private static final String CLIENT = "metrobed-ingest";
    private static final long NOON = 1_777_636_800_000L;

    private final List<AlertEvent> events = new ArrayList<>();
    private IngestSilence silence = new IngestSilence(1_001);

    @Test
    void steadyBeatsAndARestartRaiseNothing() {
        beat(CLIENT, 0);
        beat(CLIENT, 1);
        beat(CLIENT, 61);
        assertThat(events).isEmpty();
    }

    @Test
    void tenMinutesAreOneAlertOpenedAndResolved() {
        beat(CLIENT, 0);
        beat(CLIENT, 600);
        beat(CLIENT, 601);
        assertThat(events)
                .extracting(AlertEvent::kind)
                .containsExactly(AlertEvent.Kind.OPENED, AlertEvent.Kind.RESOLVED);
        assertThat(events)
                .extracting(AlertEvent::alertId)
                .containsOnly(events.get(0).alertId());
        assertThat(events.get(0).datastream()).isEqualTo("metrobed/pipeline/ingest");
        assertThat(events.get(0).onsetMicros()).isEqualTo(NOON * 1_000);
        assertThat(events.get(0).atMicros()).isEqualTo((NOON + 60_000) * 1_000);
        assertThat(events.get(1).message()).contains("10 min 0 s");
    }

    @Test
    void watcherOpensItEarlierWithTheSameEvents() {
        beat(CLIENT, 0);
        beat(CLIENT, 600);
        List<AlertEvent> alone = List.copyOf(events);
        events.clear();
        silence = new IngestSilence(1_001);

        beat(CLIENT, 0);
        events.addAll(silence.monitor(NOON + 30_000));
        assertThat(events).isEmpty();
        events.addAll(silence.monitor(NOON + 90_000));
        assertThat(events).hasSize(1);
        events.addAll(silence.monitor(NOON + 120_000));
        beat(CLIENT, 600);
        assertThat(events).isEqualTo(alone);
    }

    @Test
    void openingIsRecordedWhereTheLogStandsStill() {
        beat(CLIENT, 0);
        events.addAll(silence.monitor(NOON + 90_000));
        assertThat(events.get(0).recordedMillis()).isEqualTo(NOON - 1_001);
    }

    @Test
    void oneOfTwoInstancesIsToldByTheOther() {
        beat(CLIENT + "-1", 0);
        beat(CLIENT + "-2", 0);
        for (int second = 1; second <= 70; second++) {
            beat(CLIENT + "-1", second);
        }
        assertThat(events).singleElement().extracting(AlertEvent::datastream).isEqualTo("metrobed/pipeline/ingest-2");
    }

    @Test
    void instanceThatNeverReturnsIsForgotten() {
        beat(CLIENT + "-1", 0);
        beat(CLIENT + "-2", 0);
        for (long hour = 1; hour <= 24 * 8; hour++) {
            events.addAll(silence.beat(CLIENT + "-1", NOON + hour * 3_600_000));
        }
        assertThat(silence.instances()).containsOnlyKeys(CLIENT + "-1");
        assertThat(events)
                .filteredOn(event -> event.datastream().endsWith("ingest-2"))
                .extracting(AlertEvent::kind)
                .containsExactly(AlertEvent.Kind.OPENED, AlertEvent.Kind.RESOLVED);
    }

    @Test
    void writtenDownItGoesOnAsBefore() {
        beat(CLIENT, 0);
        events.addAll(silence.monitor(NOON + 90_000));
        silence = new IngestSilence(1_001, silence.instances());
        beat(CLIENT, 100);
        assertThat(events)
                .extracting(AlertEvent::kind)
                .containsExactly(AlertEvent.Kind.OPENED, AlertEvent.Kind.RESOLVED);
    }

    private void beat(String client, long seconds) {
        events.addAll(silence.beat(client, NOON + seconds * 1_000));
    }
}
