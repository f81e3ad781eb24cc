package org.metrobed.analysis.anomaly;

import java.nio.ByteBuffer;

/**
 * Distance from the usual value of the hour, relative to the spread of that hour; it also gives the band. Mutable, one
 * thread.
 */
final class SeasonalDeviation implements Component {

    private static final double OVERALL_RATE = 0.001;
    /** An hour's own spread counts fully if it has many more values than this. */
    private static final int TRUST = 8;
    /** Share of ordinary values outside the band. */
    private static final double OUTSIDE = 0.01;

    private static final double LEAST_SPREAD = 1e-9;

    private final SeasonalProfile profile;
    private final float[] spreads;
    private final Rarity rarity;
    private double overallSpread;
    private int seen;

    SeasonalDeviation(SeasonalProfile profile, Resolution resolution) {
        this.profile = profile;
        this.spreads = new float[profile.size()];
        this.rarity = resolution.rarity();
    }

    /** The band expected for a sample, minus the datastream's first value. */
    Band band(DetectorSample sample) {
        int bin = profile.bin(sample);
        double usual = profile.usual(bin);
        double half = rarity.reachedBy(OUTSIDE) * spread(bin);
        return seen < 2 ? Band.NONE : new Band(usual, usual - half, usual + half);
    }

    @Override
    public double surprise(DetectorSample sample) {
        int bin = profile.bin(sample);
        double residual = profile.residual(sample);
        double deviation = seen < 2 ? 0 : Math.abs(residual) / spread(bin);
        double surprise = rarity.surprise(deviation);
        if (profile.count(bin) > 0) {
            rarity.add(deviation);
        }
        learn(sample, bin, Math.abs(residual));
        return surprise;
    }

    private void learn(DetectorSample sample, int bin, double distance) {
        profile.add(sample);
        spreads[bin] += (float) (profile.weight(profile.count(bin)) * (distance - spreads[bin]));
        if (seen < 1 / OVERALL_RATE) {
            seen++;
        }
        overallSpread += Math.max(OVERALL_RATE, 1.0 / seen) * (distance - overallSpread);
    }

    private double spread(int bin) {
        int count = profile.count(bin);
        return (spreads[bin] * count + overallSpread * TRUST) / (count + TRUST) + LEAST_SPREAD;
    }

    @Override
    public Cause cause() {
        return Cause.DEVIATION;
    }

    @Override
    public int bytes() {
        return profile.bytes() + 4 * spreads.length + rarity.bytes() + 12;
    }

    @Override
    public void write(ByteBuffer out) {
        profile.write(out);
        SavedState.put(out, spreads);
        rarity.write(out);
        out.putDouble(overallSpread).putInt(seen);
    }

    @Override
    public void read(ByteBuffer in) {
        profile.read(in);
        SavedState.get(in, spreads);
        rarity.read(in);
        overallSpread = in.getDouble();
        seen = in.getInt();
    }
}
