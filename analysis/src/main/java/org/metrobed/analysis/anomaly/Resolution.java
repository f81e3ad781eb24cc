package org.metrobed.analysis.anomaly;

/**
 * The resolution of counted magnitudes. Immutable.
 *
 * @param binsPerOctave bins from a magnitude to its double
 * @param octaves how far below the largest magnitude bins reach
 * @param wide whether the counts are read next from bytes of a version with counts of four bytes
 */
record Resolution(int binsPerOctave, int octaves, boolean wide) {

    Resolution(int binsPerOctave, int octaves) {
        this(binsPerOctave, octaves, false);
    }

    Rarity rarity() {
        Rarity rarity = new Rarity(binsPerOctave, octaves);
        if (wide) {
            rarity.widen();
        }
        return rarity;
    }

    SignedRarity signedRarity() {
        return new SignedRarity(rarity(), rarity());
    }
}
