package org.metrobed.core.detect;

import java.nio.ByteBuffer;
import java.util.List;

/** Distance from the usual value of the time of day, by several profiles, coarse and fine. Mutable, one thread. */
final class SeasonalResidual implements Component {

    private final List<SeasonalProfile> profiles;
    private final List<Rarity> rarities;

    SeasonalResidual(List<SeasonalProfile> profiles, Resolution resolution) {
        this.profiles = profiles;
        this.rarities = profiles.stream().map(profile -> resolution.rarity()).toList();
    }

    @Override
    public double surprise(Sample sample) {
        double sum = 0;
        for (int i = 0; i < profiles.size(); i++) {
            double magnitude = Math.abs(profiles.get(i).residual(sample));
            sum += rarities.get(i).surprise(magnitude);
            rarities.get(i).add(magnitude);
            profiles.get(i).add(sample);
        }
        return sum / profiles.size();
    }

    @Override
    public Cause cause() {
        return Cause.SEASON;
    }

    @Override
    public int bytes() {
        return profiles.stream().mapToInt(Saved::bytes).sum()
                + rarities.stream().mapToInt(Saved::bytes).sum();
    }

    @Override
    public void write(ByteBuffer out) {
        profiles.forEach(profile -> profile.write(out));
        rarities.forEach(rarity -> rarity.write(out));
    }

    @Override
    public void read(ByteBuffer in) {
        profiles.forEach(profile -> profile.read(in));
        rarities.forEach(rarity -> rarity.read(in));
    }
}
