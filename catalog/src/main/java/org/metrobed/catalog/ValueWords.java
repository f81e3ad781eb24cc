package org.metrobed.catalog;

import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * How texts of a field become numbers, and which numbers stand for others; they are then scaled. Immutable.
 *
 * @param values the meaning of each word, with its case
 * @param codes the meaning of each number that stands for another value
 * @param texts how other texts are read
 */
public record ValueWords(Map<String, Meaning> values, Map<Double, Meaning> codes, TextRules texts) {

    /** No text is a number, and every number is itself. */
    public static final ValueWords NONE = new ValueWords(Map.of(), Map.of(), TextRules.NONE);

    public ValueWords {
        values = Map.copyOf(values);
        codes = Map.copyOf(codes);
        Objects.requireNonNull(texts, "texts");
    }

    /** These words without codes. */
    public static ValueWords of(Map<String, Double> values, boolean numbers) {
        return new ValueWords(
                values.entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, word -> Meaning.of(word.getValue()))),
                Map.of(),
                numbers ? TextRules.NUMBERS : TextRules.NONE);
    }

    /** What a number stands for; null if for itself. */
    public Meaning code(double number) {
        return codes.isEmpty() ? null : codes.get(number + 0.0); // negative zero becomes zero
    }

    /**
     * What a word or a number of a field stands for. Immutable.
     *
     * @param value the number, before it is scaled; NaN for a missing value
     * @param censored whether the source has measured that the value is too small or too large to be stated
     */
    public record Meaning(double value, boolean censored) {

        /** A number, or NaN for a missing value. */
        public static Meaning of(double value) {
            return new Meaning(value, false);
        }

        @Override
        public String toString() {
            return (Double.isNaN(value) ? "missing" : Double.toString(value)) + (censored ? " censored" : "");
        }
    }
}
