package org.metrobed.model;

import java.util.Objects;
import org.metrobed.model.params.Param;

/**
 * A state of a datastream. Immutable.
 *
 * @param word its name
 * @param number the number that stands for it
 */
public record NamedState(
        @Param(tag = 1, name = "word") String word,
        @Param(tag = 2, name = "number") double number) {

    public NamedState {
        Objects.requireNonNull(word, "word");
    }
}
