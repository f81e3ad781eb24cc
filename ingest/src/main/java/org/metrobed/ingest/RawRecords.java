package org.metrobed.ingest;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.metrobed.ingest.mqtt.Incoming;
import org.metrobed.topics.KeyRules;
import org.metrobed.topics.RawHeaders;
import org.metrobed.topics.RawKind;
import org.metrobed.topics.RawParts;

/**
 * Builds the raw records of a message: the payload unchanged, the other fields in headers. A payload that is larger than
 * a record is divided into parts. Not thread-safe: one for each connection, used by its thread only.
 */
public final class RawRecords {

    private static final int MAX_REMEMBERED = 16_384;
    private static final Header MESSAGE = kind(RawKind.MESSAGE);
    private static final Header LARGE = kind(RawKind.LARGE);
    private static final Header PART = kind(RawKind.PART);
    private static final Header[] QOS = {
        new RecordHeader(RawHeaders.QOS, RawHeaders.number(0)), new RecordHeader(RawHeaders.QOS, RawHeaders.number(1))
    };
    private static final Header HEARD = kind(RawKind.HEARD);
    private static final Header RETAINED = new RecordHeader(RawHeaders.RETAINED, RawHeaders.flag(true));
    private static final Header FIRST = new RecordHeader(RawHeaders.DUP, RawHeaders.flag(false));
    private static final Header AGAIN = new RecordHeader(RawHeaders.DUP, RawHeaders.flag(true));

    private final String rawTopic;
    private final Header session;
    private final MessageDigest digest;
    private final Map<String, Address> addresses = new HashMap<>();
    private KeyRules rules;

    /** Records of one connection; {@code session} names it in each record. */
    public RawRecords(String rawTopic, KeyRules rules, String session) {
        this.rawTopic = rawTopic;
        this.rules = rules;
        this.session = new RecordHeader(RawHeaders.SESSION, RawHeaders.text(session));
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Uses other key rules from now on; cached results are dropped. */
    void use(KeyRules other) {
        rules = other;
        addresses.clear();
    }

    /** The gateway of a message, according to the rule of its key; empty if there is none. */
    String gateway(Incoming message) {
        return address(message.topic()).gateway;
    }

    /** The number of parts before the message's own record; 0 if the payload fits into one record. */
    static int countParts(Incoming message) {
        return Math.max(0, message.payload().length - 1) / RawParts.MAX_BYTES;
    }

    /** The record of a part, counted from 0; received time in microseconds since 1970 UTC. */
    ProducerRecord<byte[], byte[]> part(Incoming message, int number, long receivedMicros) {
        Address address = address(message.topic());
        int from = number * RawParts.MAX_BYTES;
        RecordHeaders headers = new RecordHeaders();
        headers.add(address.topic);
        headers.add(session);
        headers.add(PART);
        byte[] value = Arrays.copyOfRange(message.payload(), from, from + RawParts.MAX_BYTES);
        return new ProducerRecord<>(rawTopic, null, receivedMicros / 1_000, address.key, value, headers);
    }

    /**
     * The message's own record.
     *
     * @param parts the offsets of its {@link #countParts} parts
     * @param receivedMicros received time, microseconds since 1970 UTC
     */
    ProducerRecord<byte[], byte[]> record(Incoming message, List<Long> parts, long receivedMicros) {
        return record(message, parts, receivedMicros, parts.isEmpty() ? MESSAGE : LARGE);
    }

    /**
     * The record of a message that was received before a binding fitted its topic.
     *
     * @param heardMicros when it was received, microseconds since 1970 UTC
     * @param nowMicros the time of the record, microseconds since 1970 UTC
     */
    ProducerRecord<byte[], byte[]> heard(Incoming message, long heardMicros, long nowMicros) {
        ProducerRecord<byte[], byte[]> record = record(message, List.of(), nowMicros, HEARD);
        record.headers()
                .remove(RawHeaders.MICROS)
                .add(RawHeaders.MICROS, RawHeaders.number(heardMicros % 1_000))
                .add(RawHeaders.REDRIVE_RECEIVED, RawHeaders.number(heardMicros / 1_000));
        return record;
    }

    private ProducerRecord<byte[], byte[]> record(
            Incoming message, List<Long> parts, long receivedMicros, Header kind) {
        Address address = address(message.topic());
        byte[] payload = message.payload();
        RecordHeaders headers = new RecordHeaders();
        headers.add(address.topic);
        headers.add(QOS[message.qos() == 0 ? 0 : 1]);
        headers.add(message.duplicate() ? AGAIN : FIRST);
        headers.add(session);
        headers.add(RawHeaders.SHA256, digest.digest(payload));
        headers.add(kind);
        headers.add(RawHeaders.MICROS, RawHeaders.number(receivedMicros % 1_000));
        if (message.retained()) {
            headers.add(RETAINED);
        }
        if (message.contentType() != null) {
            headers.add(RawHeaders.CONTENT_TYPE, RawHeaders.text(message.contentType()));
        }
        byte[] value = payload;
        if (!parts.isEmpty()) {
            headers.add(RawHeaders.LENGTH, RawHeaders.number(payload.length));
            headers.add(RawHeaders.PARTS, RawParts.header(parts));
            value = Arrays.copyOfRange(payload, parts.size() * RawParts.MAX_BYTES, payload.length);
        }
        return new ProducerRecord<>(rawTopic, null, receivedMicros / 1_000, address.key, value, headers);
    }

    private Address address(String topic) {
        Address known = addresses.get(topic);
        if (known != null) {
            return known;
        }
        if (addresses.size() >= MAX_REMEMBERED) {
            addresses.clear();
        }
        KeyRules.Match match = rules.match(topic);
        Address address = new Address(
                RawHeaders.text(match.key()),
                new RecordHeader(RawHeaders.MQTT_TOPIC, RawHeaders.text(topic)),
                match.gateway());
        addresses.put(topic, address);
        return address;
    }

    private static Header kind(RawKind kind) {
        return new RecordHeader(RawHeaders.KIND, kind.bytes());
    }

    /** The key, the header and the gateway of an MQTT topic. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Address(byte[] key, Header topic, String gateway) {}
}
