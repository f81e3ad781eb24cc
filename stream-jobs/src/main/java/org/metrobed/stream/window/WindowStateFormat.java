package org.metrobed.stream.window;

import java.io.IOException;
import java.util.Map;
import java.util.NavigableMap;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.metrobed.model.window.WindowAccumulator;
import org.metrobed.model.window.WindowContent;
import org.metrobed.model.window.WindowLevel;
import org.metrobed.stream.support.StateFormat;

/**
 * The format of {@link WindowState} in checkpoints. Versions 1 and 2 had windows of a minute only: if such a state is
 * restored, longer windows that had begun contain only the readings that follow. Before version 4 there was no
 * {@link org.metrobed.model.window.Course}, before version 5 none of missing readings alone. Before version 6 all windows
 * were stored, as are those that were open then.
 */
public final class WindowStateFormat extends StateFormat<WindowState> {

    private static final long serialVersionUID = 1L;
    private static final int VERSION = 6;
    private static final int WITH_LEVELS = 3;
    private static final int WITH_COMPOSED = 6;

    /** For Flink and the topologies. */
    public WindowStateFormat() {
        super("window-state", WindowState.class, VERSION, false);
    }

    @Override
    public void write(WindowState state, DataOutputView out) throws IOException {
        out.writeLong(state.logMillis);
        out.writeLong(state.intervalMillis);
        out.writeLong(state.idleMillis);
        out.writeLong(state.idleTimeoutMillis);
        out.writeLong(state.flushMillis);
        out.writeLong(state.timerMillis);
        out.writeLong(state.storedMicros);
        out.writeLong(state.settingsVersion);
        out.writeLong(state.changedMillis);
        writeGathering(state.minutes, out);
        writeGathering(state.late, out);
        for (LevelState level : state.levels()) {
            out.writeLong(level.closedMicros);
            writeContents(level.open(), out);
            writeContents(level.additions(), out);
        }
    }

    @Override
    public WindowState read(int version, DataInputView in) throws IOException {
        WindowState state = new WindowState();
        if (version < WITH_LEVELS) {
            readMinutesAlone(state, version, in);
            return state;
        }
        state.logMillis = in.readLong();
        state.intervalMillis = in.readLong();
        state.idleMillis = in.readLong();
        state.idleTimeoutMillis = in.readLong();
        state.flushMillis = in.readLong();
        state.timerMillis = in.readLong();
        if (version >= WITH_COMPOSED) {
            state.storedMicros = in.readLong();
            state.settingsVersion = in.readLong();
            state.changedMillis = in.readLong();
        }
        readGathering(state.minutes, version, in);
        readGathering(state.late, version, in);
        for (LevelState level : state.levels()) {
            level.closedMicros = in.readLong();
            for (int left = in.readInt(); left > 0; left--) {
                level.addOpen(in.readLong(), WindowContentFormat.read(version, in));
            }
            for (int left = in.readInt(); left > 0; left--) {
                level.addLate(in.readLong(), WindowContentFormat.read(version, in));
            }
        }
        return state;
    }

    private static void readMinutesAlone(WindowState state, int version, DataInputView in) throws IOException {
        long closedMicros = in.readLong();
        if (closedMicros != Long.MIN_VALUE) {
            state.levels().forEach(level -> level.closedUpTo(level.size().startMicros(closedMicros)));
        }
        state.flushMillis = in.readLong();
        state.timerMillis = state.flushMillis;
        state.intervalMillis = WindowLevel.MINUTE.millis() / Math.max(1, in.readInt());
        readGathering(state.minutes, version, in);
        readGathering(state.late, version, in);
    }

    private static void writeGathering(NavigableMap<Long, WindowAccumulator> windows, DataOutputView out)
            throws IOException {
        out.writeInt(windows.size());
        for (WindowAccumulator window : windows.values()) {
            out.writeLong(window.startMicros());
            WindowContentFormat.write(window.content(), out);
        }
    }

    private static void readGathering(NavigableMap<Long, WindowAccumulator> windows, int version, DataInputView in)
            throws IOException {
        for (int left = in.readInt(); left > 0; left--) {
            long start = in.readLong();
            windows.put(start, new WindowAccumulator(start, WindowContentFormat.read(version, in)));
        }
    }

    private static void writeContents(NavigableMap<Long, WindowContent> windows, DataOutputView out)
            throws IOException {
        out.writeInt(windows.size());
        for (Map.Entry<Long, WindowContent> window : windows.entrySet()) {
            out.writeLong(window.getKey());
            WindowContentFormat.write(window.getValue(), out);
        }
    }
}
