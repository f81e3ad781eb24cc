package org.metrobed.notify.alertmanager;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.metrobed.config.Setting;
import org.metrobed.config.Settings;
import org.metrobed.notify.group.Group;
import org.metrobed.notify.http.JsonText;
import org.metrobed.notify.http.Post;
import org.metrobed.notify.receiver.AlertMessage;
import org.metrobed.notify.receiver.DeliveryException;
import org.metrobed.notify.receiver.PageLinks;
import org.metrobed.notify.receiver.Receiver;
import org.metrobed.notify.receiver.ReceiverInfo;
import org.metrobed.notify.receiver.ReceiverKind;
import org.metrobed.notify.receiver.Words;

/** Sends to a Prometheus Alertmanager, which groups, silences and routes itself. Used by one thread at a time. */
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
                            + " testbed, thing, property, datastream, severity, detector, origin. When a label changes,"
                            + " the alert with the old labels ends in the same request.",
                    List.of(URL)),
            AlertmanagerReceiver::read);

    private static final String PATH = "/api/v2/alerts";
    private static final Duration AGAIN = Duration.ofMinutes(1);
    private static final int MOST = 100;

    private final Post post;
    private final PageLinks page;
    /** The last alert sent for each open group; removed when the group ends. */
    private final Map<String, PostableAlert> known = new HashMap<>();

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

    private static Optional<Receiver> read(Settings settings, PageLinks page) {
        if (settings.text(URL).isEmpty()) {
            return Optional.empty();
        }
        String address = settings.address(URL, "http", "https");
        return address.isEmpty() ? Optional.empty() : Optional.of(new AlertmanagerReceiver(address, page));
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

    @Override
    public void send(List<AlertMessage> messages, Instant now) throws DeliveryException, InterruptedException {
        Map<String, AlertMessage> newest = new HashMap<>();
        messages.forEach(message -> newest.put(message.what().group(), message));
        List<PostableAlert> alerts = new ArrayList<>();
        for (AlertMessage message : newest.values().stream()
                .sorted((a, b) -> a.what().group().compareTo(b.what().group()))
                .toList()) {
            alerts.addAll(message.isEnd() ? ended(message.group(), now) : firing(message.group(), now));
        }
        send(alerts);
        newest.values().forEach(this::remember);
    }

    @Override
    public void refresh(List<Group> firing, Instant now) throws DeliveryException, InterruptedException {
        for (int from = 0; from < firing.size(); from += MOST) {
            List<Group> some = firing.subList(from, Math.min(from + MOST, firing.size()));
            send(some.stream().flatMap(group -> firing(group, now).stream()).toList());
            some.forEach(group -> known.put(group.id(), PostableAlert.firing(group, page)));
        }
    }

    private void remember(AlertMessage message) {
        if (message.isEnd()) {
            known.remove(message.what().group());
        } else {
            known.put(message.what().group(), PostableAlert.firing(message.group(), page));
        }
    }

    private List<PostableAlert> firing(Group group, Instant now) {
        PostableAlert alert = PostableAlert.firing(group, page);
        PostableAlert before = known.get(group.id());
        return before == null || before.labels().equals(alert.labels())
                ? List.of(alert)
                : List.of(before.ended(now), alert);
    }

    private List<PostableAlert> ended(Group group, Instant now) {
        PostableAlert last = PostableAlert.firing(group, page);
        return List.of(known.getOrDefault(group.id(), last).ended(Words.end(group, now)));
    }

    private void send(List<PostableAlert> alerts) throws DeliveryException, InterruptedException {
        if (!alerts.isEmpty()) {
            post.send("application/json", JsonText.of(alerts), Map.of());
        }
    }
}
