package org.metrobed.analysis.quality;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.params.ParamSpec;

/**
 * A quality test: describes itself, declares its parameters, and gives verdicts. Immutable, thread-safe: its memory of
 * a datastream is in a state object.
 *
 * @param <P> its parameters
 * @param <S> its state for one datastream; {@link Void} for none
 */
public abstract class QualityTest<P, S> {

    private final int slot;
    private final Phase phase;
    private final ParamSpec<?> params;
    private final TestInfo info;

    /**
     * A test.
     *
     * @param slot its place in {@link TestBits}, fixed for ever
     * @param phase when its verdict is final
     * @param info its description
     * @param params the record of its parameters
     * @throws IllegalArgumentException if the slot is not below {@link TestBits#SLOTS}
     */
    QualityTest(int slot, Phase phase, TestInfo info, Class<? extends Record> params) {
        if (slot < 0 || slot >= TestBits.SLOTS) {
            throw new IllegalArgumentException("slot " + slot + " is not in [0," + TestBits.SLOTS + ")");
        }
        this.slot = slot;
        this.phase = phase;
        this.params = ParamSpec.of(params);
        this.info = info.withThresholds(this.params);
    }

    /** Its place in {@link TestBits}, fixed for ever. */
    public final int slot() {
        return slot;
    }

    /** When its verdict is final. */
    public final Phase phase() {
        return phase;
    }

    /** Its description: the fault that it finds, and its thresholds. */
    public final TestInfo info() {
        return info;
    }

    /** The parameters that it reads. */
    public final ParamSpec<?> params() {
        return params;
    }

    /** Where a bundle states its parameters. */
    public Place place() {
        return Place.QUALITY;
    }

    /** Largest number of records of parameters in a bundle's list; 0 if it is not a list. */
    public int listed() {
        return 0;
    }

    /** The place in a bundle for the parameters of a test. */
    public enum Place {
        /** Under {@code quality}, by the code of the test. */
        QUALITY,
        /** Under {@code quality}; the catalog resolves its peers. */
        QUALITY_WITH_OTHERS,
        /** As {@code ranges}. */
        RANGES,
        /** Nowhere: it runs on files. */
        NOWHERE
    }

    /** Its state before the first row; null if it has no state. */
    S newState() {
        return null;
    }

    /** Writes its state. */
    void writeState(S state, DataOutput out) throws IOException {}

    /** Reads what {@link #writeState} wrote. */
    S readState(DataInput in) throws IOException {
        return null;
    }

    /** The verdict on a row, which is added to the state; NOT_EVALUATED if the next row decides, null for none. */
    QualityFlag accept(P parameters, S state, Row row) {
        return outOfOrder(row);
    }

    /** Whether {@link #decideBefore} ever returns a verdict. */
    boolean decidesBefore(P parameters) {
        return false;
    }

    /** The verdict of a row on the one before it, which has a value; null if it changes nothing. */
    QualityFlag decideBefore(P parameters, S state, Row row) {
        return null;
    }

    /**
     * Of a test that {@link #decidesBefore}: whether it may still change its verdict on the newest row.
     *
     * @param rows the number of rows so far: 1, or 2 for more
     * @param verdict its verdict on the newest row
     */
    boolean awaitsNext(P parameters, int rows, QualityFlag verdict) {
        return true;
    }

    /** The verdict on a row of a test that needs the rows before it, if these are not known. */
    static QualityFlag outOfOrder(Row row) {
        return row.isMissing() ? QualityFlag.MISSING : QualityFlag.NOT_EVALUATED;
    }
}
