package org.metrobed.notify.webhook;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.metrobed.config.Secret;
import org.metrobed.config.Setting;
import org.metrobed.config.Settings;
import org.metrobed.notify.http.JsonText;
import org.metrobed.notify.http.Post;
import org.metrobed.notify.receiver.AlertMessage;
import org.metrobed.notify.receiver.DeliveryException;
import org.metrobed.notify.receiver.PageLinks;
import org.metrobed.notify.receiver.Receiver;
import org.metrobed.notify.receiver.ReceiverInfo;
import org.metrobed.notify.receiver.ReceiverKind;

/** Notifies another system by a signed POST. Used by one thread at a time. */
public final class WebhookReceiver implements Receiver {

    /** Setting of its address. */
    public static final Setting URL =
            Setting.of("METROBED_NOTIFY_WEBHOOK_URL", "address that alerts are posted to, signed; empty for none", "");

    /** Setting of the signing key. */
    public static final Setting SECRET = Setting.secret(
            "METROBED_NOTIFY_WEBHOOK_SECRET",
            "key that signs the posts to the webhook: whsec_ and the base64 of 24 to 64 random bytes");

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
                            + " again has the same id.",
                    List.of(URL, SECRET)),
            WebhookReceiver::read);

    private final Post post;
    private final Signature signature;
    private final PageLinks page;

    /**
     * A receiver.
     *
     * @throws IllegalArgumentException if the secret is not a key
     */
    public WebhookReceiver(URI address, Secret secret, PageLinks page) {
        this.post = new Post(address);
        this.signature = Signature.of(secret);
        this.page = Objects.requireNonNull(page, "page");
    }

    private static Optional<Receiver> read(Settings settings, PageLinks page) {
        Secret secret = settings.secret(SECRET);
        if (settings.text(URL).isEmpty()) {
            return Optional.empty();
        }
        String address = settings.address(URL, "http", "https");
        try {
            return address.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new WebhookReceiver(URI.create(address), secret, page));
        } catch (IllegalArgumentException e) {
            settings.reject(SECRET, e.getMessage());
            return Optional.empty();
        }
    }

    @Override
    public ReceiverInfo info() {
        return KIND.info();
    }

    @Override
    public String address() {
        return post.host();
    }

    @Override
    public void send(List<AlertMessage> messages, Instant now) throws DeliveryException, InterruptedException {
        for (AlertMessage message : messages) {
            byte[] body = JsonText.of(WebhookPayload.of(message, page, now));
            long seconds = now.getEpochSecond();
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
}
