package org.metrobed.stream.window;

import org.metrobed.analysis.window.FineWindows;
import org.metrobed.model.window.WindowAccumulator;
import org.metrobed.model.window.WindowContent;
import org.metrobed.model.window.WindowLevel;
import org.metrobed.model.window.WindowRevision;
import org.metrobed.stream.cleaning.CleanedStep;

/**
 * The decisions of windowing, without Flink. A window closes, as its revision 0, when its datastream's clock passes its
 * end. If the datastream is idle, log time closes the window, the idle timeout after its end. The content of a closed
 * window is added to the window of the next length.
 *
 * <p>Additions to a closed window are collected until the minute of log time ends. Then they are emitted as one
 * revision, numbered by that minute; the first longer window that is still open takes them too.
 *
 * <p>Every revision is passed on. One that follows from the observations, as {@link FineWindows} says, is not stored.
 * Stateless: all state is passed in.
 */
public final class Windower {

    private static final long FLUSH_MILLIS = 60_000;

    /** Receives the revisions of a datastream. */
    @FunctionalInterface
    public interface Output {

        /** Every revision. */
        void revision(WindowRevision revision);

        /** Those of them that are stored. */
        default void store(WindowRevision revision) {}
    }

    /** Takes one step; the deadlines that are due before it are run first. */
    public void accept(WindowState state, CleanedStep step, Output out) {
        runDue(state, step.datastream(), step.logMillis(), out);
        state.logMillis = Math.max(state.logMillis, step.logMillis());
        state.use(step.settings().catalogVersion(), step.logMillis());
        state.intervalMillis = step.settings().intervalMillis();
        state.idleMillis = step.quiet() ? state.logMillis : 0;
        if (step.observation() != null) {
            add(state, step);
        }
        WindowRevisions revisions =
                new WindowRevisions(step.datastream(), isComposed(state, step) ? step.settings() : null, out);
        closeByClock(state, step.clockMicros(), revisions);
        if (step.quiet()) {
            state.idleTimeoutMillis = step.settings().idleTimeoutMillis();
            passLate(state);
            runDue(state, step.datastream(), state.logMillis, out);
        }
    }

    /**
     * Whether the windows of a reading, and those that it closes, may be composed: it came in order, with the settings of
     * its own catalog version, and not when these changed.
     */
    private static boolean isComposed(WindowState state, CleanedStep step) {
        return step.observation() != null
                && !step.late()
                && state.logMillis == step.logMillis()
                && state.changedMillis < step.logMillis()
                && step.settings().catalogVersion() <= step.observation().catalogVersion()
                && FineWindows.areComposed(step.settings(), WindowLevel.MINUTE);
    }

    /** Runs the deadlines that are due at a log time, milliseconds, in their order and each at its own time. */
    void runDue(WindowState state, String datastream, long logMillis, Output out) {
        WindowRevisions revisions = new WindowRevisions(datastream, null, out);
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
        long time = step.observation().phenomenonMicros();
        if (!isComposed(state, step)) {
            state.storedMicros = Math.max(state.storedMicros, time);
        }
        long start = WindowLevel.MINUTE.startMicros(time);
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
    private static void closeByClock(WindowState state, long clockMicros, WindowRevisions revisions) {
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
    private static void close(WindowState state, long upToMicros, WindowRevisions revisions) {
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
            WindowState state, LevelState level, long startMicros, WindowContent content, WindowRevisions revisions) {
        level.closedUpTo(startMicros + level.size().micros());
        revisions.closed(state, level.size(), startMicros, content);
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
    private static void flush(WindowState state, WindowRevisions revisions) {
        passLate(state);
        int revision = Math.toIntExact(state.flushMillis / FLUSH_MILLIS);
        for (LevelState level : state.levels()) {
            level.takeAdditions()
                    .forEach((start, content) -> revisions.added(state, level.size(), start, revision, content));
        }
        state.flushMillis = 0;
    }
}
