package org.metrobed.store.retention;

import org.metrobed.model.window.WindowLevel;

/** What is kept for a time of its own. Immutable. */
public enum Kept {
    /** Observations and the values that contradicted them. */
    OBSERVATIONS("observations", "observation", "phenomenon_time", ""),
    /** Windows of one minute. */
    WINDOWS_PT1M(WindowLevel.MINUTE, "PT1M"),
    /** Windows of fifteen minutes. */
    WINDOWS_PT15M(WindowLevel.QUARTER_HOUR, "PT15M"),
    /** Windows of one hour. */
    WINDOWS_PT1H(WindowLevel.HOUR, "PT1H"),
    /** Windows of one day. */
    WINDOWS_P1D(WindowLevel.DAY, "P1D");

    private final String words;
    private final String table;
    private final String time;
    private final String only;

    Kept(WindowLevel level, String size) {
        this(size + " windows", "window_revision", "window_start", " and size_ms = " + level.millis());
    }

    Kept(String words, String table, String time, String only) {
        this.words = words;
        this.table = table;
        this.time = time;
        this.only = only;
    }

    /** How people call it, as in {@code PT15M windows}. */
    public String words() {
        return words;
    }

    String table() {
        return table;
    }

    /** The column that a row's place in time stands in. */
    String time() {
        return time;
    }

    /** The rows of one series, which is the first parameter. */
    String ofSeries() {
        return " where series_id = ?" + only;
    }

    /** The rows of one series from the second parameter on to before the third. */
    String inRange() {
        return ofSeries() + " and " + time + " >= ? and " + time + " < ?";
    }

    /** Whether pieces of its table hold nothing else. */
    boolean isAlone() {
        return only.isEmpty();
    }
}
