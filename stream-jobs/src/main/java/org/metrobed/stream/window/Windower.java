package org.metrobed.stream.window;

import java.util.function.Consumer;
import org.metrobed.model.window.WindowAccumulator;
import org.metrobed.model.window.WindowContent;
import org.metrobed.model.window.WindowLevel;
import org.metrobed.model.window.WindowRevision;
import org.metrobed.model.window.WindowRevisionBuilder;
import org.metrobed.stream.cleaning.CleanedStep;

/**
 * The decisions of windowing, without Flink. A window closes, as its revision 0, when its datastream's clock passes its
 * end. If the datastream is idle, log time closes the window, the idle timeout after its end. The content of a closed
 * window is added to the window of the next length.
 *
 * <p>Additions to a closed window are collected until the minute of log time ends. Then they are emitted as one
 * revision, numbered by that minute; the first longer window that is still open takes them too. Stateless: all state is
 * passed in.
 */
public final class Windower {

    private static final long FLUSH_MILLIS = 60_000;

    /** Takes one step; the deadlines that are due before it are run first. */
    public void accept(WindowState state, CleanedStep step, Consumer<WindowRevision> out) {
        runDue(state, step.datastream(), step.logMillis(), out);
        state.logMillis = Math.max(state.logMillis, step.logMillis());
        state.intervalMillis = step.settings().intervalMillis();
        state.idleMillis = step.quiet() ? state.logMillis : 0;
        if (step.observation() != null) {
            add(state, step);
        }
        Revisions revisions = new Revisions(step.datastream(), out);
        closeByClock(state, step.clockMicros(), revisions);
        if (step.quiet()) {
            state.idleTimeoutMillis = step.settings().idleTimeoutMillis();
            passLate(state);
            runDue(state, step.datastream(), state.logMillis, out);
        }
    }

    /** Runs the deadlines that are due at a log time, milliseconds, in their order and each at its own time. */
    void runDue(WindowState state, String datastream, long logMillis, Consumer<WindowRevision> out) {
        Revisions revisions = new Revisions(datastream, out);
        for (long due = state.nextDueMillis(); due <= logMillis; due = state.nextDueMillis()) {
            state.logMillis = Math.max(state.logMillis, due);
            if (state.flushMillis == due) {
                flush(state, revisions);
            } else {
                close(state, (due - state.idleTimeoutMillis) * 1_000, revisions);
            }
        }
    }

    private static void add(WindowState state, CleanedStep step) {
        long start = WindowLevel.MINUTE.startMicros(step.observation().phenomenonMicros());
        if (state.level(WindowLevel.MINUTE).isClosed(start)) {
            gatherLate(state);
            state.late
                    .computeIfAbsent(start, WindowAccumulator::new)
                    .add(step.observation(), step.settings().kind());
        } else {
            state.minute(start).add(step.observation(), step.settings().kind());
        }
    }

    /** Schedules the late revisions for the end of the current minute of log time. */
    private static void gatherLate(WindowState state) {
        if (state.flushMillis == 0) {
            state.flushMillis = (state.logMillis / FLUSH_MILLIS + 1) * FLUSH_MILLIS;
        }
    }

    /** Closes windows by the clock. Does nothing until the clock passes the end of the minute after the closed ones. */
    private static void closeByClock(WindowState state, long clockMicros, Revisions revisions) {
        if (clockMicros < state.level(WindowLevel.MINUTE).closedMicros + WindowLevel.MINUTE.micros()) {
            return;
        }
        WindowLevel next = WindowLevel.listCoarser().get(0);
        if (next.startMicros(clockMicros) > state.level(next).closedMicros) {
            passLate(state);
        }
        close(state, clockMicros, revisions);
        for (LevelState level : state.levels()) {
            level.closedUpTo(level.size().startMicros(clockMicros));
        }
    }

    /** Closes the open windows that end at or before a time, the shorter ones first. */
    private static void close(WindowState state, long upToMicros, Revisions revisions) {
        LevelState shortest = state.level(WindowLevel.MINUTE);
        while (!state.minutes.isEmpty() && WindowLevel.MINUTE.endMicros(state.minutes.firstKey()) <= upToMicros) {
            WindowAccumulator minute = state.pollMinute();
            close(state, shortest, minute.startMicros(), minute.content(), revisions);
        }
        for (WindowLevel size : WindowLevel.listCoarser()) {
            LevelState level = state.level(size);
            while (!level.open().isEmpty() && size.endMicros(level.open().firstKey()) <= upToMicros) {
                long start = level.open().firstKey();
                close(state, level, start, level.open().remove(start), revisions);
            }
        }
    }

    private static void close(
            WindowState state, LevelState level, long startMicros, WindowContent content, Revisions revisions) {
        level.closedUpTo(startMicros + level.size().micros());
        revisions.add(state, level.size(), startMicros, 0, content, 0);
        passOn(state, level.size(), startMicros, content);
    }

    /** Adds the late additions of minutes to the longer windows, before these close. */
    private static void passLate(WindowState state) {
        while (!state.late.isEmpty()) {
            WindowAccumulator late = state.late.pollFirstEntry().getValue();
            WindowContent content = late.content();
            state.level(WindowLevel.MINUTE).addLate(late.startMicros(), content);
            passOn(state, WindowLevel.MINUTE, late.startMicros(), content);
        }
    }

    /**
     * Adds a window's content to the longer windows around it: as a late addition to closed ones, and to the first open
     * one.
     */
    private static void passOn(WindowState state, WindowLevel from, long startMicros, WindowContent content) {
        for (WindowLevel size : WindowLevel.listCoarser()) {
            if (size.compareTo(from) <= 0) {
                continue;
            }
            LevelState level = state.level(size);
            long start = size.startMicros(startMicros);
            if (!level.isClosed(start)) {
                level.addOpen(start, content);
                return;
            }
            level.addLate(start, content);
            gatherLate(state);
        }
    }

    /** Turns the late additions into revisions, with the number of the minute for which they were collected. */
    private static void flush(WindowState state, Revisions revisions) {
        passLate(state);
        int revision = Math.toIntExact(state.flushMillis / FLUSH_MILLIS);
        for (LevelState level : state.levels()) {
            level.takeAdditions()
                    .forEach((start, content) ->
                            revisions.add(state, level.size(), start, revision, content, content.count()));
        }
        state.flushMillis = 0;
    }

    /** Receives the revisions of a datastream. */
    private record Revisions(String datastream, Consumer<WindowRevision> out) {

        void add(
                WindowState state, WindowLevel size, long startMicros, int revision, WindowContent content, long late) {
            out.accept(WindowRevisionBuilder.builder()
                    .datastream(datastream)
                    .sizeMillis(size.millis())
                    .startMicros(startMicros)
                    .revision(revision)
                    .recordedMillis(state.logMillis)
                    .intervalMillis(state.intervalMillis)
                    .good(content.good())
                    .suspect(content.suspect())
                    .notEvaluatedCount(content.notEvaluated())
                    .failCount(content.fail())
                    .missingCount(content.missing())
                    .lateCount(late)
                    .catalogVersion(content.catalogVersion())
                    .replaces(false)
                    .build());
        }
    }
}
