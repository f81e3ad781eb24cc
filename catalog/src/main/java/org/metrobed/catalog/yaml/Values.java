package org.metrobed.catalog.yaml;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.metrobed.model.DatastreamId;
import org.metrobed.model.TopicTemplate;
import org.metrobed.model.limits.Span;

/**
 * Reads single values; each method reports a problem at its field and then returns empty. Pure, except that it reports
 * problems.
 */
public final class Values {

    /** Largest length of a name, characters. */
    public static final int NAME_LENGTH = 200;

    /** Largest length of a sentence, characters. */
    public static final int TEXT_LENGTH = 2_000;

    private static final String NAME_RULE = "is not 1 to 64 of a-z 0-9 . _ - starting with a letter or digit";

    private static final Pattern MONTHS = Pattern.compile("P[0-9]+[YM].*");
    private static final Pattern WEEKS = Pattern.compile("P([0-9]{1,6})W");
    private static final long DAYS_OF_WEEK = 7;

    private Values() {}

    /** Text that is not blank. */
    public static Optional<String> text(Field field, int maxLength) {
        return field.scalar().filter(text -> {
            if (text.isBlank() || text.length() > maxLength) {
                field.problem("must be text of 1 to " + maxLength + " characters");
            }
            return !text.isBlank() && text.length() <= maxLength;
        });
    }

    /** A name that may be part of an id. */
    public static Optional<String> name(Field field) {
        return field.scalar().filter(text -> {
            if (!DatastreamId.isName(text)) {
                field.problem(Nearest.quote(text) + " " + NAME_RULE);
            }
            return DatastreamId.isName(text);
        });
    }

    /** Whether a key is a name that may be part of an id; reports a problem at the key. */
    public static boolean isNamed(String key, Field field) {
        if (!DatastreamId.isName(key)) {
            field.problemAtKey("is no name: " + Nearest.quote(key) + " " + NAME_RULE);
        }
        return DatastreamId.isName(key);
    }

    /** One of some words. */
    public static <T> Optional<T> word(Field field, List<T> choices, Function<T, String> toWord) {
        Map<String, T> words = choices.stream().collect(Collectors.toMap(toWord, Function.identity()));
        return field.scalar().map(text -> {
            if (!words.containsKey(text)) {
                Collection<String> known = choices.stream().map(toWord).toList();
                field.problem("is " + Nearest.quote(text) + ", must be one of " + String.join(", ", known));
            }
            return words.get(text);
        });
    }

    /**
     * A value parsed from a text.
     *
     * @param parse throws IllegalArgumentException or DateTimeException for a text that is not accepted
     * @param expected what is accepted, as the rest of a sentence that ends with "must be"
     */
    public static <T> Optional<T> parsed(Field field, Function<String, T> parse, String expected) {
        return field.scalar().flatMap(text -> {
            try {
                return Optional.of(parse.apply(text));
            } catch (IllegalArgumentException | DateTimeException e) {
                field.problem("is " + Nearest.quote(text) + ", must be " + expected);
                return Optional.empty();
            }
        });
    }

    /** True or false. */
    public static Optional<Boolean> flag(Field field) {
        return field.isFlag()
                ? field.scalar().map(Boolean::valueOf)
                : word(field, List.of(true, false), value -> Boolean.toString(value));
    }

    /** A finite number within [min,max]. */
    public static Optional<Double> number(Field field, double min, double max) {
        Optional<String> text = field.scalar();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        double value = field.isNumber() ? parse(text.get()) : Double.NaN;
        if (!Double.isFinite(value)) {
            field.problem("is " + Nearest.quote(text.get()) + ", must be a finite number");
            return Optional.empty();
        }
        if (value < min || value > max) {
            field.problem("is " + text.get() + ", must lie in [" + min + ", " + max + "]");
            return Optional.empty();
        }
        return Optional.of(value);
    }

    private static double parse(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /** An ISO 8601 duration of weeks, or of days to seconds, in whole milliseconds within [min,max]. */
    public static Optional<Long> millis(Field field, Duration min, Duration max) {
        return field.scalar().flatMap(text -> {
            try {
                Duration value = duration(text);
                if (value.compareTo(min) >= 0 && value.compareTo(max) <= 0 && value.toNanosPart() % 1_000_000 == 0) {
                    return Optional.of(value.toMillis());
                }
                field.problem("is " + text + ", must lie in [" + min + ", " + max + "], in whole milliseconds");
            } catch (DateTimeException e) {
                field.problem(
                        "is " + Nearest.quote(text)
                                + ", must be an ISO 8601 duration such as PT1M, of weeks or of days, hours, minutes and seconds"
                                + (MONTHS.matcher(text).matches()
                                        ? "; months and years have no fixed length: for values of months state P31D and"
                                                + " 'stamp: begin', with the begin of the month as their time"
                                        : ""));
            }
            return Optional.empty();
        });
    }

    /** ISO 8601 has no sign within a duration, and weeks alone; {@link Duration#parse} takes the first and not the second. */
    private static Duration duration(String text) {
        Matcher weeks = WEEKS.matcher(text);
        if (weeks.matches()) {
            return Duration.ofDays(DAYS_OF_WEEK * Long.parseLong(weeks.group(1)));
        }
        if (text.lastIndexOf('-') > 0 || text.indexOf('+') >= 0) {
            throw new DateTimeException("a sign within a duration");
        }
        return Duration.parse(text);
    }

    /** Two numbers, the lower first unless the span is one of directions; {@code open} leaves an end open. */
    public static Optional<Span> span(Field field) {
        return span(field, false);
    }

    /** As {@link #span(Field)}; both ends may be equal. */
    public static Optional<Span> spanOrPoint(Field field) {
        return span(field, true);
    }

    private static Optional<Span> span(Field field, boolean pointAllowed) {
        List<Field> ends = field.items();
        if (ends.size() != 2) {
            field.problem("must be [low, high], with 'open' for an end without bound");
            return Optional.empty();
        }
        Optional<Double> low = bound(ends.get(0));
        Optional<Double> high = bound(ends.get(1));
        if (low.isEmpty() || high.isEmpty()) {
            return Optional.empty();
        }
        double from = low.get();
        double to = high.get();
        if (!pointAllowed && from == to) {
            field.problem("is [" + from + ", " + to + "], must have its lower end first");
            return Optional.empty();
        }
        return Optional.of(new Span(from, to));
    }

    private static Optional<Double> bound(Field field) {
        return field.isWord("open") ? Optional.of(Double.NaN) : number(field, -Double.MAX_VALUE, Double.MAX_VALUE);
    }

    /** An IANA time zone. */
    public static Optional<ZoneId> zone(Field field) {
        return field.scalar().flatMap(text -> {
            if (ZoneId.getAvailableZoneIds().contains(text)) {
                return Optional.of(ZoneId.of(text));
            }
            field.problem("is " + Nearest.quote(text) + ", must be an IANA time zone such as Europe/Vienna"
                    + Nearest.hint(text, ZoneId.getAvailableZoneIds()));
            return Optional.empty();
        });
    }

    /** A list of texts. */
    public static List<String> texts(Field field) {
        return field.items().stream()
                .flatMap(item -> text(item, NAME_LENGTH).stream())
                .toList();
    }

    /** The SPDX name of a licence, by its form. */
    public static Optional<String> licence(Field field) {
        return field.scalar().filter(text -> {
            boolean fits = text.matches("[A-Za-z0-9][A-Za-z0-9.+-]{0,63}");
            if (!fits) {
                field.problem("is " + Nearest.quote(text) + ", must be an SPDX licence name such as CC-BY-4.0");
            }
            return fits;
        });
    }

    /** A template of MQTT topics. */
    public static Optional<TopicTemplate> topic(Field field) {
        return field.scalar().flatMap(text -> {
            try {
                return Optional.of(TopicTemplate.parse(text));
            } catch (IllegalArgumentException e) {
                field.problem("is no topic template: " + e.getMessage());
                return Optional.empty();
            }
        });
    }
}
