package org.metrobed.api.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;

/** JSON in the API's format: views unchanged, times by {@link Moments}. Thread-safe. */
public final class ViewJson {

    private static final ObjectMapper MAPPER = new ObjectMapper()
            .registerModule(new SimpleModule().addSerializer(Instant.class, new InstantSerializer()))
            .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private ViewJson() {}

    /** A generator that writes to a stream and leaves it open. */
    static JsonGenerator generator(OutputStream out) throws IOException {
        return MAPPER.createGenerator(out);
    }

    /** Writes the values within a view, for one answer: a generator would make one for each value, and flush after it. */
    static SerializerProvider values() {
        return MAPPER.getSerializerProviderInstance();
    }

    /** A view as JSON text. */
    public static String text(Object view) {
        try {
            return MAPPER.writeValueAsString(view);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The fields of a shape, from a view, as JSON text. */
    public static <R> String text(RecordShape<R> shape, R view) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = MAPPER.createGenerator(text)) {
            RowsOutput.writeObject(json, values(), shape, view);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** A view as JSON in UTF-8. */
    public static byte[] bytes(Object view) {
        try {
            return MAPPER.writeValueAsBytes(view);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Parses a record from JSON; absent fields are null.
     *
     * @throws IllegalArgumentException with the broken rule
     */
    static <T> T parse(byte[] text, Class<T> type) {
        try {
            T value = MAPPER.readValue(text, type);
            if (value == null) {
                throw new IllegalArgumentException("must be a JSON object");
            }
            return value;
        } catch (UnrecognizedPropertyException e) {
            throw new IllegalArgumentException(
                    "has the field '" + e.getPropertyName() + "', known are " + e.getKnownPropertyIds(), e);
        } catch (JsonMappingException e) {
            String field = e.getPath().isEmpty() ? "" : " in its field " + e.getPathReference();
            throw new IllegalArgumentException("must be a JSON object of the fields in /openapi.json" + field, e);
        } catch (IOException e) {
            throw new IllegalArgumentException("must be a JSON object", e);
        }
    }

    private static final class InstantSerializer extends JsonSerializer<Instant> {
        @Override
        public void serialize(Instant value, JsonGenerator generator, SerializerProvider provider) throws IOException {
            generator.writeString(Moments.format(value));
        }
    }
}
