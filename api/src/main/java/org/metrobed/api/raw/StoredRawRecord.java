package org.metrobed.api.raw;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.metrobed.topics.RawHeaders;
import org.metrobed.topics.RawKind;
import org.metrobed.topics.RawParts;

/** A record of the raw log. Immutable; callers must not change the returned arrays. */
public final class StoredRawRecord {

    private final ConsumerRecord<byte[], byte[]> record;
    private final byte[] payload;

    /** @param payload the whole payload of its message */
    StoredRawRecord(ConsumerRecord<byte[], byte[]> record, byte[] payload) {
        this.record = record;
        this.payload = payload;
    }

    /** Its partition. */
    public int partition() {
        return record.partition();
    }

    /** Its offset. */
    public long offset() {
        return record.offset();
    }

    /** When it was received, milliseconds since 1970 UTC. */
    public long receivedMillis() {
        return record.timestamp();
    }

    /** When its message was received, milliseconds since 1970 UTC; earlier than the record if no binding fitted it then. */
    public long messageMillis() {
        return findKind().equals(Optional.of(RawKind.HEARD))
                ? find(RawHeaders.REDRIVE_RECEIVED).map(RawHeaders::number).orElse(receivedMillis())
                : receivedMillis();
    }

    /** Its key; null if it has none. */
    public byte[] key() {
        return record.key();
    }

    /** Its own value: the payload of its message, or the last part of it. */
    public byte[] value() {
        return record.value();
    }

    /** The payload of its message; only the head of it if release 0.1 kept no more. */
    public byte[] payload() {
        return payload;
    }

    /** All its headers. */
    public Headers headers() {
        return record.headers();
    }

    /** A header as text. */
    public Optional<String> findText(String header) {
        return find(header).map(RawHeaders::text);
    }

    /** Its kind; empty if the word is unknown. */
    public Optional<RawKind> findKind() {
        byte[] kind = find(RawHeaders.KIND).orElse(null);
        for (RawKind known : RawKind.values()) {
            if (kind == null || Arrays.equals(known.bytes(), kind)) {
                return Optional.of(kind == null ? RawKind.MESSAGE : known);
            }
        }
        return Optional.empty();
    }

    /** The SHA-256 of the whole payload, as ingest recorded it. */
    public Optional<byte[]> findSha256() {
        return find(RawHeaders.SHA256);
    }

    /** Whether the payload matches the hash that ingest recorded. */
    public boolean isIntact() {
        return findSha256()
                .filter(noted -> MessageDigest.isEqual(noted, RawParts.sha256(payload)))
                .isPresent();
    }

    private Optional<byte[]> find(String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? Optional.empty() : Optional.ofNullable(header.value());
    }
}
