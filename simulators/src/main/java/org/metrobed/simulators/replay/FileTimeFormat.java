package org.metrobed.simulators.replay;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.metrobed.catalog.yaml.Field;
import org.metrobed.catalog.yaml.Fields;
import org.metrobed.catalog.yaml.Values;
import org.metrobed.model.calendar.TimePattern;
import org.metrobed.model.params.Parameter;

/**
 * The format of times in a file. Immutable.
 *
 * @param columns the columns that hold date and time; their cells are joined by a blank
 * @param patterns tried in their order: {@code iso}, {@code epoch-s}, {@code epoch-ms} or a pattern of
 *     {@link DateTimeFormatter}
 * @param zone time zone; null if each time contains it
 * @param ambiguous meaning of a local time that occurs twice, if the order of the file does not decide
 */
public record FileTimeFormat(List<String> columns, List<String> patterns, ZoneId zone, Ambiguous ambiguous) {

    /** Formats with their own offset, or counted from 1970. */
    static final List<String> WORDS = List.of("iso", "epoch-s", "epoch-ms");

    /** Meaning of a local time that occurs twice because the clock is set back, if the order of the file does not decide. */
    public enum Ambiguous {
        /** The first time, in summer time. */
        EARLIER,
        /** The second time, in standard time. */
        LATER,
        /** Neither: the row is unreadable. */
        REJECT
    }

    public FileTimeFormat {
        columns = List.copyOf(columns);
        patterns = List.copyOf(patterns);
        Objects.requireNonNull(ambiguous, "ambiguous");
    }

    /** Whether its times are dates without a time of day. */
    boolean isOfDates() {
        return patterns.stream()
                .allMatch(one -> !WORDS.contains(one) && TimePattern.of(one).isDate());
    }

    /** Whether some of its times are dates without a time of day and others may have one. */
    boolean isOfDatesAndTimes() {
        return !isOfDates()
                && patterns.stream()
                        .anyMatch(one ->
                                !WORDS.contains(one) && TimePattern.of(one).mayBeDate());
    }

    static FileTimeFormat read(Fields map) {
        List<String> columns = texts(map, "columns");
        List<String> patterns = texts(map, "patterns");
        if (columns.isEmpty()) {
            map.problem("columns", "must name at least one column");
        }
        if (patterns.isEmpty()) {
            map.problem("patterns", "must hold at least one pattern, such as 'yyyy-MM-dd HH:mm:ss' or iso");
        }
        Optional<Field> zoned = map.find("zone").filter(field -> !field.isWord("none"));
        Optional<ZoneId> zone = zoned.flatMap(
                field -> Values.parsed(field, ZoneId::of, "an IANA zone, an offset such as -05:00, or none"));
        Ambiguous ambiguous = map.find("ambiguous")
                .flatMap(field -> Values.word(field, List.of(Ambiguous.values()), Parameter::word))
                .orElse(Ambiguous.REJECT);
        for (String pattern : patterns) {
            check(map, pattern, zoned.isPresent());
        }
        map.finish();
        return new FileTimeFormat(columns, patterns, zone.orElse(null), ambiguous);
    }

    private static List<String> texts(Fields map, String key) {
        return map.find(key).stream()
                .flatMap(field -> field.itemsOrSelf().stream())
                .flatMap(item -> item.scalar().stream())
                .toList();
    }

    private static void check(Fields map, String pattern, boolean hasZone) {
        if (WORDS.contains(pattern)) {
            return;
        }
        try {
            boolean statesZone = TimePattern.of(pattern).statesZone();
            if (!hasZone && !statesZone) {
                map.problem("zone", "must be given: pattern '" + pattern + "' has no offset");
            }
        } catch (IllegalArgumentException e) {
            map.problem("patterns", "holds '" + pattern + "': " + e.getMessage());
        }
    }
}
