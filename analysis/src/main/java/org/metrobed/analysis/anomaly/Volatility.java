package org.metrobed.analysis.anomaly;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** The ratio of the size of the last steps to the usual size; larger or smaller. Mutable, one thread. */
final class Volatility implements Component {

    private static final double SLOW = 0.001;
    private static final double LEAST_RATIO = 1e-6;

    private final SlowMean usual = new SlowMean(SLOW);
    private final List<SlowMean> recent;
    private final List<SignedRarity> rarities = new ArrayList<>();

    /**
     * Nothing seen.
     *
     * @param rates of the means of the last steps, each in (0, 1)
     */
    Volatility(List<Double> rates, Resolution resolution) {
        recent = rates.stream().map(SlowMean::new).toList();
        rates.forEach(rate -> rarities.add(resolution.signedRarity()));
    }

    @Override
    public double surprise(DetectorSample sample) {
        if (!Double.isNaN(sample.step())) {
            double size = Math.abs(sample.step());
            usual.add(size);
            recent.forEach(mean -> mean.add(size));
        }
        double sum = 0;
        for (int i = 0; i < rarities.size(); i++) {
            double ratio = usual.mean() > 0 ? recent.get(i).mean() / usual.mean() : 1;
            double number = StrictMath.log(Math.max(LEAST_RATIO, ratio));
            sum += rarities.get(i).surprise(number);
            rarities.get(i).add(number);
        }
        return sum / rarities.size();
    }

    @Override
    public Cause cause() {
        return Cause.VOLATILITY;
    }

    @Override
    public int bytes() {
        return usual.bytes()
                + recent.stream().mapToInt(SavedState::bytes).sum()
                + rarities.stream().mapToInt(SavedState::bytes).sum();
    }

    @Override
    public void write(ByteBuffer out) {
        usual.write(out);
        recent.forEach(mean -> mean.write(out));
        rarities.forEach(rarity -> rarity.write(out));
    }

    @Override
    public void read(ByteBuffer in) {
        usual.read(in);
        recent.forEach(mean -> mean.read(in));
        rarities.forEach(rarity -> rarity.read(in));
    }
}
