package org.metrobed.api.stream;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.metrobed.api.alert.AlertView;
import org.metrobed.api.alert.HandlingView;
import org.metrobed.api.alert.VisibleAlerts;
import org.metrobed.api.http.ViewJson;
import org.metrobed.api.thing.PipelineDatastreams;
import org.metrobed.api.window.WindowViews;
import org.metrobed.catalog.Catalog;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.DatastreamId;
import org.metrobed.model.alert.Suppression;
import org.metrobed.model.window.WindowRevision;
import org.metrobed.store.alert.Alert;
import org.metrobed.topics.Topic;

/**
 * A topic whose records become events. Thread-safe.
 *
 * @param topic its name
 * @param letter its letter in a {@link LogPosition}
 * @param decode decodes a record's bytes to an event
 */
record EventSource(String topic, String letter, Decode decode) {

    /** Decodes the bytes of a record to an event; throws IllegalArgumentException if they are invalid. */
    @FunctionalInterface
    interface Decode {
        StreamEvent event(String partition, long offset, byte[] value);
    }

    /** Events of windows when they close or are revised. */
    static EventSource windows(Topic<WindowRevision> topic, Supplier<Catalog> catalog) {
        return new EventSource(topic.name(), "w", (partition, offset, value) -> {
            WindowRevision window = topic.codec().decode(value);
            Catalog now = catalog.get();
            return new StreamEvent(
                    "window",
                    testbed(window.datastream()),
                    window.datastream(),
                    partition,
                    offset,
                    window.recordedMillis(),
                    window(window, now),
                    sight -> window(window, sight.of(now)));
        });
    }

    /** Events of alerts when their conditions change. */
    static EventSource alerts(
            Topic<AlertEvent> topic, Supplier<Catalog> catalog, Supplier<List<Suppression>> held, InstantSource clock) {
        return new EventSource(topic.name(), "a", (partition, offset, value) -> {
            AlertEvent event = topic.codec().decode(value);
            Alert alert = Alert.after(event);
            Catalog now = catalog.get();
            List<Suppression> suppressions = held.get();
            Instant at = clock.instant();
            return new StreamEvent(
                    "alert",
                    testbed(event.datastream()),
                    event.datastream(),
                    partition,
                    offset,
                    event.recordedMillis(),
                    alert(alert, now, suppressions, at),
                    sight -> alert(VisibleAlerts.reduced(alert, sight), sight.of(now), suppressions, at));
        });
    }

    /** The event of actions on an alert; it has no position in the log. */
    static StreamEvent handling(Alert alert, Collection<Suppression> held, Instant at) {
        return new StreamEvent(
                "handling",
                testbed(alert.datastream()),
                alert.datastream(),
                "",
                0,
                alert.recordedMillis(),
                handled(alert, held, at),
                sight -> handled(VisibleAlerts.reduced(alert, sight), held, at));
    }

    private static String handled(Alert alert, Collection<Suppression> held, Instant at) {
        return ViewJson.text(HandlingView.of(alert, AlertView.suppressed(alert, held, at)));
    }

    private static String window(WindowRevision window, Catalog catalog) {
        return ViewJson.text(
                WindowViews.of(window, catalog.findDatastream(window.datastream(), window.catalogVersion()), catalog));
    }

    private static String alert(Alert alert, Catalog catalog, List<Suppression> held, Instant at) {
        return ViewJson.text(AlertView.CONDITION, AlertView.of(alert, catalog, held, at));
    }

    private static String testbed(String datastream) {
        return PipelineDatastreams.contains(datastream)
                ? StreamEvent.EVERY_TESTBED
                : DatastreamId.parse(datastream).testbed();
    }

    /** The name of a partition in a {@link LogPosition}. */
    String partitionName(int partition) {
        return letter + partition;
    }

    /** The event of a record. */
    StreamEvent event(int partition, long offset, byte[] value) {
        return decode.event(partitionName(partition), offset, value);
    }
}
