package org.metrobed.topics;

import java.util.Objects;

/**
 * A heartbeat of one ingest instance, written every second to each partition of the raw log and to the catalog topic.
 * Immutable.
 *
 * @param instance the ingest session
 * @param timeMillis received time of the heartbeat, milliseconds since 1970 UTC
 * @param sinceMillis start of the uninterrupted service, milliseconds since 1970 UTC; silence before it means nothing
 */
public record Heartbeat(String instance, long timeMillis, long sinceMillis) implements CatalogRecord {

    /** The key of a heartbeat in the catalog topic, so that compaction keeps only the newest. */
    public static final String KEY = "heartbeat";

    /** The codec for values of raw records of kind {@link RawKind#HEARTBEAT}. */
    public static final Codec<Heartbeat> CODEC = new HeartbeatCodec();

    /** The longest name of a session, characters. */
    public static final int MAX_INSTANCE = 1_000;

    public Heartbeat {
        Objects.requireNonNull(instance, "instance");
        if (instance.length() > MAX_INSTANCE) {
            throw new IllegalArgumentException(
                    "not a heartbeat: instance has " + instance.length() + " characters, at most " + MAX_INSTANCE);
        }
    }

    @Override
    public String key() {
        return KEY;
    }
}
