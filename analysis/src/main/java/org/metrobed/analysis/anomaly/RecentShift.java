package org.metrobed.analysis.anomaly;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares the mean of the last residuals with their slow mean, over several lengths. It uses signed residuals (level
 * shift) or their distance from 0 (unrest); of the distance, only an increase counts. Mutable, one thread.
 */
final class RecentShift implements Component {

    private static final double SLOW = 0.001;

    private final Cause cause;
    private final List<Integer> lengths;
    private final Recent recent;
    private final SlowMean slow = new SlowMean(SLOW);
    private final List<Rarity> rarities = new ArrayList<>();

    private RecentShift(Cause cause, List<Integer> lengths, Resolution resolution) {
        this.cause = cause;
        this.lengths = lengths;
        this.recent =
                new Recent(lengths.stream().mapToInt(length -> length).max().orElseThrow());
        lengths.forEach(length -> rarities.add(resolution.rarity()));
    }

    /** Detects a shift to another level. */
    static RecentShift levelShift(List<Integer> lengths, Resolution resolution) {
        return new RecentShift(Cause.LEVEL_SHIFT, lengths, resolution);
    }

    /** Detects distance from the usual value on either side. */
    static RecentShift unrest(List<Integer> lengths, Resolution resolution) {
        return new RecentShift(Cause.UNREST, lengths, resolution);
    }

    @Override
    public double surprise(DetectorSample sample) {
        boolean signed = cause == Cause.LEVEL_SHIFT;
        double number = signed ? sample.residual() : Math.abs(sample.residual());
        recent.add(number);
        double sum = 0;
        for (int i = 0; i < rarities.size(); i++) {
            double shift = recent.mean(lengths.get(i)) - slow.mean();
            double magnitude = signed ? Math.abs(shift) : Math.max(0, shift);
            sum += rarities.get(i).surprise(magnitude);
            rarities.get(i).add(magnitude);
        }
        slow.add(number);
        return sum / rarities.size();
    }

    @Override
    public Cause cause() {
        return cause;
    }

    @Override
    public int bytes() {
        return recent.bytes()
                + slow.bytes()
                + rarities.stream().mapToInt(SavedState::bytes).sum();
    }

    @Override
    public void write(ByteBuffer out) {
        recent.write(out);
        slow.write(out);
        rarities.forEach(rarity -> rarity.write(out));
    }

    @Override
    public void read(ByteBuffer in) {
        recent.read(in);
        slow.read(in);
        rarities.forEach(rarity -> rarity.read(in));
    }
}
