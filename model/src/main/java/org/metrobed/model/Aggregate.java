package org.metrobed.model;

import java.util.Arrays;
import java.util.Locale;

/** A number that summarises the readings of a window or of a class of a profile. */
public enum Aggregate {
    COUNT,
    MEAN,
    SD,
    MIN,
    MAX,
    SUM,
    TOTAL,
    FIRST,
    LAST,
    /** The vector mean of directions. */
    DIRECTION,
    /** The increase of a total. */
    INCREASE,
    /** The number of times that a total began again. */
    RESETS,
    /** The number of times that a state changed. */
    TRANSITIONS,
    /** The state that held longest. */
    MODE,
    /** How long each state held. */
    TIME_IN_STATE,
    /** The median, or a percentile p01 to p99. */
    QUANTILE;

    /** Its name in requests. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The aggregate of a name in requests, which is a quantile if it is no other. */
    public static Aggregate of(String word) {
        return Arrays.stream(values())
                .filter(one -> one.word().equals(word))
                .findFirst()
                .orElse(QUANTILE);
    }
}
