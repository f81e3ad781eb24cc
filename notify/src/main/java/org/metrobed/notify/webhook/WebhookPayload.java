package org.metrobed.notify.webhook;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.metrobed.model.AlertEvent;
import org.metrobed.notify.group.Group;
import org.metrobed.notify.receiver.AlertMessage;
import org.metrobed.notify.receiver.PageLinks;
import org.metrobed.notify.receiver.PromLabels;
import org.metrobed.notify.receiver.Words;
import org.metrobed.store.notification.KnownAlert;

/** Body of a webhook: version 4 of Alertmanager's webhook format. Immutable. */
record WebhookPayload(
        String version,
        String groupKey,
        int truncatedAlerts,
        String status,
        String receiver,
        SortedMap<String, String> groupLabels,
        SortedMap<String, String> commonLabels,
        SortedMap<String, String> commonAnnotations,
        @JsonProperty("externalURL") String externalUrl,
        List<OneAlert> alerts) {

    /** Alertmanager's end time of an open alert. */
    private static final String NO_END = "0001-01-01T00:00:00Z";

    private static final int MOST = 50;

    /** One of the group's alerts. Immutable. */
    record OneAlert(
            String status,
            SortedMap<String, String> labels,
            SortedMap<String, String> annotations,
            String startsAt,
            String endsAt,
            @JsonProperty("generatorURL") String generatorUrl,
            String fingerprint) {}

    /** The lead first, then the open alerts, up to {@value #MOST}. */
    static WebhookPayload of(AlertMessage message, PageLinks page, Instant now) {
        Group group = message.group();
        List<KnownAlert> others = group.open().stream()
                .filter(alert -> !alert.id().equals(group.lead().id()))
                .toList();
        List<KnownAlert> included = new ArrayList<>(List.of(group.lead()));
        included.addAll(others.subList(0, Math.min(others.size(), MOST - 1)));
        List<OneAlert> alerts =
                included.stream().map(alert -> one(message, alert, page, now)).toList();
        return new WebhookPayload(
                "4",
                "metrobed:{group=\"" + group.id() + "\"}",
                others.size() + 1 - included.size(),
                message.isEnd() ? "resolved" : "firing",
                message.what().receiver(),
                new TreeMap<>(Map.of("group", group.id())),
                common(alerts),
                new TreeMap<>(Map.of("summary", Words.summary(group))),
                page.base(),
                alerts);
    }

    private static OneAlert one(AlertMessage message, KnownAlert alert, PageLinks page, Instant now) {
        AlertEvent last = alert.last();
        boolean ended = message.isEnd() || last.kind() == AlertEvent.Kind.RESOLVED;
        SortedMap<String, String> labels = PromLabels.labels(last, last.severity());
        Instant end = last.kind() == AlertEvent.Kind.RESOLVED ? Words.time(last.atMicros()) : now;
        return new OneAlert(
                ended ? "resolved" : "firing",
                labels,
                PromLabels.annotations(last),
                Words.time(last.onsetMicros()).toString(),
                ended ? end.toString() : NO_END,
                page.of(last.datastream()),
                fingerprint(alert.id()));
    }

    private static SortedMap<String, String> common(List<OneAlert> alerts) {
        SortedMap<String, String> common = new TreeMap<>(alerts.get(0).labels());
        alerts.forEach(alert -> common.entrySet().retainAll(alert.labels().entrySet()));
        return common;
    }

    /** 16 hexadecimal digits, like Alertmanager's; of the alert id, so that it does not change with the labels. */
    private static String fingerprint(String alertId) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(alertId.getBytes(StandardCharsets.UTF_8));
            return String.format("%016x", ByteBuffer.wrap(digest).getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
