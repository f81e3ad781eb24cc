package org.metrobed.notify.webhook;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.metrobed.config.Secret;
import org.metrobed.config.Setting;
import org.metrobed.config.Settings;
import org.metrobed.notify.http.JsonText;
import org.metrobed.notify.http.Post;
import org.metrobed.notify.receiver.AlertMessage;
import org.metrobed.notify.receiver.DeliveryException;
import org.metrobed.notify.receiver.Escalation;
import org.metrobed.notify.receiver.PageLinks;
import org.metrobed.notify.receiver.Receiver;
import org.metrobed.notify.receiver.ReceiverInfo;
import org.metrobed.notify.receiver.ReceiverKind;
import org.metrobed.store.notification.Notification;

/** Notifies another system by a signed POST. */
public final class WebhookReceiver implements Receiver {

    /** Setting of its address. */
    public static final Setting URL =
            Setting.of("METROBED_NOTIFY_WEBHOOK_URL", "address that alerts are posted to, signed; empty for none", "");

    /** Setting of the signing key. */
    public static final Setting SECRET = Setting.secret(
            "METROBED_NOTIFY_WEBHOOK_SECRET",
            "key that signs the posts to the webhook: whsec_ and the base64 of 24 to 64 random bytes");

    /** Setting of the address for escalations. */
    public static final Setting ESCALATION_URL = Setting.of(
            "METROBED_NOTIFY_WEBHOOK_ESCALATION_URL",
            "address that alerts are posted to if nobody has acknowledged them in time; empty for none",
            "");

    /** Description and factory. */
    public static final ReceiverKind KIND = new ReceiverKind(
            new ReceiverInfo(
                    "webhook",
                    "Any system that takes a POST in the format of Alertmanager's webhooks, version 4.",
                    "One POST for each step of a group, the lead first among `alerts`, 50 at most (`truncatedAlerts`"
                            + " counts the rest). Signed after the specification Standard Webhooks: headers"
                            + " `webhook-id`,"
                            + " `webhook-timestamp`, `webhook-signature`; `X-Metrobed-Id` repeats the id. An answer"
                            + " of 2xx"
                            + " within 8 seconds is a receipt; redirects are not followed. A message that is sent"
                            + " again has the same id and the same bytes, and for four minutes the same timestamp and"
                            + " signature. After that it is signed anew, because receivers refuse older timestamps."
                            + " `fingerprint` is the same for the same labels, without `severity`, `origin` and"
                            + " `concern`, which may change. The receiver of escalations has the name"
                            + " `webhook-escalation`.",
                    List.of(URL, SECRET, ESCALATION_URL)),
            WebhookReceiver::read);

    /** A receiver of Standard Webhooks refuses a timestamp that is older than five minutes. */
    private static final long SIGNED_SECONDS = 240;

    private final String name;
    private final Post post;
    private final Signature signature;
    private final PageLinks page;
    private final Duration escalatesAfter;

    /**
     * A receiver.
     *
     * @throws IllegalArgumentException if the secret is not a key
     */
    public WebhookReceiver(URI address, Secret secret, PageLinks page) {
        this("webhook", address, secret, page, Duration.ZERO);
    }

    private WebhookReceiver(String name, URI address, Secret secret, PageLinks page, Duration escalatesAfter) {
        this.name = name;
        this.post = new Post(address);
        this.signature = Signature.of(secret);
        this.page = Objects.requireNonNull(page, "page");
        this.escalatesAfter = escalatesAfter;
    }

    /**
     * A receiver of escalations.
     *
     * @throws IllegalArgumentException if the secret is not a key
     */
    public static WebhookReceiver ofEscalations(URI address, Secret secret, PageLinks page, Duration after) {
        return new WebhookReceiver("webhook-escalation", address, secret, page, after);
    }

    private static List<Receiver> read(Settings settings, PageLinks page) {
        Secret secret = settings.secret(SECRET);
        List<Receiver> receivers = new ArrayList<>();
        try {
            if (!address(settings, URL).isEmpty()) {
                receivers.add(new WebhookReceiver(URI.create(address(settings, URL)), secret, page));
            }
            if (!address(settings, ESCALATION_URL).isEmpty()) {
                URI address = URI.create(address(settings, ESCALATION_URL));
                receivers.add(ofEscalations(address, secret, page, Escalation.read(settings)));
            }
        } catch (IllegalArgumentException e) {
            settings.reject(SECRET, e.getMessage());
        }
        return receivers;
    }

    private static String address(Settings settings, Setting setting) {
        return settings.text(setting).isEmpty() ? "" : settings.address(setting, "http", "https");
    }

    @Override
    public ReceiverInfo info() {
        return KIND.info();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String address() {
        return post.host();
    }

    @Override
    public Duration escalatesAfter() {
        return escalatesAfter;
    }

    @Override
    public String write(AlertMessage message) {
        return new String(JsonText.of(WebhookPayload.of(message, page)), StandardCharsets.UTF_8);
    }

    @Override
    public void send(List<Notification> messages, Instant now) throws DeliveryException, InterruptedException {
        for (Notification message : messages) {
            byte[] body = message.content().getBytes(StandardCharsets.UTF_8);
            long seconds = signedSeconds(message, now);
            post.send(
                    "application/json",
                    body,
                    Map.of(
                            "webhook-id", message.id(),
                            "webhook-timestamp", Long.toString(seconds),
                            "webhook-signature", signature.sign(message.id(), seconds, body),
                            "X-Metrobed-Id", message.id()));
        }
    }

    /** The timestamp of the signature: when the message was made, moved on by whole steps. */
    private static long signedSeconds(Notification message, Instant now) {
        long made = Math.floorDiv(message.madeMillis(), 1_000L);
        long steps = Math.max(0, now.getEpochSecond() - made) / SIGNED_SECONDS;
        return made + steps * SIGNED_SECONDS;
    }
}
