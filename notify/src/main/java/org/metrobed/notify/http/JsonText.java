package org.metrobed.notify.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;

/** Records as JSON; null fields are left out. Static functions only. */
public final class JsonText {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            .build();

    private JsonText() {}

    /** JSON in UTF-8. */
    public static byte[] of(Object value) {
        try {
            return JSON.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("no JSON for " + value.getClass(), e);
        }
    }

    /** The records of a JSON array that {@link #of} wrote; empty for an empty text. */
    public static <T> List<T> list(String text, Class<T> type) {
        if (text.isEmpty()) {
            return List.of();
        }
        try {
            return JSON.readValue(text, JSON.getTypeFactory().constructCollectionType(List.class, type));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored message is no JSON of " + type, e);
        }
    }
}
