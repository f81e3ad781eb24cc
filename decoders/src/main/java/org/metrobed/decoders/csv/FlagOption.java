package org.metrobed.decoders.csv;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.metrobed.decoders.spi.DecoderOptionException;
import org.metrobed.decoders.spi.DecoderOptions;
import org.metrobed.model.text.CellFlags;

/** Reads the option {@code flag}: a map of column, suspect, fail, missing and censored. Static functions only. */
final class FlagOption {

    private static final String RULE =
            "flag must be a map of column, and of lists suspect, fail, missing and censored of which one has a text";

    private FlagOption() {}

    /**
     * The flags that the options define; empty if they define none.
     *
     * @throws DecoderOptionException if the option is no such map
     */
    static Optional<CellFlags> find(DecoderOptions options) {
        Optional<JsonNode> stated = options.find("flag");
        if (stated.isEmpty()) {
            return Optional.empty();
        }
        JsonNode flag = stated.get();
        List<String> unknown = new ArrayList<>();
        flag.fieldNames().forEachRemaining(unknown::add);
        unknown.removeAll(List.of("column", "suspect", "fail", "missing", "censored"));
        CellFlags flags = new CellFlags(
                List.of(flag.path("column").asText()),
                texts(flag, "suspect"),
                texts(flag, "fail"),
                texts(flag, "missing"),
                texts(flag, "censored"));
        if (!unknown.isEmpty() || flags.column().isEmpty() || flags.isEmpty()) {
            throw new DecoderOptionException(RULE);
        }
        return Optional.of(flags);
    }

    private static List<String> texts(JsonNode flag, String key) {
        List<String> texts = new ArrayList<>();
        JsonNode list = flag.path(key);
        for (JsonNode one : list.isArray() ? list : List.of(list)) {
            if (one.isTextual() || one.isNumber()) {
                texts.add(one.asText());
            } else if (!one.isMissingNode()) {
                throw new DecoderOptionException(RULE);
            }
        }
        return texts;
    }
}
