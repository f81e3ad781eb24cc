package org.metrobed.decoders.csv;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.metrobed.decoders.spi.DecoderOption;
import org.metrobed.decoders.spi.DecoderOptionException;
import org.metrobed.decoders.spi.DecoderOptions;
import org.metrobed.decoders.text.Quote;
import org.metrobed.model.text.Blanks;

/**
 * Lines of several kinds in one message, each with columns of its own; one cell says which kind a line is. Immutable.
 *
 * @param layouts the layout of each kind, by the text of that cell
 * @param place of that cell in a line, from 0
 * @param passesOver whether lines of other kinds are passed over; else they are rejected
 */
record CsvLineKinds(Map<String, CsvLayout> layouts, int place, boolean passesOver) {

    /** The options that define it. */
    static final List<DecoderOption> OPTIONS = List.of(
            new DecoderOption(
                    "lines",
                    "Lines of several kinds: a map of what stands in the cell of kind to the options of such lines, columns and, where"
                            + " they differ from those beside lines, time, device, property, value, unit, missing, empty, flag and"
                            + " time-format. Cells at the end of a line may be absent.",
                    false),
            new DecoderOption("kind", "With lines the number of the cell that says the kind; 1 by default.", false),
            new DecoderOption(
                    "other-lines",
                    "With lines what becomes of lines of other kinds: reject (the default) or ignore.",
                    false));

    private static final List<String> KEYS = List.of(
            "columns", "time", "device", "property", "value", "unit", "missing", "empty", "flag", "time-format");
    private static final int MAX_PLACE = 100;

    CsvLineKinds {
        layouts = Collections.unmodifiableMap(new LinkedHashMap<>(layouts));
    }

    /**
     * The kinds that options define; empty if all lines are of one.
     *
     * @throws DecoderOptionException if they cannot be used
     */
    static Optional<CsvLineKinds> find(DecoderOptions options) {
        JsonNode given = options.find("lines").orElse(null);
        if (given == null) {
            for (String option : List.of("kind", "other-lines")) {
                if (options.find(option).isPresent()) {
                    throw new DecoderOptionException(option + " needs lines");
                }
            }
            return Optional.empty();
        }
        if (!(given instanceof ObjectNode map) || map.isEmpty()) {
            throw new DecoderOptionException("lines must be a map of at least one kind of lines");
        }
        if (options.find("columns").isPresent() || options.find("header").isPresent()) {
            throw new DecoderOptionException(
                    "columns and header do not stand beside lines, whose kinds have their own columns");
        }
        Map<String, CsvLayout> layouts = new LinkedHashMap<>();
        map.properties()
                .forEach(entry -> layouts.put(entry.getKey(), layout(options, entry.getKey(), entry.getValue())));
        if (timed(layouts)
                        .map(layout -> layout.timeFormat().isDate())
                        .distinct()
                        .count()
                > 1) {
            throw new DecoderOptionException("time-format of lines must be dates in all kinds, or in none");
        }
        String others = options.text("other-lines", "reject");
        if (!List.of("reject", "ignore").contains(others)) {
            throw new DecoderOptionException("other-lines must be reject or ignore");
        }
        return Optional.of(new CsvLineKinds(layouts, place(options), others.equals("ignore")));
    }

    private static int place(DecoderOptions options) {
        JsonNode kind = options.find("kind").orElse(JsonNodeFactory.instance.numberNode(1));
        if (!kind.isIntegralNumber() || kind.asInt() < 1 || kind.asInt() > MAX_PLACE) {
            throw new DecoderOptionException("kind must be a whole number from 1 to " + MAX_PLACE);
        }
        return kind.asInt() - 1;
    }

    private static CsvLayout layout(DecoderOptions options, String kind, JsonNode given) {
        String option = "lines." + kind;
        if (!(given instanceof ObjectNode map)) {
            throw new DecoderOptionException(option + " must be a map with columns");
        }
        map.fieldNames().forEachRemaining(key -> {
            if (!KEYS.contains(key)) {
                throw new DecoderOptionException(option + "." + key + " is none of " + KEYS);
            }
        });
        try {
            return CsvLayout.of(options.with(map, "lines"));
        } catch (DecoderOptionException e) {
            throw new DecoderOptionException(option + ": " + e.getMessage());
        }
    }

    /**
     * What the kinds have in common: delimiter, comment, encoding, zone, and whether times are dates. Of kinds that differ in whether a local time
     * may await the whole message, one of which it may.
     */
    CsvLayout common() {
        return timed(layouts)
                .filter(layout -> layout.timeFormat().leavesOpen())
                .findFirst()
                .or(() -> timed(layouts).findFirst())
                .orElseGet(() -> layouts.values().iterator().next());
    }

    /** Those with a time column, in the order of the options. */
    private static Stream<CsvLayout> timed(Map<String, CsvLayout> layouts) {
        return layouts.values().stream().filter(layout -> layout.columns().contains(layout.time()));
    }

    /** The layout of a line; empty if it is of no kind that is known. */
    Optional<CsvLayout> find(List<String> line) {
        return place < line.size() ? Optional.ofNullable(layouts.get(Blanks.strip(line.get(place)))) : Optional.empty();
    }

    /** What a line says about its kind, for a sentence. */
    String show(List<String> line) {
        return place < line.size()
                ? "'" + Quote.name(Blanks.strip(line.get(place))) + "'"
                : "it has " + line.size() + " cells";
    }
}
