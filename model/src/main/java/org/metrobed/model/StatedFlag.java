package org.metrobed.model;

import java.util.Objects;

/**
 * What a payload or file states about the quality of a value. Immutable.
 *
 * @param flag SUSPECT, FAIL, MISSING, or GOOD if nothing is stated
 * @param censored whether it states that the value is too small or too large to be stated, as below a limit of detection
 */
public record StatedFlag(QualityFlag flag, boolean censored) {

    /** Nothing is stated. */
    public static final StatedFlag NONE = new StatedFlag(QualityFlag.GOOD, false);

    public StatedFlag {
        Objects.requireNonNull(flag, "flag");
    }

    /** This without its flag. */
    public StatedFlag withoutFlag() {
        return censored ? new StatedFlag(QualityFlag.GOOD, true) : NONE;
    }
}
