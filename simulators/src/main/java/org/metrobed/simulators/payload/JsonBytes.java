package org.metrobed.simulators.payload;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Writes JSON to bytes in memory. Static functions only. */
final class JsonBytes {

    private static final JsonFactory FACTORY = new JsonFactory();
    private static final double EXACT_INTEGER = 1L << 53;

    private JsonBytes() {}

    /** Writes one JSON value. */
    @FunctionalInterface
    interface Body {
        void write(JsonGenerator json) throws IOException;
    }

    static byte[] of(Body body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
            body.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return bytes.toByteArray();
    }

    /** Writes a whole number without a fraction, like most devices. */
    static void writeNumber(JsonGenerator json, double number) throws IOException {
        if (number == Math.rint(number) && Math.abs(number) < EXACT_INTEGER) {
            json.writeNumber((long) number);
        } else {
            json.writeNumber(number);
        }
    }
}
