package org.metrobed.analysis.anomaly;

import java.nio.ByteBuffer;

/** Distance from the usual value of the time of day. Mutable, one thread. */
final class SeasonalResidual implements Component {

    private final SeasonalProfile profile;
    private final Rarity rarity;

    SeasonalResidual(SeasonalProfile profile, Resolution resolution) {
        this.profile = profile;
        this.rarity = resolution.rarity();
    }

    /** A value whose bin is empty is not counted: it says nothing about the usual distance from the usual value. */
    @Override
    public double surprise(DetectorSample sample) {
        double magnitude = Math.abs(profile.residual(sample));
        double surprise = rarity.surprise(magnitude);
        if (profile.count(profile.bin(sample)) > 0) {
            rarity.add(magnitude);
        }
        profile.add(sample);
        return surprise;
    }

    @Override
    public Cause cause() {
        return Cause.SEASON;
    }

    @Override
    public int bytes() {
        return profile.bytes() + rarity.bytes();
    }

    @Override
    public void write(ByteBuffer out) {
        profile.write(out);
        rarity.write(out);
    }

    @Override
    public void read(ByteBuffer in) {
        profile.read(in);
        rarity.read(in);
    }
}
