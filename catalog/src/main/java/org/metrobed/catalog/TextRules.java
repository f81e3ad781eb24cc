package org.metrobed.catalog;

import java.util.List;
import java.util.Objects;
import org.metrobed.model.text.NumberStyle;

/**
 * How texts that stand where numbers should are read, by a binding or one of its fields. Immutable.
 *
 * @param numbers whether a text that is a number, alone or with its unit behind it, is that number
 * @param style how such a text writes numbers
 * @param missing the texts that mean that there is no value, compared without regard to case
 */
public record TextRules(boolean numbers, NumberStyle style, List<String> missing) {

    /** No text is a number, and none means a missing value. */
    public static final TextRules NONE = new TextRules(false, NumberStyle.PLAIN, List.of());

    /** A text that is a number with a point, alone or with its unit behind it, is that number. */
    public static final TextRules NUMBERS = new TextRules(true, NumberStyle.PLAIN, List.of());

    public TextRules {
        Objects.requireNonNull(style, "style");
        missing = List.copyOf(missing);
    }

    /** Text for people, to be put behind a comma; empty for {@link #NONE}. */
    @Override
    public String toString() {
        String marks = style.equals(NumberStyle.PLAIN)
                ? ""
                : " with '" + style.decimal() + "'"
                        + (style.thousands() == NumberStyle.NONE ? "" : " and '" + style.thousands() + "'");
        String words = missing.isEmpty() ? "" : "missing " + missing;
        return (numbers ? "numbers as text" + marks : "") + (numbers && !words.isEmpty() ? ", " : "") + words;
    }
}
