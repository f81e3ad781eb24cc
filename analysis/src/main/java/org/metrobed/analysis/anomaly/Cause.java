package org.metrobed.analysis.anomaly;

/** What is unusual about a value: the leading component of the ensemble. Codes are stored and never change. */
public enum Cause {
    /** Far from the usual value at this hour. */
    SEASON(1, "season", "far from what is usual at this time of day"),
    /** Far from the usual value, relative to the spread of this hour. */
    DEVIATION(2, "deviation", "further from the usual value than this time of day varies"),
    /** The values have been far from usual for some time, on either side. */
    UNREST(3, "unrest", "values have kept away from what is usual for some time"),
    /** The values have moved to another level. */
    LEVEL_SHIFT(4, "level-shift", "values have moved to another level"),
    /** The steps between values are larger or smaller than before. */
    VOLATILITY(5, "volatility", "values change by other steps than they did"),
    /** The same value is repeated for longer than ever before. */
    STUCK(6, "stuck", "the same value for longer than ever before"),
    /** A step far larger than the usual steps of this hour. */
    JUMP(7, "jump", "a step far larger than is usual at this time of day"),
    /** No readings arrive. */
    SILENCE(8, "silence", "no reading for several of its intervals"),
    /** Phenomenon times do not agree with received times. */
    CLOCK(9, "clock", "readings come late, or their clock is wrong"),
    /** Each reading arrives twice. */
    DUPLICATES(10, "repeats", "the same readings come again"),
    /** Values fail their quality tests. */
    QUALITY(11, "quality", "readings fail their quality tests"),
    /** A small share of what is usual, for hours. */
    LOSS(12, "loss", "for hours a small share of what is usual at these times"),
    /** The largest value is reached far more often than on other days. */
    CLIPPING(13, "clipping", "values stop at a ceiling"),
    /** The values of the day before come again. */
    COPIED_BLOCK(14, "copied-block", "hour by hour the same values as a day before"),
    /** Values are a thousandth of what is usual. */
    UNIT(15, "unit", "about a thousandth of what is usual, as in another unit");

    private final int number;
    private final String code;
    private final String words;

    Cause(int number, String code, String words) {
        this.number = number;
        this.code = code;
        this.words = words;
    }

    /** The name in tables and messages. */
    public String code() {
        return code;
    }

    /** Text for a person: the second half of a sentence. */
    public String words() {
        return words;
    }

    /** Whether it is about the arrival of readings, so that its times are received times. */
    public boolean isOfArrival() {
        return this == SILENCE || this == CLOCK;
    }

    /**
     * Whether single values deviate from what is expected, so that the band says whether they still do. Those of a loss, of
     * clipping or of a copied block need not: they are known from the values of hours.
     */
    public boolean isOfValues() {
        return switch (this) {
            case SEASON, DEVIATION, UNREST, LEVEL_SHIFT, VOLATILITY, JUMP -> true;
            case STUCK, SILENCE, CLOCK, DUPLICATES, QUALITY, LOSS, CLIPPING, COPIED_BLOCK, UNIT -> false;
        };
    }

    /** Whether a reading alone shows whether it is still there, whatever the band says. */
    public boolean isEvident() {
        return switch (this) {
            case STUCK, CLOCK, DUPLICATES, QUALITY, LOSS, CLIPPING, COPIED_BLOCK, UNIT -> true;
            case SILENCE, SEASON, DEVIATION, UNREST, LEVEL_SHIFT, VOLATILITY, JUMP -> false;
        };
    }

    /** Its number in saved states; 0 means no cause. */
    int number() {
        return number;
    }

    /** The cause of a number; null for 0 and unknown numbers. */
    static Cause ofNumber(int number) {
        for (Cause cause : values()) {
            if (cause.number == number) {
                return cause;
            }
        }
        return null;
    }
}
