package org.metrobed.stream.window;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.metrobed.model.window.Course;
import org.metrobed.model.window.Quantiles;
import org.metrobed.model.window.Summary;
import org.metrobed.model.window.SummaryBuilder;
import org.metrobed.model.window.WindowContent;

/** The format of a window's content as a part of {@link WindowStateFormat}; its versions are those of that format. */
final class WindowContentFormat {

    private static final int WITHOUT_COURSE = 3;
    private static final int WITHOUT_LOST = 4;

    private WindowContentFormat() {}

    static void write(WindowContent content, DataOutputView out) throws IOException {
        write(content.good(), out);
        write(content.suspect(), out);
        out.writeLong(content.notEvaluated());
        out.writeLong(content.fail());
        out.writeLong(content.missing());
        out.writeLong(content.catalogVersion());
    }

    static WindowContent read(int version, DataInputView in) throws IOException {
        return new WindowContent(
                readSummary(version, in),
                readSummary(version, in),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong());
    }

    private static void write(Summary summary, DataOutputView out) throws IOException {
        out.writeLong(summary.count());
        if (summary.count() == 0) {
            writeBytes(summary.course().bytes(), out);
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
        writeBytes(summary.quantiles().bytes(), out);
        writeBytes(summary.course().bytes(), out);
    }

    private static Summary readSummary(int version, DataInputView in) throws IOException {
        long count = in.readLong();
        if (count == 0) {
            return version > WITHOUT_LOST ? Summary.EMPTY.withCourse(Course.parse(readBytes(in))) : Summary.EMPTY;
        }
        return SummaryBuilder.builder()
                .count(count)
                .mean(in.readDouble())
                .squares(in.readDouble())
                .sum(in.readDouble())
                .min(in.readDouble())
                .minMicros(in.readLong())
                .max(in.readDouble())
                .maxMicros(in.readLong())
                .first(in.readDouble())
                .firstMicros(in.readLong())
                .last(in.readDouble())
                .lastMicros(in.readLong())
                .cosines(version > 1 ? in.readDouble() : 0)
                .sines(version > 1 ? in.readDouble() : 0)
                .quantiles(version > 1 ? Quantiles.parse(readBytes(in)) : Quantiles.EMPTY)
                .course(version > WITHOUT_COURSE ? Course.parse(readBytes(in)) : Course.NONE)
                .build();
    }

    private static void writeBytes(byte[] bytes, DataOutputView out) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static byte[] readBytes(DataInputView in) throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return bytes;
    }
}
