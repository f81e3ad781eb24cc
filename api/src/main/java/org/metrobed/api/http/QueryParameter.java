package org.metrobed.api.http;

import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A query parameter of a route: its documentation and its rules. Immutable.
 *
 * @param name its name in the query
 * @param description one sentence
 * @param kind the type of its text
 * @param words the accepted words, empty if any
 * @param min minimum, for {@link Kind#INTEGER} and {@link Kind#NUMBER}
 * @param max maximum
 * @param defaultText default, null for none
 * @param repeatable whether it may be given several times or hold several values separated by commas
 */
public record QueryParameter(
        String name,
        String description,
        Kind kind,
        List<String> words,
        double min,
        double max,
        String defaultText,
        boolean repeatable) {

    /** The type of a parameter's text. */
    public enum Kind {
        TEXT,
        INTEGER,
        NUMBER,
        INSTANT
    }

    private static final Pattern WHOLE = Pattern.compile("-?\\d{1,9}");

    public QueryParameter {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(description, "description");
        words = List.copyOf(words);
    }

    /** Any text. */
    public static QueryParameter text(String name, String description) {
        return new QueryParameter(name, description, Kind.TEXT, List.of(), 0, 0, null, false);
    }

    /** Any texts, repeated or separated by commas. */
    public static QueryParameter texts(String name, String description) {
        return new QueryParameter(name, description, Kind.TEXT, List.of(), 0, 0, null, true);
    }

    /** One of these words. */
    public static QueryParameter word(String name, String description, List<String> words, String defaultWord) {
        return new QueryParameter(name, description, Kind.TEXT, words, 0, 0, defaultWord, false);
    }

    /** Some of these words, repeated or separated by commas. */
    public static QueryParameter words(String name, String description, List<String> words) {
        return new QueryParameter(name, description, Kind.TEXT, words, 0, 0, null, true);
    }

    /** A whole number within [min,max]. */
    public static QueryParameter integer(String name, String description, int min, int max, String defaultText) {
        return new QueryParameter(name, description, Kind.INTEGER, List.of(), min, max, defaultText, false);
    }

    /** A number within [min,max]. */
    public static QueryParameter number(String name, String description, double min, double max) {
        return new QueryParameter(name, description, Kind.NUMBER, List.of(), min, max, null, false);
    }

    /** An instant, ISO 8601 with zone. */
    public static QueryParameter instant(String name, String description) {
        return new QueryParameter(name, description, Kind.INSTANT, List.of(), 0, 0, null, false);
    }

    /**
     * Checks that a text is one of its words, if it has words.
     *
     * @throws IllegalArgumentException with the broken rule
     */
    String checkWord(String text) {
        if (!words.isEmpty() && !words.contains(text)) {
            throw new IllegalArgumentException("is '" + text + "', must be one of " + String.join(", ", words));
        }
        return text;
    }

    /**
     * Parses a number and checks its bounds.
     *
     * @throws IllegalArgumentException with the broken rule
     */
    double parseNumber(String text) {
        double value = Numbers.parse(text);
        if (!(value >= min && value <= max)) {
            throw new IllegalArgumentException("must be a number within [" + plain(min) + "," + plain(max) + "]");
        }
        return value;
    }

    /**
     * Parses a whole number, digits alone, and checks its bounds.
     *
     * @throws IllegalArgumentException with the broken rule
     */
    int parseInteger(String text) {
        if (!WHOLE.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "must be a whole number, in digits, within [" + plain(min) + "," + plain(max) + "]");
        }
        return (int) parseNumber(text);
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }
}
