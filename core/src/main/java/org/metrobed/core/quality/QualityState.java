package org.metrobed.core.quality;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.metrobed.core.params.VarInts;

/**
 * What the tests remember of one datastream: the newest row, the value before it, and the windows of the tests that have
 * one. Also tells, until the next row, what that row decided about the one before. About 100 bytes without windows, 40 when
 * written. Mutable, one thread.
 */
public final class QualityState {

    private static final int VERSION = 2;
    /** Behind what the tests remember. */
    private static final int END = 0xFF;

    /** 0, 1, or 2 for more. */
    int rows;

    long timeMicros;
    /** Of the newest row; NaN when missing. */
    double value = Double.NaN;
    /** Of the row before it; NaN when missing. */
    double valueBefore = Double.NaN;
    /** Of the newest row. */
    long bits;

    /** What tests remember, by their slot; null where nothing is remembered, null altogether when no test remembers. */
    private Object[] memories;

    /** Whose tests' memories these are by now. */
    private QualityRun run;

    /** Where {@link QualityRun} keeps the row that it tests. */
    final Row row = new Row();

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

    /** What a test remembers by now; null when it remembers nothing. */
    Object memory(QualityTest<?, ?> test) {
        return memories == null ? null : memories[test.slot()];
    }

    /** What a test remembers, from now on if not before; null when it never remembers anything. */
    Object of(QualityTest<Object, Object> test) {
        Object memory = memory(test);
        if (memory == null) {
            memory = test.newState();
            if (memory != null) {
                memories = memories == null ? new Object[TestBits.SLOTS] : memories;
                memories[test.slot()] = memory;
            }
        }
        return memory;
    }

    /** Drops what tests remember that run no longer, when another run goes on with it. */
    void keep(QualityRun other, boolean[] running) {
        if (other == run) {
            return;
        }
        run = other;
        if (memories != null) {
            for (int slot = 0; slot < memories.length; slot++) {
                memories[slot] = running[slot] ? memories[slot] : null;
            }
        }
    }

    /** Writes all that the next row needs; what the last row decided is not kept. */
    public void write(DataOutput out) throws IOException {
        out.writeByte(VERSION);
        VarInts.write(out, rows);
        VarInts.write(out, timeMicros);
        out.writeDouble(value);
        out.writeDouble(valueBefore);
        VarInts.write(out, bits);
        for (int slot = 0; memories != null && slot < memories.length; slot++) {
            if (memories[slot] != null) {
                out.writeByte(slot);
                write(QualityTests.ofSlot(slot), memories[slot], out);
            }
        }
        out.writeByte(END);
    }

    @SuppressWarnings("unchecked") // what is remembered in a slot is of the test in the slot
    private static <S> void write(QualityTest<?, S> test, Object memory, DataOutput out) throws IOException {
        test.writeState((S) memory, out);
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IOException also for a version or a test that is not known
     */
    public static QualityState read(DataInput in) throws IOException {
        int version = in.readUnsignedByte();
        if (version != VERSION) {
            throw new IOException("state of quality tests has version " + version + ", known is " + VERSION);
        }
        QualityState state = new QualityState();
        state.rows = VarInts.readCount(in);
        state.timeMicros = VarInts.read(in);
        state.value = in.readDouble();
        state.valueBefore = in.readDouble();
        state.bits = VarInts.read(in);
        for (int slot = in.readUnsignedByte(); slot != END; slot = in.readUnsignedByte()) {
            QualityTest<?, ?> test = QualityTests.ofSlot(slot);
            if (test == null) {
                throw new IOException("state of quality tests has a slot " + slot + ", which no test has");
            }
            state.memories = state.memories == null ? new Object[TestBits.SLOTS] : state.memories;
            state.memories[slot] = test.readState(in);
        }
        return state;
    }
}
