package org.metrobed.notify.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.Finding;
import org.metrobed.model.Severity;
import org.metrobed.notify.group.Alerts;
import org.metrobed.notify.receiver.AlertMessage;
import org.metrobed.notify.receiver.DeliveryException;
import org.metrobed.notify.receiver.Golden;
import org.metrobed.notify.receiver.PageLinks;
import org.metrobed.notify.receiver.TakingServer;
import org.metrobed.store.notification.Notification;
import org.metrobed.store.notification.Notification.Step;
import org.metrobed.testkit.Times;

class AlertmanagerReceiverTest {

    private static final Alerts ALERT = Alerts.alert("a");

    private TakingServer server;
    private AlertmanagerReceiver receiver;

    @BeforeEach
    void start() throws IOException {
        server = new TakingServer();
        receiver = new AlertmanagerReceiver(server.url() + "/", new PageLinks("https://city.example"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void groupIsOneAlertAsTheV2ApiTakesIt() throws Exception {
        receiver.send(Alerts.written(receiver, ALERT.message("alertmanager")), Times.NOON);
        TakingServer.Taken taken = server.all().get(0);
        assertThat(taken.path()).isEqualTo("/api/v2/alerts");
        assertThat(taken.headers()).containsEntry("content-type", "application/json");
        Golden.check("alertmanager-firing.json", pretty(taken.body()));
    }

    @Test
    void endOfAGroupHasATime() throws Exception {
        Alerts over = ALERT.as(AlertEvent.Kind.RESOLVED).opened(Times.NOON_MILLIS, Times.NOON_MILLIS + 60_000);
        receiver.send(Alerts.written(receiver, resolved(over)), Times.NOON.plusSeconds(90));
        assertThat(only(0).get("endsAt").asText()).isEqualTo("2026-05-01T12:01:00Z");
        assertThat(only(0).get("startsAt").asText()).isEqualTo("2026-05-01T12:00:00Z");
    }

    /** prometheus/alertmanager#510: what is over was sent as firing. */
    @Test
    void firingAndItsEndMayComeTogetherAndOnlyTheEndHasATime() throws Exception {
        AlertMessage firing = ALERT.message("alertmanager");
        Notification told = Alerts.written(receiver, firing).get(0);
        AlertMessage end = resolved(ALERT.as(AlertEvent.Kind.RESOLVED), told);
        receiver.send(List.of(told, Alerts.written(receiver, end).get(0)), Times.NOON);
        JsonNode both = json(server.all().get(0).body());
        assertThat(both.get(0).has("endsAt")).isFalse();
        assertThat(both.get(1).has("endsAt")).isTrue();
        assertThat(both.get(1).get("labels")).isEqualTo(both.get(0).get("labels"));
        assertThat(both.get(1).get("startsAt")).isEqualTo(both.get(0).get("startsAt"));
    }

    @Test
    void alertWhoseLabelsChangeIsEndedUnderItsOldOnes() throws Exception {
        Notification told =
                Alerts.written(receiver, ALERT.message("alertmanager")).get(0);
        Alerts worse = ALERT.because(Finding.Origin.SENSOR).severe(Severity.CRITICAL);
        AlertMessage changed =
                Alerts.message(worse.row("alertmanager", Step.CHANGED, 60), worse.group(), List.of(told));
        receiver.send(Alerts.written(receiver, changed), Times.NOON);
        JsonNode both = json(server.all().get(0).body());
        assertThat(both).hasSize(2);
        assertThat(both.get(0).at("/labels/origin").asText()).isEqualTo("unknown");
        assertThat(both.get(0).get("endsAt").asText()).isEqualTo("2026-05-01T12:01:00Z");
        assertThat(both.get(1).at("/labels/origin").asText()).isEqualTo("sensor");
        assertThat(both.get(1).at("/labels/concern").asText()).isEqualTo("equipment");
        assertThat(both.get(1).has("endsAt")).isFalse();
    }

    /** The labels of an alert may change without a message; its end is that of the alert that was told. */
    @Test
    void endHasTheLabelsThatWereTold() throws Exception {
        Notification told =
                Alerts.written(receiver, ALERT.message("alertmanager")).get(0);
        Alerts over = ALERT.because(Finding.Origin.SENSOR).as(AlertEvent.Kind.RESOLVED);
        receiver.send(Alerts.written(receiver, resolved(over, told)), Times.NOON);
        assertThat(only(0).at("/labels/origin").asText()).isEqualTo("unknown");
        assertThat(only(0).has("endsAt")).isTrue();
    }

    @Test
    void manyAreRemindedOfInPieces() throws Exception {
        List<Notification> told = IntStream.range(0, 250)
                .mapToObj(i -> Alerts.written(receiver, Alerts.alert("a" + i).message("alertmanager"))
                        .get(0))
                .toList();
        receiver.refresh(told, Times.NOON);
        assertThat(server.all()).extracting(taken -> json(taken.body()).size()).containsExactly(100, 100, 50);
        receiver.refresh(List.of(), Times.NOON);
        assertThat(server.all()).hasSize(3);
    }

    @Test
    void refusalIsAFailureThatNamesTheAnswer() {
        server.answer(400);
        assertThatThrownBy(() -> receiver.send(Alerts.written(receiver, ALERT.message("alertmanager")), Times.NOON))
                .isInstanceOf(DeliveryException.class)
                .hasMessageContaining("answers 400");
    }

    private static AlertMessage resolved(Alerts alert, Notification... earlier) {
        return Alerts.message(alert.row("alertmanager", Step.RESOLVED, 60), alert.group(), List.of(earlier));
    }

    private JsonNode only(int request) {
        JsonNode all = json(server.all().get(request).body());
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (IOException e) {
            throw new IllegalStateException(text, e);
        }
    }

    private static String pretty(String text) {
        return json(text).toPrettyString() + "\n";
    }
}
