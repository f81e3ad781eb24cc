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
        heartbeat(CLIENT, 0);
        heartbeat(CLIENT, 1);
        heartbeat(CLIENT, 61);
        assertThat(events).isEmpty();
    }

    @Test
    void tenMinutesAreOneAlertOpenedAndResolved() {
        heartbeat(CLIENT, 0);
        heartbeat(CLIENT, 600);
        heartbeat(CLIENT, 601);
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
        heartbeat(CLIENT, 0);
        heartbeat(CLIENT, 600);
        List<AlertEvent> alone = List.copyOf(events);
        events.clear();
        silence = new IngestSilence(1_001);

        heartbeat(CLIENT, 0);
        events.addAll(silence.monitor(NOON + 30_000));
        assertThat(events).isEmpty();
        events.addAll(silence.monitor(NOON + 90_000));
        assertThat(events).hasSize(1);
        events.addAll(silence.monitor(NOON + 120_000));
        heartbeat(CLIENT, 600);
        assertThat(events).isEqualTo(alone);
    }

    @Test
    void openingIsRecordedWhereTheLogStandsStill() {
        heartbeat(CLIENT, 0);
        events.addAll(silence.monitor(NOON + 90_000));
        assertThat(events.get(0).recordedMillis()).isEqualTo(NOON - 1_001);
    }

    @Test
    void oneOfTwoInstancesIsToldByTheOther() {
        heartbeat(CLIENT + "-1", 0);
        heartbeat(CLIENT + "-2", 0);
        for (int second = 1; second <= 70; second++) {
            heartbeat(CLIENT + "-1", second);
        }
        assertThat(events).singleElement().extracting(AlertEvent::datastream).isEqualTo("metrobed/pipeline/ingest-2");
    }

    @Test
    void instanceThatNeverReturnsIsForgotten() {
        heartbeat(CLIENT + "-1", 0);
        heartbeat(CLIENT + "-2", 0);
        for (long hour = 1; hour <= 24 * 8; hour++) {
            events.addAll(silence.heartbeat(CLIENT + "-1", NOON + hour * 3_600_000));
        }
        assertThat(silence.instances()).containsOnlyKeys(CLIENT + "-1");
        assertThat(events)
                .filteredOn(event -> event.datastream().endsWith("ingest-2"))
                .extracting(AlertEvent::kind)
                .containsExactly(AlertEvent.Kind.OPENED, AlertEvent.Kind.RESOLVED);
    }

    @Test
    void writtenDownItGoesOnAsBefore() {
        heartbeat(CLIENT, 0);
        events.addAll(silence.monitor(NOON + 90_000));
        silence = new IngestSilence(1_001, silence.instances());
        heartbeat(CLIENT, 100);
        assertThat(events)
                .extracting(AlertEvent::kind)
                .containsExactly(AlertEvent.Kind.OPENED, AlertEvent.Kind.RESOLVED);
    }

    private void heartbeat(String client, long seconds) {
        events.addAll(silence.heartbeat(client, NOON + seconds * 1_000));
    }
}
