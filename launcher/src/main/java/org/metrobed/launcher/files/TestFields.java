package org.metrobed.launcher.files;

import java.util.List;
import java.util.OptionalDouble;
import org.metrobed.model.Scale;
import org.metrobed.model.text.NumberStyle;

/**
 * The parameters of a test in a file of any format. A null field counts as absent. A problem is reported with its
 * place, immediately or at the end, depending on the reader of the file. If it is reported at the end, a default is
 * returned. One thread.
 */
public interface TestFields {

    /** How the values that are tested differ. */
    default Scale scale() {
        return Scale.LINE;
    }

    /** Whether the field exists. */
    boolean has(String key);

    /** The number of a field, which may be infinite; empty when the field is absent. */
    OptionalDouble findNumber(String key);

    /** The text of a field. */
    String text(String key, String otherwise);

    /** The texts of a list; empty when it is absent. */
    List<String> texts(String key);

    /** The maps of a list; empty when it is absent. */
    List<TestFields> maps(String key);

    /** Reports that a field is wrong; the rule continues the sentence after the field's name. */
    void reject(String key, String rule);

    /** The number of a required field. */
    default double number(String key) {
        OptionalDouble number = findNumber(key);
        if (number.isEmpty()) {
            reject(key, "must be given, as a number");
        }
        return number.orElse(0);
    }

    /** The number of a field, which may be infinite. */
    default double number(String key, double otherwise) {
        return findNumber(key).orElse(otherwise);
    }

    /** Parses a number as both file formats write it. */
    static double parse(String text) {
        return parse(text, NumberStyle.PLAIN);
    }

    /** Parses a number as a file of measurements writes it; infinite and NaN in words. */
    static double parse(String text, NumberStyle style) {
        return switch (text) {
            case "Infinity", "+Infinity", ".inf", "+.inf", ".Inf" -> Double.POSITIVE_INFINITY;
            case "-Infinity", "-.inf", "-.Inf" -> Double.NEGATIVE_INFINITY;
            case "NaN", ".nan", ".NaN" -> Double.NaN;
            default -> style.parse(text).orElseThrow(() -> new NumberFormatException(text));
        };
    }
}
