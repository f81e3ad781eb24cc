package org.metrobed.analysis.anomaly;

import java.nio.ByteBuffer;

/** Counts how often a number this far up, or this far down, was seen. Mutable, one thread. */
final class SignedRarity implements SavedState {

    private static final double LN_10 = StrictMath.log(10);

    private final Rarity above;
    private final Rarity below;

    SignedRarity(Rarity above, Rarity below) {
        this.above = above;
        this.below = below;
    }

    /** The surprise of a number on its rarer side, compared with the numbers before it. */
    double surprise(double number) {
        Rarity side = number >= 0 ? above : below;
        double total = above.total() + below.total();
        double outer = side.countFrom(Math.abs(number));
        double rarer = Math.min(outer, total - outer);
        double surprise = -StrictMath.log(Math.min(1, 2 * (rarer + 0.5) / (total + 1))) / LN_10;
        return outer <= total - outer ? surprise + side.beyond(Math.abs(number)) : surprise;
    }

    void add(double number) {
        if (number >= 0) {
            above.add(number);
        } else {
            below.add(-number);
        }
    }

    @Override
    public int bytes() {
        return above.bytes() + below.bytes();
    }

    @Override
    public void write(ByteBuffer out) {
        above.write(out);
        below.write(out);
    }

    @Override
    public void read(ByteBuffer in) {
        above.read(in);
        below.read(in);
    }
}
