package org.metrobed.lab.qartod;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.metrobed.config.ConfigException;
import org.metrobed.launcher.files.JsonFields;
import org.metrobed.launcher.files.TestFields;

/**
 * One case of a vector file: rows and the flags from a test of the reference. Immutable.
 *
 * @param id the name of the case
 * @param test the function of {@code ioos_qc}
 * @param json the whole case
 */
record VectorCase(String id, String test, JsonNode json) {

    static VectorCase of(JsonNode json) {
        return new VectorCase(json.path("id").asText("?"), json.path("test").asText("?"), json);
    }

    TestFields params() {
        return new JsonFields(id + ": params", json.path("params"));
    }

    /** Parameters that the reference computed from the whole series; a test on the stream needs them as input. */
    TestFields stream() {
        return new JsonFields(id + ": stream", json.path("stream"));
    }

    /** The number of rows. */
    int size() {
        return json.has("values")
                ? json.path("values").size()
                : json.path("times_ms").size();
    }

    /** The values; NaN for a missing value, and 0 for all if the test uses only times. */
    List<Double> values() {
        List<Double> values = new ArrayList<>();
        if (!json.has("values")) {
            json.path("times_ms").forEach(time -> values.add(0.0));
            return values;
        }
        for (JsonNode value : json.path("values")) {
            values.add(value.isNull() ? Double.NaN : number(value));
        }
        return values;
    }

    /** The times in microseconds; a second apart if the test does not use times. */
    List<Long> times() {
        List<Long> times = new ArrayList<>();
        JsonNode given = json.path("times_ms");
        for (int row = 0; row < size(); row++) {
            times.add(given.isMissingNode() ? row * 1_000_000L : micros(given.path(row)));
        }
        return times;
    }

    /** Flags of several tests, for the aggregation. */
    List<List<Integer>> vectors() {
        List<List<Integer>> vectors = new ArrayList<>();
        json.path("params").path("vectors").forEach(vector -> vectors.add(flags(vector)));
        boolean equalLength = vectors.stream()
                .allMatch(vector -> vector.size() == vectors.get(0).size());
        if (vectors.isEmpty() || !equalLength) {
            throw new ConfigException(List.of(id + ": params: vectors must be lists of one length"));
        }
        return vectors;
    }

    /** The flags of the reference, one for each row; empty if the case does not state them. */
    Optional<List<Integer>> expected() {
        if (!json.hasNonNull("expected")) {
            return Optional.empty();
        }
        return Optional.of(flags(json.path("expected")));
    }

    private static List<Integer> flags(JsonNode list) {
        List<Integer> flags = new ArrayList<>();
        list.forEach(flag -> flags.add(flag.asInt()));
        return flags;
    }

    private double number(JsonNode value) {
        try {
            return TestFields.parse(value.asText());
        } catch (NumberFormatException e) {
            throw new ConfigException(List.of(id + ": value " + value + " must be a number or null"));
        }
    }

    private long micros(JsonNode millis) {
        if (!millis.isNumber()) {
            throw new ConfigException(
                    List.of(id + ": times_ms holds '" + millis + "', must be milliseconds, one a row"));
        }
        return millis.decimalValue().movePointRight(3).longValue();
    }
}
