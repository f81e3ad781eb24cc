package org.metrobed.notify.webhook;

import com.fasterxml.jackson.annotation.JsonProperty;
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
    static WebhookPayload of(AlertMessage message, PageLinks page) {
        Group group = message.group();
        List<KnownAlert> others = group.open().stream()
                .filter(alert -> !alert.id().equals(group.lead().id()))
                .toList();
        List<KnownAlert> included = new ArrayList<>(List.of(group.lead()));
        included.addAll(others.subList(0, Math.min(others.size(), MOST - 1)));
        List<OneAlert> alerts =
                included.stream().map(alert -> one(message, alert, page)).toList();
        return new WebhookPayload(
                "4",
                "metrobed:{group=\"" + group.id() + "\"}",
                others.size() + 1 - included.size(),
                message.isEnd() ? "resolved" : "firing",
                message.what().receiver(),
                new TreeMap<>(Map.of("group", group.id())),
                common(alerts),
                new TreeMap<>(Map.of("summary", Words.summary(message))),
                page.base(),
                alerts);
    }

    private static OneAlert one(AlertMessage message, KnownAlert alert, PageLinks page) {
        AlertEvent last = alert.last();
        boolean ended = message.isEnd() || last.kind() == AlertEvent.Kind.RESOLVED;
        SortedMap<String, String> labels = PromLabels.labels(last, last.severity());
        return new OneAlert(
                ended ? "resolved" : "firing",
                labels,
                PromLabels.annotations(last, message.names()),
                Words.time(last.onsetMicros()).toString(),
                ended ? Words.end(last, message.made()).toString() : NO_END,
                page.alert(alert.id()),
                PromLabels.fingerprint(labels));
    }

    private static SortedMap<String, String> common(List<OneAlert> alerts) {
        SortedMap<String, String> common = new TreeMap<>(alerts.get(0).labels());
        alerts.forEach(alert -> common.entrySet().retainAll(alert.labels().entrySet()));
        return common;
    }
}
