package org.metrobed.analysis.quality;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Rows of a meter that do not go on from the last good total. Mutable, one thread. */
final class TotalRun {

    /** Why they do not. */
    enum Kind {
        /** There are none. */
        NONE,
        /** Zeros since the first row. */
        START,
        /** Rows below the last good total. */
        DOWN,
        /** Rows that rose faster than is stated. */
        FAST,
        /** Rows so far above the last good total that a return to it would look like a reset. */
        JUMP
    }

    /** More rows of a run do not wait for a verdict. */
    static final int MOST_HELD = 4;

    Kind kind = Kind.NONE;
    int rows;
    /** How many of the newest rows wait for a verdict. */
    int held;
    /** Number of zeros at the start that wait before the jump. */
    int zeros;
    /** Whether the run follows others since the last good total, so that it does not begin at its zero. */
    boolean broken;
    /** Whether the run is taken for a reset so far. */
    boolean believed;

    double first;
    long firstMicros;
    double last;
    long lastMicros;
    /** The largest step. */
    double rise;
    /** The largest rate, per microsecond. */
    double rate;

    /** Ends it. */
    void close() {
        kind = Kind.NONE;
        rows = 0;
        held = 0;
        zeros = 0;
        broken = false;
        believed = false;
    }

    /** Begins with a row. */
    void open(Kind other, Row row) {
        close();
        kind = other;
        rows = 1;
        held = 1;
        rise = 0;
        rate = 0;
        first = row.value;
        firstMicros = row.timeMicros;
        last = row.value;
        lastMicros = row.timeMicros;
    }

    /** One row below the last good total, with the time when it came and that of the newest equal one. */
    static TotalRun down(double value, long firstMicros, long lastMicros) {
        TotalRun run = new TotalRun();
        run.kind = Kind.DOWN;
        run.rows = 1;
        run.held = 1;
        run.first = value;
        run.firstMicros = firstMicros;
        run.last = value;
        run.lastMicros = lastMicros;
        return run;
    }

    /** Whether a row is not below the last one of the run, and rose no faster than is stated. */
    boolean goesOn(TotalStep.Params params, Row row) {
        return row.value >= last && !params.isTooFast(row.value - last, row.timeMicros - lastMicros);
    }

    /** Goes on with a row. */
    void extend(Row row) {
        rise = Math.max(rise, row.value - last);
        if (row.timeMicros > lastMicros) {
            rate = Math.max(rate, (row.value - last) / (row.timeMicros - lastMicros));
        }
        last = row.value;
        lastMicros = row.timeMicros;
        rows++;
        held = Math.min(held + 1, zeros + MOST_HELD);
    }

    void write(DataOutput out) throws IOException {
        out.writeUTF(kind.name());
        out.writeInt(rows);
        out.writeByte(held);
        out.writeByte(zeros);
        out.writeBoolean(broken);
        out.writeBoolean(believed);
        out.writeDouble(first);
        out.writeLong(firstMicros);
        out.writeDouble(last);
        out.writeLong(lastMicros);
        out.writeDouble(rise);
        out.writeDouble(rate);
    }

    static TotalRun read(DataInput in) throws IOException {
        TotalRun run = new TotalRun();
        String name = in.readUTF();
        try {
            run.kind = Kind.valueOf(name);
        } catch (IllegalArgumentException e) {
            throw new IOException("a total has no run '" + name + "'", e);
        }
        run.rows = in.readInt();
        run.held = in.readByte();
        run.zeros = in.readByte();
        run.broken = in.readBoolean();
        run.believed = in.readBoolean();
        run.first = in.readDouble();
        run.firstMicros = in.readLong();
        run.last = in.readDouble();
        run.lastMicros = in.readLong();
        run.rise = in.readDouble();
        run.rate = in.readDouble();
        return run;
    }
}
