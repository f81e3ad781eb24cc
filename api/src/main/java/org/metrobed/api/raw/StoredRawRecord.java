package org.metrobed.api.raw;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.metrobed.topics.RawHeaders;
import org.metrobed.topics.RawKind;

/** A record of the raw log. Immutable; callers must not change the returned arrays. */
public final class StoredRawRecord {

    private final ConsumerRecord<byte[], byte[]> record;

    StoredRawRecord(ConsumerRecord<byte[], byte[]> record) {
        this.record = record;
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

    /** Its key; null if it has none. */
    public byte[] key() {
        return record.key();
    }

    /** Its payload; if the message was too large, only the head of its payload. */
    public byte[] value() {
        return record.value() == null ? new byte[0] : record.value();
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
                .filter(noted -> MessageDigest.isEqual(noted, hash()))
                .isPresent();
    }

    private byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(value());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private Optional<byte[]> find(String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? Optional.empty() : Optional.ofNullable(header.value());
    }
}
