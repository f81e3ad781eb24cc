package org.metrobed.notify.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.metrobed.config.Secret;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.Severity;
import org.metrobed.notify.group.Alerts;
import org.metrobed.notify.group.Group;
import org.metrobed.notify.receiver.AlertMessage;
import org.metrobed.notify.receiver.DeliveryException;
import org.metrobed.notify.receiver.Golden;
import org.metrobed.notify.receiver.PageLinks;
import org.metrobed.notify.receiver.TakingServer;
import org.metrobed.store.notification.KnownAlert;
import org.metrobed.store.notification.Notification;
import org.metrobed.store.notification.Notification.Step;
import org.metrobed.testkit.Times;

class WebhookReceiverTest {

    private static final String KEY = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final PageLinks PAGE = new PageLinks("https://city.example");
    private static final Alerts ALERT = Alerts.alert("a");

    private TakingServer server;
    private WebhookReceiver receiver;

    @BeforeEach
    void start() throws IOException {
        server = new TakingServer();
        receiver = new WebhookReceiver(URI.create(server.url() + "/hook"), new Secret("whsec_" + KEY), PAGE);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void groupIsToldInTheFormOfAlertmanagersWebhooks() throws Exception {
        receiver.send(Alerts.written(receiver, message(Step.FIRING, wider())), Times.NOON.plusSeconds(5));
        assertThat(server.all().get(0).path()).isEqualTo("/hook");
        Golden.check("webhook-firing.json", json(0).toPrettyString() + "\n");
    }

    @Test
    void endOfAGroupResolvesAllOfIt() throws Exception {
        Alerts over = ALERT.as(AlertEvent.Kind.RESOLVED).opened(Times.NOON_MILLIS, Times.NOON_MILLIS + 60_000);
        receiver.send(Alerts.written(receiver, message(Step.RESOLVED, over.group())), Times.NOON.plusSeconds(90));
        assertThat(json(0).get("status").asText()).isEqualTo("resolved");
        assertThat(json(0).at("/alerts/0/status").asText()).isEqualTo("resolved");
        assertThat(json(0).at("/alerts/0/endsAt").asText()).isEqualTo("2026-05-01T12:01:00Z");
    }

    @Test
    void largeGroupIsCutAndSaysByHowMuch() throws Exception {
        List<KnownAlert> many = IntStream.range(0, 1000)
                .mapToObj(i -> Alerts.alert("a" + i).known())
                .toList();
        receiver.send(
                Alerts.written(receiver, message(Step.FIRING, new Group("a0", many.get(0), many, 1000))), Times.NOON);
        assertThat(json(0).get("alerts")).hasSize(50);
        assertThat(json(0).get("truncatedAlerts").asInt()).isEqualTo(950);
    }

    @Test
    void signatureIsWhatTheReaderComputes() throws Exception {
        AlertMessage message = ALERT.message("webhook");
        receiver.send(Alerts.written(receiver, message), Times.NOON);
        TakingServer.Taken taken = server.all().get(0);
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(KEY), "HmacSHA256"));
        String signed =
                taken.headers().get("webhook-id") + "." + taken.headers().get("webhook-timestamp") + "." + taken.body();
        String expected = Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        assertThat(taken.headers())
                .containsEntry("webhook-signature", "v1," + expected)
                .containsEntry("webhook-id", message.id())
                .containsEntry("x-metrobed-id", message.id())
                .containsEntry("webhook-timestamp", Long.toString(Times.NOON.getEpochSecond()));
    }

    /** The sink: 503, 500, 200. Receivers of Standard Webhooks refuse a timestamp of five minutes ago. */
    @Test
    void repeatHasTheSameBytesAndForFourMinutesTheSameSignature() throws Exception {
        List<Notification> told = Alerts.written(receiver, ALERT.message("webhook"));
        for (int second : new int[] {0, 5, 239, 240, 3_600}) {
            receiver.send(told, Times.NOON.plusSeconds(second));
        }
        assertThat(server.all())
                .extracting(TakingServer.Taken::body)
                .containsOnly(told.get(0).content());
        assertThat(server.all().stream()
                        .map(taken -> taken.headers().get("webhook-signature"))
                        .distinct())
                .hasSize(3);
        assertThat(server.all().get(2).headers()).isEqualTo(server.all().get(0).headers());
        assertThat(server.all().get(4).headers())
                .containsEntry("webhook-timestamp", Long.toString(Times.NOON.getEpochSecond() + 3_600));
    }

    /** grafana/grafana#106065 and #117113: the start of a resolved alert was that of its end. */
    @Test
    void resolvedAlertHasTheStartAndTheFingerprintOfTheFiringOne() throws Exception {
        Alerts over = ALERT.as(AlertEvent.Kind.RESOLVED).opened(Times.NOON_MILLIS, Times.NOON_MILLIS + 60_000);
        receiver.send(Alerts.written(receiver, ALERT.message("webhook")), Times.NOON);
        receiver.send(Alerts.written(receiver, message(Step.RESOLVED, over.group())), Times.NOON.plusSeconds(90));
        JsonNode firing = json(0).at("/alerts/0");
        JsonNode resolved = json(1).at("/alerts/0");
        assertThat(resolved.get("fingerprint")).isEqualTo(firing.get("fingerprint"));
        assertThat(resolved.get("startsAt")).isEqualTo(firing.get("startsAt"));
        assertThat(resolved.get("endsAt").asText()).isEqualTo("2026-05-01T12:01:00Z");
        assertThat(resolved.at("/annotations/until").asText()).isEqualTo("2026-05-01 14:01 CEST");
    }

    @Test
    void redirectIsNotFollowed() {
        server.answer(307);
        assertThatThrownBy(() -> receiver.send(Alerts.written(receiver, ALERT.message("webhook")), Times.NOON))
                .isInstanceOf(DeliveryException.class)
                .hasMessageContaining("answers 307")
                .satisfies(
                        e -> assertThat(((DeliveryException) e).isUnreachable()).isFalse());
        assertThat(server.all()).extracting(TakingServer.Taken::path).containsExactly("/hook");
    }

    @Test
    void whoDoesNotListenIsUnreachableAndItsPathStaysSecret() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        WebhookReceiver nobody = new WebhookReceiver(
                URI.create("http://127.0.0.1:" + port + "/token-in-path"), new Secret("whsec_" + KEY), PAGE);
        assertThatThrownBy(() -> nobody.send(Alerts.written(nobody, ALERT.message("webhook")), Times.NOON))
                .isInstanceOf(DeliveryException.class)
                .hasMessageNotContaining("token-in-path")
                .satisfies(
                        e -> assertThat(((DeliveryException) e).isUnreachable()).isTrue());
        assertThat(nobody.address()).isEqualTo("http://127.0.0.1:" + port);
    }

    private static Group wider() {
        KnownAlert lead = ALERT.known();
        KnownAlert other = Alerts.alert("b")
                .of("city/other/no2", "high-no2")
                .severe(Severity.CRITICAL)
                .under("a")
                .known();
        return new Group("a", lead, List.of(lead, other), 2);
    }

    private static AlertMessage message(Step step, Group group) {
        return Alerts.message(Alerts.alert(group.id()).row("webhook", step, 0), group, List.of());
    }

    private JsonNode json(int request) throws IOException {
        return new ObjectMapper().readTree(server.all().get(request).body());
    }
}
