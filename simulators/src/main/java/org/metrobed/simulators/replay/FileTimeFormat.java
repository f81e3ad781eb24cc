package org.metrobed.simulators.replay;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * The format of times in a file. Immutable.
 *
 * @param columns the columns that hold date and time; their cells are joined by a blank
 * @param patterns tried in their order: {@code iso}, {@code epoch-s}, {@code epoch-ms} or a pattern of
 *     {@link DateTimeFormatter}
 * @param zone time zone; null if each time contains it
 * @param ambiguous meaning of a local time that occurs twice
 */
public record FileTimeFormat(List<String> columns, List<String> patterns, ZoneId zone, Ambiguous ambiguous) {

    /** Formats with their own offset, or counted from 1970. */
    static final List<String> WORDS = List.of("iso", "epoch-s", "epoch-ms");

    /** Meaning of a local time that occurs twice because the clock is set back. */
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

    /** Strict: the 30th of February is invalid. The year is proleptic, so that yyyy needs no era. */
    static DateTimeFormatter formatter(String pattern) {
        return new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern(yearsWithoutEra(pattern))
                .toFormatter(Locale.ROOT)
                .withResolverStyle(ResolverStyle.STRICT);
    }

    private static void check(YamlMap map, String pattern, ZoneId zone) {
        if (WORDS.contains(pattern)) {
            return;
        }
        try {
            formatter(pattern);
        } catch (IllegalArgumentException e) {
            map.reject("patterns", "holds '" + pattern + "': " + e.getMessage());
            return;
        }
        if (zone == null && !withoutQuoted(pattern).matches(".*[XxZVzO].*")) {
            map.reject("zone", "must be given: pattern '" + pattern + "' has no offset");
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

    private static String withoutQuoted(String pattern) {
        return pattern.replaceAll("'[^']*'", "");
    }

    private static String yearsWithoutEra(String pattern) {
        StringBuilder result = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            quoted ^= c == '\'';
            result.append(c == 'y' && !quoted ? 'u' : c);
        }
        return result.toString();
    }
}
