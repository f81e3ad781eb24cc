package org.metrobed.store.retention;

import org.metrobed.model.window.WindowLevel;

/** Kinds of rows with a retention time of their own. Immutable. */
public enum Kept {
    /** Observations and their conflicts. */
    OBSERVATIONS(null, "observations", "observation", "phenomenon_time", ""),
    /** Windows of one minute. */
    WINDOWS_PT1M(WindowLevel.MINUTE, "PT1M"),
    /** Windows of fifteen minutes. */
    WINDOWS_PT15M(WindowLevel.QUARTER_HOUR, "PT15M"),
    /** Windows of one hour. */
    WINDOWS_PT1H(WindowLevel.HOUR, "PT1H"),
    /** Windows of one day. */
    WINDOWS_P1D(WindowLevel.DAY, "P1D");

    private final WindowLevel level;
    private final String words;
    private final String table;
    private final String time;
    private final String only;

    Kept(WindowLevel level, String size) {
        this(level, size + " windows", "window_revision", "window_start", " and size_ms = " + level.millis());
    }

    Kept(WindowLevel level, String words, String table, String time, String only) {
        this.level = level;
        this.words = words;
        this.table = table;
        this.time = time;
        this.only = only;
    }

    /** The length of windows; null for observations. */
    WindowLevel level() {
        return level;
    }

    /** Name for people, such as {@code PT15M windows}. */
    public String words() {
        return words;
    }

    String table() {
        return table;
    }

    /** SQL of the ingest time of a row: without one, it was written soon after it was received or computed. */
    String ingested() {
        return "coalesce(ingest_time, " + (isAlone() ? "received_time" : "recorded_time") + ")";
    }

    /** The time column of the rows. */
    String time() {
        return time;
    }

    /** Condition: the rows of one series, which is the first parameter. */
    String ofSeries() {
        return " where series_id = ?" + only;
    }

    /** Condition: the rows of one series from the second parameter, inclusive, to the third, exclusive. */
    String inRange() {
        return ofSeries() + " and " + time + " >= ? and " + time + " < ?";
    }

    /** Whether chunks or partitions of its table hold nothing else. */
    boolean isAlone() {
        return only.isEmpty();
    }
}
