package org.metrobed.analysis.window;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.metrobed.model.Observation;
import org.metrobed.model.ReadingKind;
import org.metrobed.model.window.WindowAccumulator;
import org.metrobed.model.window.WindowContent;
import org.metrobed.model.window.WindowLevel;

/**
 * Summarises readings as the stream does: a minute from its readings, a longer window from the windows of the next
 * shorter length.
 */
public final class SumReadings {

    private SumReadings() {}

    /**
     * The content of a window.
     *
     * @param sizeMillis length of the window, milliseconds
     * @param readings all readings of one window, in the order of time
     */
    public static WindowContent of(long sizeMillis, List<Observation> readings, ReadingKind kind) {
        return of(sizeMillis, readings, any -> kind);
    }

    /** The content of a window whose readings may be of several kinds. */
    static WindowContent of(
            long sizeMillis, List<Observation> readings, Function<? super Observation, ReadingKind> kind) {
        Optional<WindowLevel> finer = finer(sizeMillis);
        if (finer.isEmpty()) {
            WindowAccumulator sum = new WindowAccumulator(0);
            readings.forEach(reading -> sum.add(reading, kind.apply(reading)));
            return sum.content();
        }
        Map<Long, List<Observation>> parts = new TreeMap<>();
        for (Observation reading : readings) {
            parts.computeIfAbsent(finer.get().startMicros(reading.phenomenonMicros()), any -> new ArrayList<>())
                    .add(reading);
        }
        return parts.values().stream()
                .map(part -> of(finer.get().millis(), part, kind))
                .reduce(WindowContent::merge)
                .orElse(WindowContent.EMPTY);
    }

    private static Optional<WindowLevel> finer(long sizeMillis) {
        return Arrays.stream(WindowLevel.values())
                .filter(level -> level.millis() < sizeMillis)
                .reduce((one, other) -> other);
    }
}
