package org.metrobed.analysis.quality;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.metrobed.model.Verdicts;
import org.metrobed.model.params.VarInts;

/**
 * The state of the tests of one datastream: the newest row, the value before it, and the windows of the tests that have
 * one. Until the next row, it also contains the decision about the row before. About 100 bytes without windows, 40
 * bytes when written. Mutable, one thread.
 */
public final class QualityState {

    private static final int VERSION = 5;
    /** The last version without a second word of bits. */
    private static final int ONE_WORD = 2;
    /** The first version with the runs of totals. */
    static final int WITH_RUNS = 4;
    /** The first version with the total before a reset. */
    static final int WITH_TOTAL_BEFORE_RESET = 5;
    /** Marks the end of the states of tests in the bytes. */
    private static final int END = 0xFF;

    /** 0, 1, or 2 for more. */
    int rows;

    long timeMicros;
    /** Value of the newest row; NaN if missing. */
    double value = Double.NaN;
    /** Value of the row before it; NaN if missing. */
    double valueBefore = Double.NaN;
    /** Bits of the newest row. */
    Verdicts bits = Verdicts.NONE;

    /** States of tests, by slot; null if a test has no state, and null altogether if no test has one. */
    private Object[] memories;

    /** The run to whose tests the states belong. */
    private QualityRun run;

    /** Used by {@link QualityRun} for the row that it tests. */
    final Row row = new Row();

    Verdicts bitsBefore = Verdicts.NONE;
    Verdicts decidedBits = Verdicts.NONE;

    /** Whether the last row changed the bits of the row before it. */
    public boolean hasDecided() {
        return !decidedBits.equals(bitsBefore);
    }

    /** The final bits of the row before the last one, changed or not. */
    public Verdicts decidedBits() {
        return decidedBits;
    }

    /** The last row has decided rows up to this one: 1 is the row before it. */
    public int decidedRows() {
        return Math.max(1, row.decidedTo);
    }

    /**
     * The bits of a row before the last one after the decision of the last row.
     *
     * @param back 1 for the row before the last one
     * @param before its bits before that
     */
    public Verdicts decided(int back, Verdicts before) {
        return back == 1 ? decidedBits : row.decided(back, before);
    }

    /** The rows that wait for a verdict were passed on as they are: no next row came in time. */
    public void giveUp() {
        for (int slot = 0; memories != null && slot < memories.length; slot++) {
            if (memories[slot] != null) {
                giveUp(QualityTests.REGISTERED.at(slot), memories[slot]);
            }
        }
    }

    @SuppressWarnings("unchecked") // the state in a slot is that of the test in the slot
    private static <S> void giveUp(QualityTest<?, S> test, Object memory) {
        test.giveUp((S) memory);
    }

    /** Whether the last row changed the overall flag of the row before it, so that this is a revision. */
    public boolean hasDecidedFlag() {
        return hasDecided() && TestBits.overall(decidedBits) != TestBits.overall(bitsBefore);
    }

    /** The present state of a test; null if it has none. */
    Object memory(QualityTest<?, ?> test) {
        return memories == null ? null : memories[test.slot()];
    }

    /** The state of a test, created if it does not exist; null if the test never has state. */
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

    /** Drops the state of tests that do not run any more, if another run continues with this state. */
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

    /** Writes everything that the next row needs; the decision of the last row is not written. */
    public void write(DataOutput out) throws IOException {
        write(out, QualityTests.REGISTERED);
    }

    void write(DataOutput out, QualityTests registry) throws IOException {
        out.writeByte(VERSION);
        VarInts.write(out, rows);
        VarInts.write(out, timeMicros);
        out.writeDouble(value);
        out.writeDouble(valueBefore);
        VarInts.write(out, bits.word0());
        VarInts.write(out, bits.word1());
        for (int slot = 0; memories != null && slot < memories.length; slot++) {
            if (memories[slot] != null) {
                out.writeByte(slot);
                write(registry.at(slot), memories[slot], out);
            }
        }
        out.writeByte(END);
    }

    @SuppressWarnings("unchecked") // the state in a slot is that of the test in the slot
    private static <S> void write(QualityTest<?, S> test, Object memory, DataOutput out) throws IOException {
        test.writeState((S) memory, out);
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IOException also for an unknown version or test
     */
    public static QualityState read(DataInput in) throws IOException {
        return read(in, QualityTests.REGISTERED);
    }

    static QualityState read(DataInput in, QualityTests registry) throws IOException {
        int version = in.readUnsignedByte();
        if (version < ONE_WORD || version > VERSION) {
            throw new IOException(
                    "state of quality tests has version " + version + ", known are " + ONE_WORD + " to " + VERSION);
        }
        QualityState state = new QualityState();
        state.rows = VarInts.readCount(in);
        state.timeMicros = VarInts.read(in);
        state.value = in.readDouble();
        state.valueBefore = in.readDouble();
        state.bits = new Verdicts(VarInts.read(in), version == ONE_WORD ? 0 : VarInts.read(in));
        for (int slot = in.readUnsignedByte(); slot != END; slot = in.readUnsignedByte()) {
            QualityTest<?, ?> test = registry.at(slot);
            if (test == null) {
                throw new IOException("state of quality tests has a slot " + slot + ", which no test has");
            }
            state.memories = state.memories == null ? new Object[TestBits.SLOTS] : state.memories;
            state.memories[slot] = test.readState(version, state, in);
        }
        return state;
    }
}
