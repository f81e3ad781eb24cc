package org.metrobed.topics;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The parts of a message whose payload is too large for one record. The message's own record, of the kind {@link
 * RawKind#LARGE}, has the last part as its value. The other parts are records of the kind {@link RawKind#PART} before it in the same partition, with any records
 * between; the header {@link RawHeaders#PARTS} of the message's record lists their offsets. A part that no record lists
 * belongs to no message: its writer ended before it had written the message, so the message was not acknowledged.
 * Static functions only.
 */
public final class RawParts {

    /** The largest number of payload bytes in one record. */
    public static final int MAX_BYTES = 900_000;

    /** The largest payload of MQTT, bytes. */
    private static final int MAX_PAYLOAD_BYTES = 268_435_455;

    private RawParts() {}

    /** The header that lists these offsets. */
    public static byte[] header(List<Long> offsets) {
        return RawHeaders.text(offsets.stream().map(String::valueOf).collect(Collectors.joining(",")));
    }

    /**
     * The offsets of a header, ascending; none for null.
     *
     * @param own the offset of the message's own record, which is behind all of them
     * @throws IllegalArgumentException if the header lists no such offsets
     */
    public static List<Long> offsets(byte[] header, long own) {
        List<Long> offsets = new ArrayList<>();
        if (header == null) {
            return offsets;
        }
        long last = -1;
        for (String text : RawHeaders.text(header).split(",", -1)) {
            long offset = Long.parseLong(text);
            if (offset <= last || offset >= own) {
                throw new IllegalArgumentException("offset " + offset + " is not between " + last + " and " + own);
            }
            offsets.add(offset);
            last = offset;
        }
        return offsets;
    }

    /** Joins all parts, the last one included; empty if the hash says that this is not the payload that was received. */
    public static Optional<byte[]> join(List<byte[]> parts, byte[] sha256) {
        if (parts.stream().mapToLong(part -> part.length).sum() > MAX_PAYLOAD_BYTES) {
            return Optional.empty();
        }
        ByteArrayOutputStream payload = new ByteArrayOutputStream();
        parts.forEach(payload::writeBytes);
        byte[] whole = payload.toByteArray();
        return MessageDigest.isEqual(sha256(whole), sha256) ? Optional.of(whole) : Optional.empty();
    }

    /** The hash of a payload as in {@link RawHeaders#SHA256}. */
    public static byte[] sha256(byte[] payload) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(payload);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
