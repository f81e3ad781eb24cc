package org.metrobed.launcher.files;

import java.util.List;
import java.util.OptionalDouble;

/**
 * The parameters of a test, whatever file they stand in. A field that is null counts as absent. What is wrong is told with
 * its place, at once or at the end, as the file's reader does it; until then a default is answered. One thread.
 */
public interface TestFields {

    /** Whether a field is there. */
    boolean has(String key);

    /** The number of a field, perhaps infinite; empty when it is absent. */
    OptionalDouble findNumber(String key);

    /** The text of a field. */
    String text(String key, String otherwise);

    /** The texts of a list; empty when it is absent. */
    List<String> texts(String key);

    /** The maps of a list; empty when it is absent. */
    List<TestFields> maps(String key);

    /** Tells that a field is wrong; the rule goes on after its name. */
    void reject(String key, String rule);

    /** The number of a field that must be there. */
    default double number(String key) {
        OptionalDouble number = findNumber(key);
        if (number.isEmpty()) {
            reject(key, "must be given, as a number");
        }
        return number.orElse(0);
    }

    /** The number of a field, perhaps infinite. */
    default double number(String key, double otherwise) {
        return findNumber(key).orElse(otherwise);
    }

    /** A number as both kinds of file write it. */
    static double parse(String text) {
        return switch (text) {
            case "Infinity", "+Infinity", ".inf", "+.inf", ".Inf" -> Double.POSITIVE_INFINITY;
            case "-Infinity", "-.inf", "-.Inf" -> Double.NEGATIVE_INFINITY;
            case "NaN", ".nan", ".NaN" -> Double.NaN;
            default -> {
                if (!text.matches("[-+]?[0-9.]+([eE][-+]?[0-9]+)?")) {
                    throw new NumberFormatException(text);
                }
                yield Double.parseDouble(text);
            }
        };
    }
}
