package org.metrobed.notify.alertmanager;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
import org.metrobed.notify.receiver.Words;
import org.metrobed.store.notification.Notification;

/** Sends to a Prometheus Alertmanager, which groups, silences and routes itself. */
public final class AlertmanagerReceiver implements Receiver {

    /** Setting of its address. */
    public static final Setting URL = Setting.of(
            "METROBED_NOTIFY_ALERTMANAGER_URL",
            "address of a Prometheus Alertmanager that receives alerts, such as http://127.0.0.1:9093; empty for none",
            "");

    /** Description and factory. */
    public static final ReceiverKind KIND = new ReceiverKind(
            new ReceiverInfo(
                    "alertmanager",
                    "A Prometheus Alertmanager, by its v2 API.",
                    "Each group is one alert, that of its lead; it is sent again every minute while it lasts, so"
                            + " Alertmanager's `resolve_timeout` (5 minutes) must not be shorter. Labels: alertname,"
                            + " testbed, thing, property, datastream, severity, detector, origin, concern (`event` or"
                            + " `equipment`). Labels are those"
                            + " of the last message: a change of the severity upwards is one, a change of the origin"
                            + " alone is not. If a message has other labels than the one before, the alert with the old"
                            + " labels ends in the same request.",
                    List.of(URL)),
            AlertmanagerReceiver::read);

    private static final String PATH = "/api/v2/alerts";
    private static final Duration AGAIN = Duration.ofMinutes(1);
    private static final int MOST = 100;

    private final Post post;
    private final PageLinks page;

    /**
     * A receiver.
     *
     * @param address of the Alertmanager, without {@code /api/v2}
     */
    public AlertmanagerReceiver(String address, PageLinks page) {
        String base = address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
        this.post = new Post(URI.create(base + PATH));
        this.page = Objects.requireNonNull(page, "page");
    }

    private static List<Receiver> read(Settings settings, PageLinks page) {
        if (settings.text(URL).isEmpty()) {
            return List.of();
        }
        String address = settings.address(URL, "http", "https");
        return address.isEmpty() ? List.of() : List.of(new AlertmanagerReceiver(address, page));
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
    public int most() {
        return MOST;
    }

    @Override
    public Duration refreshInterval() {
        return AGAIN;
    }

    /** An open group: its alert, after the end of the one with other labels that it was before. An end: of that one. */
    @Override
    public String write(AlertMessage message) {
        PostableAlert alert = PostableAlert.firing(message, page);
        Optional<PostableAlert> before = before(message);
        List<PostableAlert> alerts = new ArrayList<>();
        if (message.isEnd()) {
            alerts.add(before.orElse(alert).ended(Words.end(message), alert.annotations()));
        } else {
            before.filter(told -> !told.labels().equals(alert.labels()))
                    .ifPresent(told -> alerts.add(told.ended(message.made(), told.annotations())));
            alerts.add(alert);
        }
        return new String(JsonText.of(alerts), StandardCharsets.UTF_8);
    }

    /** The alert of the last message about the episode. */
    private static Optional<PostableAlert> before(AlertMessage message) {
        return message.earlier().stream()
                .filter(told -> !told.content().isEmpty())
                .reduce((one, other) -> other)
                .flatMap(AlertmanagerReceiver::open);
    }

    private static Optional<PostableAlert> open(Notification told) {
        return JsonText.list(told.content(), PostableAlert.class).stream()
                .filter(alert -> alert.endsAt() == null)
                .findFirst();
    }

    @Override
    public void send(List<Notification> messages, Instant now) throws DeliveryException, InterruptedException {
        List<PostableAlert> alerts = new ArrayList<>();
        messages.forEach(message -> alerts.addAll(JsonText.list(message.content(), PostableAlert.class)));
        send(alerts);
    }

    @Override
    public void refresh(List<Notification> told, Instant now) throws DeliveryException, InterruptedException {
        for (int from = 0; from < told.size(); from += MOST) {
            send(told.subList(from, Math.min(from + MOST, told.size())).stream()
                    .map(AlertmanagerReceiver::open)
                    .flatMap(Optional::stream)
                    .toList());
        }
    }

    private void send(List<PostableAlert> alerts) throws DeliveryException, InterruptedException {
        if (!alerts.isEmpty()) {
            post.send("application/json", JsonText.of(alerts), Map.of());
        }
    }
}
