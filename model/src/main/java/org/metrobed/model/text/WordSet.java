package org.metrobed.model.text;

import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Words with which cells of a file are compared. A word that is a number stands for every text of that number: -999 for -999.0 and
 * -9.99e2. Another word is compared without regard to case. Immutable, thread-safe.
 */
public final class WordSet {

    private final NumberStyle style;
    private final Set<String> texts = new HashSet<>();
    private final Set<Double> numbers = new HashSet<>();

    /**
     * A set of words.
     *
     * @param style of the numbers of the cells; a word that is no number in it may be one with a point
     */
    public WordSet(Collection<String> words, NumberStyle style) {
        this.style = style;
        for (String word : words) {
            String text = Blanks.strip(word);
            texts.add(text.toLowerCase(Locale.ROOT));
            OptionalDouble own = style.parse(text);
            OptionalDouble number = own.isPresent() ? own : NumberStyle.PLAIN.parse(text);
            number.ifPresent(one -> numbers.add(one + 0.0));
        }
    }

    /** Whether one of the words stands for a cell; blanks around the cell do not count. */
    public boolean contains(String cell) {
        String text = Blanks.strip(cell);
        if (texts.contains(text.toLowerCase(Locale.ROOT))) {
            return true;
        }
        OptionalDouble number = numbers.isEmpty() ? OptionalDouble.empty() : style.parse(text);
        return number.isPresent() && numbers.contains(number.getAsDouble() + 0.0);
    }
}
