package org.metrobed.stream.windows;

import java.io.IOException;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.metrobed.core.window.Quantiles;
import org.metrobed.core.window.Summary;
import org.metrobed.core.window.WindowAccumulator;
import org.metrobed.stream.support.Form;

/** How {@link WindowState} is written into checkpoints. */
public final class WindowStateForm extends Form<WindowState> {

    private static final long serialVersionUID = 1L;

    /** For Flink and the topologies. */
    public WindowStateForm() {
        super(WindowState.class, 2, false);
    }

    @Override
    public void write(WindowState state, DataOutputView out) throws IOException {
        out.writeLong(state.closedMicros);
        out.writeLong(state.flushMillis);
        out.writeInt(state.expected);
        writeWindows(state.open, out);
        writeWindows(state.late, out);
    }

    @Override
    public WindowState read(int version, DataInputView in) throws IOException {
        WindowState state = new WindowState();
        state.closedMicros = in.readLong();
        state.flushMillis = in.readLong();
        state.expected = in.readInt();
        state.open = readWindows(version, in);
        state.late = readWindows(version, in);
        return state;
    }

    private static void writeWindows(NavigableMap<Long, WindowAccumulator> windows, DataOutputView out)
            throws IOException {
        out.writeInt(windows.size());
        for (WindowAccumulator window : windows.values()) {
            out.writeLong(window.startMicros());
            write(window.good(), out);
            write(window.suspect(), out);
            out.writeLong(window.notEvaluated());
            out.writeLong(window.fail());
            out.writeLong(window.missing());
            out.writeLong(window.catalogVersion());
        }
    }

    private static NavigableMap<Long, WindowAccumulator> readWindows(int version, DataInputView in) throws IOException {
        NavigableMap<Long, WindowAccumulator> windows = new TreeMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            WindowAccumulator window = new WindowAccumulator(
                    in.readLong(),
                    readSummary(version, in),
                    readSummary(version, in),
                    in.readLong(),
                    in.readLong(),
                    in.readLong(),
                    in.readLong());
            windows.put(window.startMicros(), window);
        }
        return windows;
    }

    private static void write(Summary summary, DataOutputView out) throws IOException {
        out.writeLong(summary.count());
        if (summary.count() == 0) {
            return;
        }
        out.writeDouble(summary.mean());
        out.writeDouble(summary.squares());
        out.writeDouble(summary.sum());
        out.writeDouble(summary.min());
        out.writeLong(summary.minMicros());
        out.writeDouble(summary.max());
        out.writeLong(summary.maxMicros());
        out.writeDouble(summary.first());
        out.writeLong(summary.firstMicros());
        out.writeDouble(summary.last());
        out.writeLong(summary.lastMicros());
        out.writeDouble(summary.cosines());
        out.writeDouble(summary.sines());
        byte[] quantiles = summary.quantiles().bytes();
        out.writeInt(quantiles.length);
        out.write(quantiles);
    }

    private static Summary readSummary(int version, DataInputView in) throws IOException {
        long count = in.readLong();
        if (count == 0) {
            return Summary.EMPTY;
        }
        return new Summary(
                count,
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                in.readDouble(),
                in.readLong(),
                in.readDouble(),
                in.readLong(),
                in.readDouble(),
                in.readLong(),
                in.readDouble(),
                in.readLong(),
                version > 1 ? in.readDouble() : 0,
                version > 1 ? in.readDouble() : 0,
                version > 1 ? readQuantiles(in) : Quantiles.EMPTY);
    }

    private static Quantiles readQuantiles(DataInputView in) throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return Quantiles.parse(bytes);
    }
}
