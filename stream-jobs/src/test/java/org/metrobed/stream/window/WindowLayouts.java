package org.metrobed.stream.window;

import java.util.List;
import org.metrobed.model.Datastream.Statistic;
import org.metrobed.model.ReadingKind;
import org.metrobed.model.window.Summary;
import org.metrobed.model.window.SummaryAccumulator;
import org.metrobed.model.window.WindowAccumulator;
import org.metrobed.model.window.WindowContent;
import org.metrobed.model.window.WindowLevel;
import org.metrobed.model.window.WindowRevision;
import org.metrobed.model.window.WindowRevisionBuilder;
import org.metrobed.stream.Steps;
import org.metrobed.stream.support.GoldenLayout;

/** Windows whose bytes are pinned. */
public final class WindowLayouts {

    private static final long START = 1_746_144_000_000_000L;

    private WindowLayouts() {}

    /** The layouts of this package. */
    public static List<GoldenLayout<?>> list() {
        return List.of(
                GoldenLayout.of(new WindowRevisionFormat())
                        .with("full", revision())
                        .with("course", revision().withGood(meter()))
                        .with("missing", revision().withGood(missing())),
                GoldenLayout.of(new WindowStateFormat())
                        .with("new", new WindowState())
                        .with("full", full())
                        .with("course", course(meter()))
                        .with("missing", course(missing()))
                        .with("composed", composed()));
    }

    private static WindowRevision revision() {
        return WindowRevisionBuilder.builder()
                .datastream(Steps.DATASTREAM)
                .sizeMillis(60_000)
                .startMicros(START)
                .revision(9)
                .recordedMillis(8)
                .intervalMillis(8_571)
                .good(summary(40))
                .suspect(Summary.EMPTY)
                .notEvaluatedCount(6)
                .failCount(5)
                .missingCount(4)
                .lateCount(3)
                .catalogVersion(2)
                .replaces(true)
                .build();
    }

    private static WindowState full() {
        WindowState state = new WindowState();
        state.logMillis = 1;
        state.intervalMillis = 2;
        state.idleMillis = 3;
        state.idleTimeoutMillis = 4;
        state.flushMillis = 5;
        state.timerMillis = 6;
        WindowContent content = new WindowContent(summary(40), summary(2), 7, 8, 9, 10);
        state.minutes.put(START, new WindowAccumulator(START, content));
        state.late.put(START - 60_000_000, new WindowAccumulator(START - 60_000_000, WindowContent.EMPTY));
        for (WindowLevel size : WindowLevel.values()) {
            LevelState level = state.level(size);
            level.closedUpTo(START - size.micros());
            level.addOpen(START, content);
            level.addLate(START - 2 * size.micros(), new WindowContent(Summary.EMPTY, summary(1), 0, 0, 0, -1));
        }
        return state;
    }

    private static WindowState composed() {
        WindowState state = new WindowState();
        state.storedMicros = START;
        state.settingsVersion = 7;
        state.changedMillis = 8;
        return state;
    }

    private static WindowState course(Summary good) {
        WindowState state = new WindowState();
        WindowContent content = new WindowContent(good, Summary.EMPTY, 0, 0, 0, 1);
        state.minutes.put(START, new WindowAccumulator(START, content));
        state.level(WindowLevel.HOUR).addOpen(START, content);
        return state;
    }

    private static Summary meter() {
        ReadingKind kind = new ReadingKind(Statistic.STATE, true, 7_000, 65_536);
        return new SummaryAccumulator()
                .add(3, START, kind)
                .add(1, START + 9_000_000, kind)
                .build();
    }

    private static Summary missing() {
        return new SummaryAccumulator()
                .addMissing(START + 4_000_000, new ReadingKind(Statistic.STATE, true, 7_000, Double.NaN))
                .build();
    }

    private static Summary summary(int count) {
        Summary summary = Summary.EMPTY;
        for (int i = 0; i < count; i++) {
            summary = summary.add(i / 8.0 - 1, START + i);
        }
        return summary;
    }
}
