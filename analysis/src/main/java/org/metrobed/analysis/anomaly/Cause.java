package org.metrobed.analysis.anomaly;

/** What about a value is unusual: the component of the ensemble that leads. Codes are stored and stay. */
public enum Cause {
    /** Far from the usual value of this hour. */
    SEASON(1, "season", "far from what is usual at this time of day"),
    /** Far from the usual value, measured by how much this hour varies. */
    DEVIATION(2, "deviation", "further from the usual value than this time of day varies"),
    /** The values have been far from usual for some time, to either side. */
    UNREST(3, "unrest", "values have kept away from what is usual for some time"),
    /** The values have moved to another level. */
    LEVEL_SHIFT(4, "level-shift", "values have moved to another level"),
    /** The values jump about more, or less, than they did. */
    VOLATILITY(5, "volatility", "values change by other steps than they did"),
    /** The same value again and again, for longer than ever before. */
    STUCK(6, "stuck", "the same value for longer than ever before"),
    /** A step far larger than the steps of this hour. */
    JUMP(7, "jump", "a step far larger than is usual at this time of day"),
    /** Nothing comes. */
    SILENCE(8, "silence", "no reading for several of its intervals"),
    /** Stated times do not agree with the times of arrival. */
    CLOCK(9, "clock", "readings come late, or their clock is wrong"),
    /** Each reading comes twice. */
    REPEATS(10, "repeats", "the same readings come again"),
    /** Values that cannot be. */
    QUALITY(11, "quality", "readings fail their quality tests");

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

    /** For a person: the second half of a sentence. */
    public String words() {
        return words;
    }

    /** Whether it is about how readings arrive, not about their values. */
    public boolean isOfArrival() {
        return this == SILENCE || this == CLOCK || this == REPEATS;
    }

    /** What stands for it in saved states; 0 stands for none. */
    int number() {
        return number;
    }

    /** The cause of a number; null for 0 and numbers that are not known. */
    static Cause ofNumber(int number) {
        for (Cause cause : values()) {
            if (cause.number == number) {
                return cause;
            }
        }
        return null;
    }
}
