package org.metrobed.decoders.sparkplug;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.CRC32C;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.metrobed.decoders.proto.sparkplug.Metric;
import org.metrobed.decoders.proto.sparkplug.Payload;
import org.metrobed.decoders.spi.Decoded;
import org.metrobed.decoders.spi.Message;
import org.metrobed.decoders.text.Quote;
import org.metrobed.model.DeadLetter.Reason;

/**
 * Reads the bytes of Sparkplug payloads, including compressed ones; limits what it allocates. Static functions only.
 */
final class SparkplugPayloads {

    /** A compressed payload with more bytes is refused. */
    static final int MAX_INFLATED_BYTES = 4 << 20;

    private static final String COMPRESSED = "SPBV1.0_COMPRESSED";
    private static final String ALGORITHM = "algorithm";
    private static final int METRICS_TAG = Payload.METRICS_FIELD_NUMBER << 3 | 2;

    /**
     * The result of reading.
     *
     * @param payload null if it was refused
     * @param refusal null if it was read
     */
    record Opened(Payload payload, Decoded refusal) {}

    private SparkplugPayloads() {}

    /** Reads the payload of a message. */
    static Opened open(byte[] bytes) {
        Opened opened = parse(bytes);
        if (opened.payload() == null || !opened.payload().hasBody()) {
            return opened;
        }
        Payload outer = opened.payload();
        if (!outer.getUuid().equals(COMPRESSED)) {
            return outer.getMetricsCount() > 0
                    ? opened
                    : refused(Reason.UNSUPPORTED, "a body of schema '" + Quote.name(outer.getUuid()) + "' is not read");
        }
        Opened inner = inflate(outer);
        return inner.payload() == null ? inner : new Opened(withOuter(inner.payload(), outer), null);
    }

    /** Length and CRC-32C of a message, including its topic. */
    static long fingerprint(Message message) {
        CRC32C crc = new CRC32C();
        for (int i = 0; i < message.topic().length(); i++) {
            crc.update(message.topic().charAt(i));
        }
        crc.update(message.payload(), 0, message.payload().length);
        return ((long) message.payload().length << 32) | crc.getValue();
    }

    private static Opened inflate(Payload outer) {
        String algorithm = algorithm(outer);
        if (!algorithm.equals("GZIP") && !algorithm.equals("DEFLATE")) {
            return refused(Reason.UNSUPPORTED, "compression by '" + Quote.name(algorithm) + "' is not read");
        }
        InputStream body = new ByteArrayInputStream(outer.getBody().toByteArray());
        try (InputStream in = algorithm.equals("GZIP") ? new GZIPInputStream(body) : new InflaterInputStream(body)) {
            byte[] inflated = in.readNBytes(MAX_INFLATED_BYTES + 1);
            return inflated.length > MAX_INFLATED_BYTES
                    ? refused(Reason.TOO_LARGE, "the compressed body has more than " + MAX_INFLATED_BYTES + " bytes")
                    : parse(inflated);
        } catch (IOException e) {
            return refused(Reason.MALFORMED, "the body is not compressed by " + algorithm);
        }
    }

    private static String algorithm(Payload outer) {
        return outer.getMetricsList().stream()
                .filter(metric -> metric.getName().equals(ALGORITHM))
                .map(Metric::getStringValue)
                .map(value -> value.toStringUtf8().toUpperCase(Locale.ROOT))
                .findFirst()
                .orElse("DEFLATE");
    }

    private static Payload withOuter(Payload inner, Payload outer) {
        Payload.Builder merged = inner.toBuilder();
        if (!inner.hasSeq() && outer.hasSeq()) {
            merged.setSeq(outer.getSeq());
        }
        if (!inner.hasTimestamp() && outer.hasTimestamp()) {
            merged.setTimestamp(outer.getTimestamp());
        }
        return merged.build();
    }

    private static Opened parse(byte[] bytes) {
        try {
            if (countMetrics(bytes) > SparkplugSession.MAX_METRICS) {
                return refused(
                        Reason.TOO_LARGE, "the payload has more than " + SparkplugSession.MAX_METRICS + " metrics");
            }
            return new Opened(Payload.parseFrom(bytes), null);
        } catch (InvalidProtocolBufferException e) {
            return refused(Reason.MALFORMED, "not a Sparkplug B payload: " + Quote.clip(e.getMessage(), 200));
        } catch (IOException e) {
            throw new IllegalStateException("an array can be read", e);
        }
    }

    /** Counts metrics before any is built. */
    private static int countMetrics(byte[] bytes) throws IOException {
        CodedInputStream in = CodedInputStream.newInstance(bytes);
        int count = 0;
        for (int tag = in.readTag(); tag != 0 && in.skipField(tag); tag = in.readTag()) {
            count += tag == METRICS_TAG ? 1 : 0;
        }
        return count;
    }

    private static Opened refused(Reason reason, String detail) {
        return new Opened(null, Decoded.rejected(reason, detail));
    }
}
