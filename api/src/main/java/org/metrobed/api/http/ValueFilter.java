package org.metrobed.api.http;

import java.util.List;
import java.util.function.DoublePredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A comparison of values with a number, as a request states it: {@code result=>50}. No value fulfils no comparison. Immutable.
 *
 * @param operator one of &gt;, &gt;=, &lt;, &lt;=, =, !=
 * @param number the number to compare with
 */
public record ValueFilter(String operator, double number) {

    private static final Pattern COMPARISON = Pattern.compile("(>=|<=|!=|=|>|<|)\\s*(.+)", Pattern.DOTALL);
    private static final String RULE = "must be a comparison with a number, such as >50, >=50, <50, <=50, !=50 or 50";

    /**
     * A parameter of comparisons.
     *
     * @param field the field that is compared
     */
    public static QueryParameter parameter(String field) {
        return QueryParameter.texts(
                field,
                "Only rows whose " + field + " fulfils this comparison, such as >50 (so " + field
                        + "=>50), <=50 or 50; several, separated by commas: all of them. A page may be shorter than its limit.");
    }

    /**
     * Reads a comparison; without an operator, values must be equal.
     *
     * @throws IllegalArgumentException with the broken rule
     */
    static ValueFilter parse(String text) {
        Matcher matcher = COMPARISON.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(RULE);
        }
        try {
            return new ValueFilter(
                    matcher.group(1).isEmpty() ? "=" : matcher.group(1), Numbers.parse(matcher.group(2)));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(RULE, e);
        }
    }

    /** The comparisons of a request; a value has to fulfil all of them. */
    public static List<ValueFilter> list(Request request, QueryParameter parameter) {
        return request.list(parameter, ValueFilter::parse);
    }

    /** Whether a value, or none (null), fulfils all comparisons. */
    public static boolean allow(List<ValueFilter> filters, Double value) {
        return filters.isEmpty() || (value != null && filters.stream().allMatch(filter -> filter.allows(value)));
    }

    private boolean allows(double value) {
        DoublePredicate comparison = switch (operator) {
            case ">" -> left -> left > number;
            case ">=" -> left -> left >= number;
            case "<" -> left -> left < number;
            case "<=" -> left -> left <= number;
            case "!=" -> left -> left != number;
            default -> left -> left == number;
        };
        return comparison.test(value);
    }
}
