package org.metrobed.api.alarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.metrobed.api.health.HealthView.PartView;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.Severity;

final class SystemAlarmsTest {

    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
    private static final PartView WELL = PartView.up("disk", "90 GiB are free", null);
    private static final PartView LOW = PartView.behind("disk", "only 4 GiB are free", null);
    private static final PartView FULL = PartView.down("disk", "0 GiB are free", null);

    private final SystemAlarms alarms = new SystemAlarms();

    @Test
    void partThatIsDownForTwoMinutesHasAnAlarm() {
        assertThat(lookAt(0, FULL)).isEmpty();
        assertThat(lookAt(119, FULL)).isEmpty();
        List<AlertEvent> events = lookAt(120, FULL);
        assertThat(events).hasSize(1);
        AlertEvent event = events.get(0);
        assertThat(event.kind()).isEqualTo(AlertEvent.Kind.OPENED);
        assertThat(event.datastream()).isEqualTo("metrobed/pipeline/disk");
        assertThat(event.detector()).isEqualTo("system-health");
        assertThat(event.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(event.onsetMicros()).isEqualTo(NOON.getEpochSecond() * 1_000_000);
        assertThat(event.message()).isEqualTo("disk is down: 0 GiB are free");
        assertThat(lookAt(135, FULL)).as("once").isEmpty();
    }

    @Test
    void partThatIsBehindHasAWarningAfterTenMinutes() {
        lookAt(0, LOW);
        assertThat(lookAt(599, LOW)).isEmpty();
        assertThat(lookAt(600, LOW)).extracting(AlertEvent::severity).containsExactly(Severity.WARNING);
    }

    @Test
    void warningThatGetsWorseIsUpdated() {
        lookAt(0, LOW);
        AlertEvent opened = lookAt(600, LOW).get(0);
        lookAt(615, FULL);
        AlertEvent worse = lookAt(735, FULL).get(0);
        assertThat(worse.kind()).isEqualTo(AlertEvent.Kind.UPDATED);
        assertThat(worse.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(worse.sequence()).isEqualTo(1);
        assertThat(worse.alertId()).isEqualTo(opened.alertId());
        lookAt(750, LOW);
        assertThat(lookAt(1_400, LOW)).as("better, but not well").isEmpty();
    }

    @Test
    void alarmEndsWhenThePartHasBeenUpForTwoMinutes() {
        lookAt(0, FULL);
        AlertEvent opened = lookAt(120, FULL).get(0);
        lookAt(180, WELL);
        assertThat(lookAt(299, WELL)).isEmpty();
        AlertEvent resolved = lookAt(300, WELL).get(0);
        assertThat(resolved.kind()).isEqualTo(AlertEvent.Kind.RESOLVED);
        assertThat(resolved.alertId()).isEqualTo(opened.alertId());
        assertThat(resolved.onsetMicros()).isEqualTo(opened.onsetMicros());
        assertThat(lookAt(315, WELL)).isEmpty();
        lookAt(400, FULL);
        assertThat(lookAt(520, FULL).get(0).alertId()).as("another episode").isNotEqualTo(opened.alertId());
    }

    @Test
    void alarmOfAnEarlierProcessEndsInThisOne() {
        lookAt(0, FULL);
        AlertEvent opened = lookAt(120, FULL).get(0);
        SystemAlarms next = new SystemAlarms();
        next.restore(opened);
        next.look(List.of(WELL), NOON.plusSeconds(200));
        assertThat(next.look(List.of(WELL), NOON.plusSeconds(320)))
                .extracting(AlertEvent::alertId, AlertEvent::kind, AlertEvent::sequence)
                .containsExactly(tuple(opened.alertId(), AlertEvent.Kind.RESOLVED, 1));
    }

    @Test
    void alarmThatReachesTheDatabaseAfterTheFirstLookEndsToo() {
        AlertEvent opened = openedByAnEarlierProcess();
        lookAt(200, WELL);
        lookAt(320, WELL);
        alarms.restore(opened);
        assertThat(lookAt(335, WELL)).extracting(AlertEvent::kind).containsExactly(AlertEvent.Kind.RESOLVED);
        alarms.restore(opened);
        assertThat(lookAt(350, WELL))
                .as("the database does not know the end yet")
                .isEmpty();
    }

    @Test
    void twoAlarmsOfOnePartEndOneAfterTheOther() {
        AlertEvent before = openedByAnEarlierProcess();
        lookAt(200, FULL);
        AlertEvent own = lookAt(320, FULL).get(0);
        alarms.restore(before);
        lookAt(400, WELL);
        assertThat(lookAt(520, WELL)).extracting(AlertEvent::alertId).containsExactly(own.alertId());
        alarms.restore(before);
        assertThat(lookAt(535, WELL)).extracting(AlertEvent::alertId).containsExactly(before.alertId());
    }

    @Test
    void alarmOfAPartThatIsGoneEndsAfterTwoMinutes() {
        alarms.restore(openedByAnEarlierProcess());
        PartView other = PartView.up("pipeline", "has committed everything up to asOf", 1.0);
        assertThat(lookAt(200, other)).isEmpty();
        assertThat(lookAt(320, other))
                .extracting(AlertEvent::kind, AlertEvent::message)
                .containsExactly(tuple(AlertEvent.Kind.RESOLVED, "disk is up: it is no longer watched"));
    }

    @Test
    void partThatIsBehindAndDownInTurnsHasAWarningAfterTenMinutes() {
        for (int seconds = 0; seconds < 600; seconds += 15) {
            assertThat(lookAt(seconds, seconds % 105 == 90 ? FULL : LOW)).isEmpty();
        }
        AlertEvent warning = lookAt(600, LOW).get(0);
        assertThat(warning.severity()).isEqualTo(Severity.WARNING);
        assertThat(warning.onsetMicros()).isEqualTo(NOON.getEpochSecond() * 1_000_000);
    }

    private static AlertEvent openedByAnEarlierProcess() {
        SystemAlarms earlier = new SystemAlarms();
        earlier.look(List.of(FULL), NOON);
        return earlier.look(List.of(FULL), NOON.plusSeconds(120)).get(0);
    }

    @Test
    void alarmThatCouldNotBeWrittenIsDueAgain() {
        alarms.look(List.of(FULL), NOON);
        assertThat(alarms.look(List.of(FULL), NOON.plusSeconds(120))).hasSize(1);
        assertThat(alarms.look(List.of(FULL), NOON.plusSeconds(135))).hasSize(1);
    }

    @Test
    void partsOfWhichThePipelineTellsItselfAndThoseThatStopItHaveNone() {
        List<PartView> parts = List.of(
                PartView.down("ingest", "silent", null),
                PartView.behind("catalog", "no version yet", null),
                PartView.down("database", "does not answer", null),
                PartView.down("kafka", "does not answer", null));
        alarms.look(parts, NOON);
        assertThat(alarms.look(parts, NOON.plusSeconds(3_600))).isEmpty();
    }

    private List<AlertEvent> lookAt(long seconds, PartView part) {
        List<AlertEvent> events = alarms.look(List.of(part), NOON.plusSeconds(seconds));
        events.forEach(alarms::written);
        return events;
    }
}
