package org.metrobed.stream.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.metrobed.analysis.window.ComposedWindows;
import org.metrobed.model.Observation;
import org.metrobed.model.window.WindowLevel;
import org.metrobed.model.window.WindowRevision;

/** Windows that are not stored follow from the observations of the same log time, to the last bit. */
class ComposedWindowsTest {

    private static final int STREAMS = 4_000;
    private static final int MOMENTS = 12;

    @Test
    void storedAndComposedWindowsAreThoseOfTheStreamAtEveryLogTime() {
        int composed = 0;
        int all = 0;
        for (int seed = 0; seed < STREAMS; seed++) {
            RandomWindows windows = RandomWindows.of(seed);
            Random random = new Random(seed);
            long first = windows.observations().get(0).receivedMillis();
            for (int moment = 0; moment < MOMENTS; moment++) {
                long asOf = moment == 0
                        ? Long.MAX_VALUE
                        : first + (long) (random.nextDouble() * (windows.endMillis() - first + 1));
                assertThat(read(windows, asOf))
                        .as("seed %s at %s", seed, asOf)
                        .isEqualTo(windows.all().stream()
                                .filter(revision -> revision.recordedMillis() <= asOf)
                                .toList());
            }
            composed += windows.all().size() - windows.stored().size();
            all += windows.all().size();
        }
        assertThat(composed).as("of %s", all).isGreaterThan(all / 10);
    }

    /** What a reader makes of the rows of a log time. */
    private static List<WindowRevision> read(RandomWindows windows, long asOfMillis) {
        List<WindowRevision> read = new ArrayList<>(windows.stored().stream()
                .filter(revision -> revision.recordedMillis() <= asOfMillis)
                .toList());
        Set<List<Long>> closed = new HashSet<>();
        read.stream()
                .filter(revision -> revision.revision() == 0)
                .forEach(revision -> closed.add(List.of(revision.sizeMillis(), revision.startMicros())));
        List<Observation> rows = windows.observations().stream()
                .filter(row -> row.receivedMillis() <= asOfMillis)
                .sorted(Comparator.comparingLong(Observation::phenomenonMicros)
                        .thenComparing(
                                Comparator.comparingInt(Observation::revision).reversed()))
                .toList();
        for (WindowLevel level : WindowLevel.values()) {
            ComposedWindows composed = new ComposedWindows(level, windows::find, window -> {
                if (!closed.contains(List.of(level.millis(), window.revision().startMicros()))) {
                    read.add(window.revision());
                }
            });
            rows.forEach(row -> composed.add(new ComposedWindows.Row(row, "")));
            composed.end();
        }
        read.sort(RandomWindows.ORDER);
        return read;
    }
}
