package org.metrobed.stream.correlate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** How lists are written inside forms. Static functions only. */
final class FormatLists {

    private FormatLists() {}

    /** Writes one element. */
    @FunctionalInterface
    interface Write<T> {
        void write(T value, DataOutputView out) throws IOException;
    }

    /** Reads one element. */
    @FunctionalInterface
    interface Read<T> {
        T read(DataInputView in) throws IOException;
    }

    static <T> void write(List<T> values, DataOutputView out, Write<T> each) throws IOException {
        out.writeInt(values.size());
        for (T value : values) {
            each.write(value, out);
        }
    }

    static <T> List<T> read(DataInputView in, Read<T> each) throws IOException {
        int size = in.readInt();
        List<T> values = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            values.add(each.read(in));
        }
        return values;
    }
}
