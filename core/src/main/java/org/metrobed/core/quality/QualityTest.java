package org.metrobed.core.quality;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.metrobed.core.model.QualityFlag;
import org.metrobed.core.params.ParamSpec;

/**
 * A quality test: explains itself, says what parameters it reads, and gives verdicts. Immutable, thread-safe: what it remembers
 * of a datastream is in its state.
 *
 * @param <P> its parameters
 * @param <S> what it remembers of one datastream; {@link Void} for nothing
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
     * @param info what it finds
     * @param params the record of its parameters
     */
    QualityTest(int slot, Phase phase, TestInfo info, Class<? extends Record> params) {
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

    /** What it finds and by which thresholds. */
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

    /** How many records of parameters a bundle may state at once, as a list; 0 for one that is no list. */
    public int listed() {
        return 0;
    }

    /** Where a bundle states parameters of a test. */
    public enum Place {
        /** Under {@code quality}, by the code of the test. */
        QUALITY,
        /** Under {@code quality}, and the datastreams that it asks are found by the catalog. */
        QUALITY_WITH_OTHERS,
        /** As {@code ranges}. */
        RANGES,
        /** Nowhere: it runs on files. */
        NOWHERE
    }

    /** What it remembers before the first row; null when it remembers nothing. */
    S newState() {
        return null;
    }

    /** Writes what it remembers. */
    void writeState(S state, DataOutput out) throws IOException {}

    /** Reads what {@link #writeState} wrote. */
    S readState(DataInput in) throws IOException {
        return null;
    }

    /** The verdict on a row, which the state takes in; one that the next row decides says so by NOT_EVALUATED. */
    QualityFlag accept(P parameters, S state, Row row) {
        return outOfOrder(row);
    }

    /** Whether {@link #decideBefore} ever says something. */
    boolean decidesBefore(P parameters) {
        return false;
    }

    /** The verdict that a row brings on the one before it, which has a value; null when it changes nothing. */
    QualityFlag decideBefore(P parameters, Row row) {
        return null;
    }

    /** Of a test that {@link #decidesBefore}: whether it may still do so for the newest of so many rows, 1, or 2 for more. */
    boolean awaitsNext(P parameters, int rows) {
        return true;
    }

    /** What is said of a row by a test that needs those before it, where these are not known. */
    static QualityFlag outOfOrder(Row row) {
        return row.isMissing() ? QualityFlag.MISSING : QualityFlag.NOT_EVALUATED;
    }
}
