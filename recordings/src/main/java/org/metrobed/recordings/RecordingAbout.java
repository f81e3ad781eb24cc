package org.metrobed.recordings;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Objects;

/**
 * Where a recording comes from; stands in the file as JSON under the key {@value #KEY}. Immutable.
 *
 * @param source what was recorded, such as {@code broker tcp://127.0.0.1:1883} or {@code raw log}
 * @param version version of Metrobed that wrote it
 * @param topics MQTT topic filters that were recorded
 * @param from start that was asked for, ISO 8601; null for a live recording
 * @param to end that was asked for, exclusive; null for a live recording
 * @param catalog SHA-256 of the bundle files of a simulated city; null otherwise
 * @param seed seed of a simulated city; null otherwise
 * @param redacted fields whose values were replaced; empty for none
 * @param pseudonyms fields whose values were replaced by pseudonyms; empty for none
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record RecordingAbout(
        String source,
        String version,
        List<String> topics,
        String from,
        String to,
        String catalog,
        Long seed,
        List<String> redacted,
        List<String> pseudonyms) {

    /** Key of the metadata of the file. */
    public static final String KEY = "metrobed.about";

    private static final ObjectMapper JSON =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    public RecordingAbout {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(version, "version");
        topics = topics == null ? List.of() : List.copyOf(topics);
        redacted = redacted == null ? List.of() : List.copyOf(redacted);
        pseudonyms = pseudonyms == null ? List.of() : List.copyOf(pseudonyms);
    }

    /** A recording of all topics of a source. */
    public static RecordingAbout of(String source, String version) {
        return new RecordingAbout(source, version, List.of("#"), null, null, null, null, List.of(), List.of());
    }

    /** The same with these topics. */
    public RecordingAbout withTopics(List<String> filters) {
        return new RecordingAbout(source, version, filters, from, to, catalog, seed, redacted, pseudonyms);
    }

    /** The same with a period, ISO 8601. */
    public RecordingAbout withPeriod(String begin, String end) {
        return new RecordingAbout(source, version, topics, begin, end, catalog, seed, redacted, pseudonyms);
    }

    /** The same of a simulated city. */
    public RecordingAbout withCity(String catalogDigest, long citySeed) {
        return new RecordingAbout(source, version, topics, from, to, catalogDigest, citySeed, redacted, pseudonyms);
    }

    /** The same with the fields that a redaction replaces. */
    public RecordingAbout withRedaction(PayloadRedaction redaction) {
        return new RecordingAbout(
                source, version, topics, from, to, catalog, seed, redaction.replaced(), redaction.pseudonymized());
    }

    String toJson() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts and numbers are always JSON", e);
        }
    }

    /** @throws JsonProcessingException if it is not the JSON of {@link #toJson} */
    static RecordingAbout ofJson(String json) throws JsonProcessingException {
        return JSON.readValue(json, RecordingAbout.class);
    }
}
