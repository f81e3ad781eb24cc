package org.metrobed.stream.golden;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.metrobed.topics.CatalogRecord;
import org.metrobed.topics.Heartbeat;
import org.metrobed.topics.RawHeaders;
import org.metrobed.topics.RawKind;
import org.metrobed.topics.Topics;

/** Writes a log in order of received time, like ingest, with heartbeats in between. Mutable, one thread. */
final class GoldenLogWriter {

    /** Less than half of the silence after which an ingest outage is raised. */
    private static final long BEAT_MILLIS = 30_000;

    private static final String INSTANCE = "metrobed-golden/1";

    private final Topics topics = new Topics("golden.");
    private final List<GoldenRecord> records = new ArrayList<>();
    private final long[] offsets = new long[topics.raw().partitions()];
    private final long startMillis;
    private long beatMillis;
    private long versions = CatalogRecord.Version.NONE;

    /** The position of a message. */
    record Place(int partition, long offset, long millis, String topic, String key, ByteString payload) {}

    GoldenLogWriter(long startMillis) {
        this.startMillis = startMillis;
        beatMillis = startMillis;
    }

    GoldenLog log() {
        return new GoldenLog(records);
    }

    /** Sends heartbeats up to a time. */
    void pass(long millis) {
        for (; beatMillis <= millis; beatMillis += BEAT_MILLIS) {
            beat(beatMillis);
        }
    }

    /** Sends no heartbeats until a time. */
    void silence(long untilMillis) {
        beatMillis = untilMillis;
    }

    /** A version of the catalog, appended by the broker at a time. */
    void catalog(long millis, Map<String, String> files) {
        CatalogRecord record = CatalogRecord.Version.of(versions++, files);
        catalog(millis, record);
    }

    /** A heartbeat on the catalog topic: the catalog is known up to this time. */
    void catalogBeat(long millis) {
        catalog(millis, new Heartbeat(INSTANCE, millis, startMillis));
    }

    Place message(long millis, String topic, String key, ByteString payload) {
        int partition = Math.floorMod(key.hashCode(), offsets.length);
        long offset = raw(partition, millis, key, RawKind.MESSAGE, headers(topic), payload);
        return new Place(partition, offset, millis, topic, key, payload);
    }

    /** The first bytes of a message that was too long. */
    void oversize(long millis, String topic, String key, ByteString head, long length) {
        SortedMap<String, ByteString> headers = headers(topic);
        headers.put(RawHeaders.LENGTH, bytes(RawHeaders.number(length)));
        raw(Math.floorMod(key.hashCode(), offsets.length), millis, key, RawKind.OVERSIZE, headers, head);
    }

    /** Redrives readings of a message. */
    void redrive(long millis, Place place, String indices) {
        SortedMap<String, ByteString> headers = headers(place.topic());
        headers.put(RawHeaders.REDRIVE_OFFSET, bytes(RawHeaders.number(place.offset())));
        headers.put(RawHeaders.REDRIVE_RECEIVED, bytes(RawHeaders.number(place.millis())));
        headers.put(RawHeaders.REDRIVE_INDICES, ByteString.copyFromUtf8(indices));
        raw(place.partition(), millis, place.key(), RawKind.REDRIVE, headers, place.payload());
    }

    /** A monitor record: no heartbeat of ingest since a time. */
    void note(long millis, long lastMillis) {
        ByteString value = bytes(Heartbeat.CODEC.encode(new Heartbeat("monitor", millis, lastMillis)));
        raw(0, millis, "", RawKind.MONITOR, headers(""), value);
    }

    private void beat(long millis) {
        ByteString value = bytes(Heartbeat.CODEC.encode(new Heartbeat(INSTANCE, millis, startMillis)));
        for (int partition = 0; partition < offsets.length; partition++) {
            raw(partition, millis, Heartbeat.KEY, RawKind.HEARTBEAT, headers(""), value);
        }
    }

    private long raw(
            int partition,
            long millis,
            String key,
            RawKind kind,
            SortedMap<String, ByteString> headers,
            ByteString value) {
        headers.put(RawHeaders.KIND, bytes(kind.bytes()));
        records.add(
                new GoldenRecord(GoldenRecord.RAW, partition, millis, ByteString.copyFromUtf8(key), headers, value));
        return offsets[partition]++;
    }

    private void catalog(long millis, CatalogRecord record) {
        records.add(new GoldenRecord(
                GoldenRecord.CATALOG,
                0,
                millis,
                ByteString.copyFromUtf8(record.key()),
                new TreeMap<>(),
                bytes(topics.catalog().codec().encode(record))));
    }

    private static SortedMap<String, ByteString> headers(String topic) {
        SortedMap<String, ByteString> headers = new TreeMap<>();
        if (!topic.isEmpty()) {
            headers.put(RawHeaders.MQTT_TOPIC, ByteString.copyFromUtf8(topic));
        }
        return headers;
    }

    private static ByteString bytes(byte[] bytes) {
        return ByteString.copyFrom(bytes);
    }
}
