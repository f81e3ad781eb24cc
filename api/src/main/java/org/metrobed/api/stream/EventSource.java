package org.metrobed.api.stream;

import java.util.function.Supplier;
import org.metrobed.api.alert.AlertView;
import org.metrobed.api.http.Json;
import org.metrobed.api.thing.PipelineDatastreams;
import org.metrobed.api.thing.Units;
import org.metrobed.api.window.WindowViews;
import org.metrobed.catalog.Catalog;
import org.metrobed.core.model.AlertEvent;
import org.metrobed.core.model.DatastreamId;
import org.metrobed.core.window.WindowRevision;
import org.metrobed.wire.topic.Topic;

/**
 * A topic whose records become events. Thread-safe.
 *
 * @param topic its name
 * @param letter its letter in a {@link LogPosition}
 * @param decode a record's bytes to an event
 */
record EventSource(String topic, String letter, Decode decode) {

    /** Turns the bytes of a record into an event; throws IllegalArgumentException when they are none. */
    @FunctionalInterface
    interface Decode {
        StreamEvent event(String partition, long offset, byte[] value);
    }

    /** Windows as they close and are added to. */
    static EventSource windows(Topic<WindowRevision> topic, Supplier<Catalog> catalog) {
        return new EventSource(topic.name(), "w", (partition, offset, value) -> {
            WindowRevision window = topic.codec().decode(value);
            String unit = Units.of(catalog.get(), window.datastream());
            return new StreamEvent(
                    "window",
                    new DatastreamId(window.datastream()).testbed(),
                    partition,
                    offset,
                    window.recordedMillis(),
                    Json.text(WindowViews.of(window, unit)));
        });
    }

    /** Alerts as they open and resolve. */
    static EventSource alerts(Topic<AlertEvent> topic, Supplier<Catalog> catalog) {
        return new EventSource(topic.name(), "a", (partition, offset, value) -> {
            AlertEvent event = topic.codec().decode(value);
            boolean everywhere = PipelineDatastreams.contains(event.datastream());
            return new StreamEvent(
                    "alert",
                    everywhere ? StreamEvent.EVERY_TESTBED : new DatastreamId(event.datastream()).testbed(),
                    partition,
                    offset,
                    event.recordedMillis(),
                    Json.text(AlertView.of(event, catalog.get())));
        });
    }

    /** A partition as a {@link LogPosition} names it. */
    String partitionName(int partition) {
        return letter + partition;
    }

    /** The event of a record. */
    StreamEvent event(int partition, long offset, byte[] value) {
        return decode.event(partitionName(partition), offset, value);
    }
}
