package org.metrobed.model.params;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The values of a parameter: the absent one, those that are made of numbers and words, and their words. Immutable.
 *
 * @param component its component in Java
 * @param element the type of its value; of a list, that of the items
 */
record ParameterValues(String component, Kind kind, Class<?> type, Class<?> element, Param param) {

    private static final double MILLIS = 1_000;

    /** The default; without one, the value that means absent, or null. */
    Object absent() {
        return param.or().isEmpty() ? nothing() : parse(param.or());
    }

    /** The value of its kind for a duration in milliseconds. */
    Object ofMillis(long millis) {
        return type == double.class ? (Object) (millis / MILLIS) : (Object) millis;
    }

    /** A span of its type; NaN leaves an end open. */
    Object spanOf(double low, double high) {
        try {
            return element.getConstructor(double.class, double.class).newInstance(low, high);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot make a " + element.getSimpleName(), e);
        }
    }

    /** The constant for a word. */
    Optional<Enum<?>> findWord(String text) {
        return Arrays.stream(element.getEnumConstants())
                .<Enum<?>>map(constant -> (Enum<?>) constant)
                .filter(constant -> Parameter.word(constant).equals(text))
                .findFirst();
    }

    /** The word for an absent value. */
    String none() {
        return !param.none().isEmpty() ? param.none() : kind == Kind.DURATION ? "never" : "none";
    }

    /** A value in words, in the unit of bundles. */
    String text(Object value) {
        if (value == null || isNothing(value)) {
            return none();
        }
        return switch (kind) {
            case DURATION ->
                Duration.ofMillis(value instanceof Long millis ? millis : Math.round((double) value * MILLIS))
                        .toString();
            case WORD -> Parameter.word((Enum<?>) value);
            case SPAN -> text((Ends) value);
            case ZONE -> ((ZoneId) value).getId();
            case LENGTH -> length((double) value);
            default -> value.toString();
        };
    }

    /** A span in words. */
    static String text(Ends span) {
        return "[" + end(span.low()) + ", " + end(span.high()) + "]";
    }

    private static String end(double value) {
        return Double.isNaN(value) ? "open" : Double.toString(value);
    }

    private static String length(double metres) {
        return metres % MILLIS == 0 ? Math.round(metres / MILLIS) + " km" : metres + " m";
    }

    private boolean isNothing(Object value) {
        if (value instanceof Long millis) {
            return kind == Kind.DURATION && param.optional() && millis == 0;
        }
        return value instanceof Double number
                && (kind == Kind.DURATION ? Double.isInfinite(number) : Double.isNaN(number));
    }

    private Object nothing() {
        if (kind == Kind.LIST || kind == Kind.TESTS) {
            return List.of();
        }
        if (!param.optional() || !type.isPrimitive()) {
            return null;
        }
        if (kind == Kind.DURATION) {
            return type == double.class ? (Object) Double.POSITIVE_INFINITY : (Object) 0L;
        }
        return type == double.class ? Double.NaN : null;
    }

    private Object parse(String text) {
        return switch (kind) {
            case NUMBER -> Double.valueOf(text);
            case WHOLE -> type == int.class ? (Object) Integer.valueOf(text) : (Object) Long.valueOf(text);
            case DURATION -> ofMillis(Duration.parse(text).toMillis());
            case FLAG -> Boolean.valueOf(text);
            case WORD -> findWord(text).orElseThrow();
            case ZONE -> ZoneId.of(text);
            case TEXT -> text;
            case SPAN -> spanOf(Double.NaN, Double.NaN);
            default -> throw new IllegalArgumentException(component + ": " + kind + " has no default");
        };
    }
}
