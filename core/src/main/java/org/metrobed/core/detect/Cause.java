package org.metrobed.core.detect;

/** What about a value is unusual: the component of the ensemble that leads. Codes are stored and stay. */
public enum Cause {
    /** Far from the usual value of this hour. */
    SEASON("season", "far from what is usual at this time of day"),
    /** Far from the usual value, measured by how much this hour varies. */
    DEVIATION("deviation", "further from the usual value than this time of day varies"),
    /** The values have been far from usual for some time, to either side. */
    UNREST("unrest", "values have kept away from what is usual for some time"),
    /** The values have moved to another level. */
    LEVEL_SHIFT("level-shift", "values have moved to another level"),
    /** The values jump about more, or less, than they did. */
    VOLATILITY("volatility", "values change by other steps than they did"),
    /** The same value again and again, for longer than ever before. */
    STUCK("stuck", "the same value for longer than ever before");

    private final String code;
    private final String words;

    Cause(String code, String words) {
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
}
