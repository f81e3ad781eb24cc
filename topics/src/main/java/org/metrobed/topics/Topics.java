package org.metrobed.topics;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.DeadLetter;
import org.metrobed.model.Observation;
import org.metrobed.model.RawPosition;
import org.metrobed.model.window.WindowRevision;

/**
 * All topics of a deployment or of an isolated run. Their names share a prefix. Immutable.
 *
 * @param prefix the beginning of all names, such as {@code metrobed.}
 * @param partitions of the raw topic, at least 1; topics of results have at most {@value #MAX_RESULT_PARTITIONS} of them, the
 *     catalog topic one
 */
public record Topics(String prefix, int partitions) {

    /** The prefix if none is set. */
    public static final String DEFAULT_PREFIX = "metrobed.";
    /** The number of partitions of the raw log on one machine. */
    public static final int DEFAULT_PARTITIONS = 4;

    /** The largest number of partitions of the raw log. */
    public static final int MAX_PARTITIONS = 1_000;

    /** The live stream names an offset of each partition in each of its events. */
    private static final int MAX_RESULT_PARTITIONS = 4;

    /** The largest record of the raw log, bytes: the largest payload, a key and headers. */
    public static final int MAX_RAW_BYTES = 1_310_720;
    /** The largest record of the catalog topic, bytes. */
    public static final int MAX_CATALOG_BYTES = 16 << 20;

    private static final String FOREVER = "-1";
    private static final String MONTH_MILLIS = "2592000000";
    private static final String DAY_MILLIS = "86400000";

    public Topics {
        Objects.requireNonNull(prefix, "prefix");
        if (!prefix.matches("[a-zA-Z0-9._-]{0,150}")) {
            throw new IllegalArgumentException("topic prefix '" + prefix + "' is not up to 150 of a-z A-Z 0-9 . _ -");
        }
        if (partitions < 1) {
            throw new IllegalArgumentException("partitions must be at least 1");
        }
    }

    /** The topics with a prefix and the default number of partitions. */
    public Topics(String prefix) {
        this(prefix, DEFAULT_PARTITIONS);
    }

    /** Payloads as received; headers as in {@link RawHeaders}, keys from {@link KeyRules}. Kept for ever. */
    public TopicSpec raw() {
        return new TopicSpec(
                prefix + "raw",
                partitions,
                Map.of(
                        "cleanup.policy",
                        "delete",
                        "retention.ms",
                        FOREVER,
                        "retention.bytes",
                        FOREVER,
                        "compression.type",
                        "lz4",
                        "message.timestamp.type",
                        "CreateTime",
                        "message.timestamp.after.max.ms",
                        Long.toString(Long.MAX_VALUE),
                        "max.message.bytes",
                        Integer.toString(MAX_RAW_BYTES)));
    }

    /** Revisions of values; key: the datastream. */
    public Topic<Observation> observations() {
        return output("observations", MONTH_MILLIS, Observation::datastream, new ObservationCodec());
    }

    /** Revisions of windows; key: the datastream. */
    public Topic<WindowRevision> windows() {
        return output("windows", MONTH_MILLIS, WindowRevision::datastream, new WindowRevisionCodec());
    }

    /** Steps of alerts; key: the datastream, so that its episodes stay in order. */
    public Topic<AlertEvent> alerts() {
        return output("alerts", FOREVER, AlertEvent::datastream, new AlertEventCodec());
    }

    /** Readings that could not become observations; key: the raw position, the same for every attempt. */
    public Topic<DeadLetter> deadLetters() {
        return output("deadletters", MONTH_MILLIS, letter -> position(letter.raw()), new DeadLetterCodec());
    }

    /** MQTT messages for ingest to publish; key: the id. Kept for a day, long after the last has expired. */
    public Topic<Outgoing> commands() {
        return output("commands", DAY_MILLIS, Outgoing::id, new OutgoingCodec());
    }

    /**
     * What ingest has heard on MQTT topics that no binding fits; key: the instance and the pattern, no value: no longer. Kept for a
     * day and 64 MB, because payloads may hold personal data.
     */
    public Topic<UnboundTopic> unbound() {
        return new Topic<>(
                prefix + "unbound",
                1,
                Map.of(
                        "cleanup.policy", "delete",
                        "retention.ms", DAY_MILLIS,
                        "retention.bytes", "67108864",
                        "segment.ms", "3600000",
                        "segment.bytes", "8388608",
                        "compression.type", "lz4",
                        "max.message.bytes", Integer.toString(MAX_RAW_BYTES)),
                record -> UnboundTopic.key(record.instance(), record.pattern()),
                new UnboundTopicCodec());
    }

    /** Versions of the catalog and heartbeats; one partition, with timestamps of the broker. */
    public Topic<CatalogRecord> catalog() {
        return new Topic<>(
                prefix + "catalog",
                1,
                Map.of(
                        "cleanup.policy", "compact",
                        "message.timestamp.type", "LogAppendTime",
                        "max.message.bytes", Integer.toString(MAX_CATALOG_BYTES)),
                CatalogRecord::key,
                new CatalogRecordCodec());
    }

    /** All topics, for creation. */
    public List<TopicSpec> listAll() {
        return List.of(
                raw(),
                observations().spec(),
                windows().spec(),
                alerts().spec(),
                deadLetters().spec(),
                commands().spec(),
                unbound().spec(),
                catalog().spec());
    }

    private <T> Topic<T> output(String name, String retentionMillis, Function<T, String> key, Codec<T> codec) {
        return new Topic<>(
                prefix + name,
                Math.min(partitions, MAX_RESULT_PARTITIONS),
                Map.of(
                        "cleanup.policy", "delete",
                        "retention.ms", retentionMillis,
                        "compression.type", "lz4",
                        "message.timestamp.type", "LogAppendTime",
                        "max.message.bytes", Integer.toString(MAX_RAW_BYTES)),
                key,
                codec);
    }

    private static String position(RawPosition raw) {
        return raw.partition() + "-" + raw.offset() + "-" + raw.index();
    }
}
