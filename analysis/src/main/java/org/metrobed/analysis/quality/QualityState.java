package org.metrobed.analysis.quality;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The state of the tests of one datastream: the newest row, the value before it, and the windows of the tests that have
 * one. Until the next row, it also contains the decision about the row before. About 100 bytes without windows, 40
 * bytes when written. Mutable, one thread.
 */
public final class QualityState {

    private static final int VERSION = 1;
    private static final int FLAT_LINE = 1;
    private static final int ATTENUATED_SIGNAL = 2;

    /** 0, 1, or 2 for more. */
    int rows;

    long timeMicros;
    /** Of the newest row; NaN when missing. */
    double value = Double.NaN;
    /** Of the row before it; NaN when missing. */
    double valueBefore = Double.NaN;
    /** Of the newest row. */
    long bits;

    FlatLineState flatLine;
    AttenuatedSignalState attenuatedSignal;

    long bitsBefore;
    long decidedBits;

    /** Whether the last row changed the bits of the row before it. */
    public boolean hasDecided() {
        return decidedBits != bitsBefore;
    }

    /** The final bits of the row before the last one, changed or not. */
    public long decidedBits() {
        return decidedBits;
    }

    /** Whether the last row changed the overall flag of the row before it, which makes it a revision. */
    public boolean hasDecidedFlag() {
        return hasDecided() && TestBits.overall(decidedBits) != TestBits.overall(bitsBefore);
    }

    /** Writes all that the next row needs; what the last row decided is not kept. */
    public void write(DataOutput out) throws IOException {
        out.writeByte(VERSION);
        out.writeByte((flatLine == null ? 0 : FLAT_LINE) | (attenuatedSignal == null ? 0 : ATTENUATED_SIGNAL));
        VarInts.write(out, rows);
        VarInts.write(out, timeMicros);
        out.writeDouble(value);
        out.writeDouble(valueBefore);
        VarInts.write(out, bits);
        if (flatLine != null) {
            flatLine.write(out);
        }
        if (attenuatedSignal != null) {
            attenuatedSignal.write(out);
        }
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IOException also for a version that is not known
     */
    public static QualityState read(DataInput in) throws IOException {
        int version = in.readUnsignedByte();
        if (version != VERSION) {
            throw new IOException("state of quality tests has version " + version + ", known is " + VERSION);
        }
        int parts = in.readUnsignedByte();
        QualityState state = new QualityState();
        state.rows = VarInts.readCount(in);
        state.timeMicros = VarInts.read(in);
        state.value = in.readDouble();
        state.valueBefore = in.readDouble();
        state.bits = VarInts.read(in);
        state.flatLine = (parts & FLAT_LINE) == 0 ? null : FlatLineState.read(in);
        state.attenuatedSignal = (parts & ATTENUATED_SIGNAL) == 0 ? null : AttenuatedSignalState.read(in);
        return state;
    }
}
