package org.metrobed.model.window;

import com.datadoghq.sketch.ddsketch.DDSketch;
import com.datadoghq.sketch.ddsketch.encoding.ByteArrayInput;
import com.datadoghq.sketch.ddsketch.encoding.GrowingByteArrayOutput;
import com.datadoghq.sketch.ddsketch.mapping.IndexMapping;
import com.datadoghq.sketch.ddsketch.mapping.LogarithmicMapping;
import com.datadoghq.sketch.ddsketch.store.SparseStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * The distribution of readings. Up to {@value #EXACT} readings are kept exactly; more are kept as a DDSketch (Masson,
 * Rim and Lee 2019, <i>DDSketch: a fast and fully-mergeable quantile sketch with relative-error guarantees</i>), whose
 * quantiles have a relative error of at most {@value #RELATIVE_ERROR}. The same readings give the same bytes, in
 * whatever order they are added and merged. Immutable; 8 bytes per reading while exact, then about 2 bytes for each 2 %
 * of the readings' range.
 */
public final class Quantiles {

    /** Up to this many readings are kept exactly. */
    public static final int EXACT = 32;
    /** Largest error of a quantile that is not exact, relative to the value of the true reading. */
    public static final double RELATIVE_ERROR = 0.01;

    /** No readings. */
    public static final Quantiles EMPTY = new Quantiles(new double[0], null);

    static final IndexMapping MAPPING = new LogarithmicMapping(RELATIVE_ERROR);

    private static final byte VALUES = 1;
    private static final byte SKETCH = 2;

    /** Sorted; null if there are more readings than {@link #EXACT}. */
    private final double[] exact;
    /** Encoded without its mapping; null while exact. */
    private final byte[] sketch;

    private Quantiles(double[] exact, byte[] sketch) {
        this.exact = exact;
        this.sketch = sketch;
    }

    /** One finite reading. */
    public static Quantiles of(double value) {
        return new Quantiles(new double[] {checked(value)}, null);
    }

    /** The first {@code count} readings of {@code values}, at most {@value #EXACT}. */
    static Quantiles ofExact(double[] values, int count) {
        double[] sorted = Arrays.copyOf(values, count);
        Arrays.sort(sorted);
        return new Quantiles(sorted, null);
    }

    static Quantiles ofSketch(DDSketch sketch) {
        DDSketch canonical = new DDSketch(MAPPING, SparseStore::new);
        canonical.mergeWith(sketch);
        GrowingByteArrayOutput out = GrowingByteArrayOutput.withDefaultInitialCapacity();
        try {
            canonical.encode(out, true);
        } catch (IOException e) {
            throw new IllegalStateException("a sketch cannot be written to memory", e);
        }
        return new Quantiles(null, out.trimmedCopy());
    }

    /** A finite reading; negative zero becomes zero. */
    static double checked(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(value + " has no place among quantiles");
        }
        return value == 0 ? 0.0 : value;
    }

    /** The distribution of both. */
    public Quantiles merge(Quantiles other) {
        if (other.isEmpty()) {
            return this;
        }
        return isEmpty() ? other : new QuantilesBuilder().add(this).add(other).build();
    }

    /** The readings in another unit. The errors of those that are not exact are relative to the values in the unit before. */
    Quantiles mapped(DoubleUnaryOperator conversion) {
        return exact == null
                ? ofSketch(SketchRanks.mapped(sketch(), conversion))
                : ofExact(
                        Arrays.stream(exact)
                                .map(conversion)
                                .map(Quantiles::checked)
                                .toArray(),
                        exact.length);
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return exact != null && exact.length == 0;
    }

    /** Whether all readings are kept exactly. */
    public boolean isExact() {
        return exact != null;
    }

    /**
     * The quantile, interpolated linearly between the two readings adjacent in rank, as most statistics software does
     * by default (Hyndman and Fan 1996, definition 7).
     *
     * @param share in [0,1]
     * @return NaN if there are no readings
     * @throws IllegalArgumentException for another share
     */
    public double at(double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("a quantile is of a share within [0,1], not of " + share);
        }
        if (isEmpty()) {
            return Double.NaN;
        }
        DDSketch read = exact == null ? sketch() : null;
        long count = exact == null ? (long) read.getCount() : exact.length;
        double rank = share * (count - 1);
        long below = (long) rank;
        double low = exact == null ? SketchRanks.at(read, below) : exact[(int) below];
        double part = rank - below;
        if (part == 0) {
            return low;
        }
        double high = exact == null ? SketchRanks.at(read, below + 1) : exact[(int) below + 1];
        return low * (1 - part) + high * part;
    }

    /** The format in which they are stored and sent; {@link #parse} reads it. Empty for no readings. */
    public byte[] bytes() {
        if (isEmpty()) {
            return new byte[0];
        }
        if (exact == null) {
            return ByteBuffer.allocate(1 + sketch.length)
                    .put(SKETCH)
                    .put(sketch)
                    .array();
        }
        ByteBuffer out = ByteBuffer.allocate(1 + exact.length * Double.BYTES).put(VALUES);
        for (double value : exact) {
            out.putDouble(value);
        }
        return out.array();
    }

    /**
     * Reads the result of {@link #bytes}.
     *
     * @throws IllegalArgumentException if the bytes are something else
     */
    public static Quantiles parse(byte[] bytes) {
        if (bytes.length == 0) {
            return EMPTY;
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        byte kind = in.get();
        if (kind == SKETCH) {
            Quantiles read = new Quantiles(null, Arrays.copyOfRange(bytes, 1, bytes.length));
            read.sketch();
            return read;
        }
        int count = in.remaining() / Double.BYTES;
        if (kind != VALUES || in.remaining() % Double.BYTES != 0 || count > EXACT) {
            throw new IllegalArgumentException("these " + bytes.length + " bytes are no quantiles");
        }
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = checked(in.getDouble());
        }
        return ofExact(values, count);
    }

    /** The readings while they are exact, sorted; must not be changed. */
    double[] exact() {
        return exact;
    }

    /** A new sketch of the readings that are no longer exact. */
    DDSketch sketch() {
        try {
            return DDSketch.decode(ByteArrayInput.wrap(sketch), SparseStore::new, MAPPING);
        } catch (IOException | RuntimeException e) {
            throw new IllegalArgumentException("these " + sketch.length + " bytes are no sketch", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Quantiles that
                && Arrays.equals(exact, that.exact)
                && Arrays.equals(sketch, that.sketch);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(exact) + Arrays.hashCode(sketch);
    }

    @Override
    public String toString() {
        return isEmpty() ? "none" : "median " + at(0.5);
    }
}
