package org.metrobed.simulators.replay;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.metrobed.model.calendar.TimePattern;

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

    static FileTimeFormat read(YamlMap map) {
        List<String> columns = map.texts("columns", List.of());
        List<String> patterns = map.texts("patterns", List.of());
        if (columns.isEmpty()) {
            map.reject("columns", "must name at least one column");
        }
        if (patterns.isEmpty()) {
            map.reject("patterns", "must hold at least one pattern, such as 'yyyy-MM-dd HH:mm:ss' or iso");
        }
        ZoneId zone = map.value(
                "zone", "none", null, FileTimeFormat::zone, "an IANA zone, an offset such as -05:00, or none");
        Ambiguous ambiguous = map.value(
                "ambiguous", "reject", Ambiguous.REJECT, FileTimeFormat::ambiguous, "earlier, later or reject");
        for (String pattern : patterns) {
            check(map, pattern, zone);
        }
        return new FileTimeFormat(columns, patterns, zone, ambiguous);
    }

    private static void check(YamlMap map, String pattern, ZoneId zone) {
        if (WORDS.contains(pattern)) {
            return;
        }
        try {
            boolean statesZone = TimePattern.of(pattern).statesZone();
            if (zone == null && !statesZone) {
                map.reject("zone", "must be given: pattern '" + pattern + "' has no offset");
            }
        } catch (IllegalArgumentException e) {
            map.reject("patterns", "holds '" + pattern + "': " + e.getMessage());
        }
    }

    private static ZoneId zone(String text) {
        if (text.equals("none")) {
            return null;
        }
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    private static Ambiguous ambiguous(String text) {
        if (!text.equals(text.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException(text);
        }
        return Ambiguous.valueOf(text.toUpperCase(Locale.ROOT));
    }
}
