package org.metrobed.api;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.metrobed.model.Datastream.Statistic;
import org.metrobed.model.ReadingKind;
import org.metrobed.model.window.Summary;
import org.metrobed.model.window.SummaryAccumulator;
import org.metrobed.model.window.WindowLevel;
import org.metrobed.model.window.WindowRevision;
import org.metrobed.model.window.WindowRevisionBuilder;
import org.metrobed.testkit.Times;

/** Windows of all stored sizes for the readings of a datastream, as the pipeline makes them. Mutable, one thread. */
final class LevelSeeds {

    /** Delay from the end of a window to its record time. */
    static final long DELAY_MILLIS = 60_000;

    private final String datastream;
    private final long intervalMillis;
    private final ReadingKind kind;
    private final TreeMap<Long, Double> readings = new TreeMap<>();

    LevelSeeds(String datastream, long intervalMillis) {
        this(datastream, intervalMillis, ReadingKind.of(Statistic.MEAN));
    }

    LevelSeeds(String datastream, long intervalMillis, ReadingKind kind) {
        this.datastream = datastream;
        this.kind = kind;
        this.intervalMillis = intervalMillis;
    }

    /** Adds a reading. */
    void add(Instant time, double value) {
        readings.put(Times.micros(time), value);
    }

    /** Adds a missing reading. */
    void addMissing(Instant time) {
        readings.put(Times.micros(time), Double.NaN);
    }

    /** The summary of readings in {@code [from, to)}. */
    Summary summary(Instant from, Instant to) {
        Summary summary = Summary.EMPTY;
        for (Map.Entry<Long, Double> reading :
                readings.subMap(Times.micros(from), Times.micros(to)).entrySet()) {
            summary = summary.add(reading.getValue(), reading.getKey());
        }
        return summary;
    }

    /** Revision 0 of each window that has ended at a time. */
    List<WindowRevision> rows(Instant clock) {
        List<WindowRevision> rows = new ArrayList<>();
        for (WindowLevel level : WindowLevel.values()) {
            TreeMap<Long, Summary> windows = new TreeMap<>();
            long size = level.millis() * 1_000;
            readings.forEach((micros, value) -> {
                SummaryAccumulator one = new SummaryAccumulator();
                one = value.isNaN() ? one.addMissing(micros, kind) : one.add(value, micros, kind);
                windows.merge(micros / size * size, one.build(), Summary::merge);
            });
            windows.forEach((start, summary) -> {
                if (start + size <= Times.micros(clock)) {
                    rows.add(row(level, start, summary));
                }
            });
        }
        return rows;
    }

    private WindowRevision row(WindowLevel level, long start, Summary summary) {
        return WindowRevisionBuilder.builder()
                .datastream(datastream)
                .sizeMillis(level.millis())
                .startMicros(start)
                .recordedMillis(start / 1_000 + level.millis() + DELAY_MILLIS)
                .intervalMillis(intervalMillis)
                .good(summary)
                .suspect(Summary.EMPTY)
                .build();
    }
}
