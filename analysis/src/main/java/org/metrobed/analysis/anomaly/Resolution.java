package org.metrobed.analysis.anomaly;

/**
 * The resolution of counted magnitudes. Immutable.
 *
 * @param binsPerOctave bins from a magnitude to its double
 * @param octaves how far below the largest magnitude bins reach
 */
record Resolution(int binsPerOctave, int octaves) {

    Rarity rarity() {
        return new Rarity(binsPerOctave, octaves);
    }

    SignedRarity signedRarity() {
        return new SignedRarity(binsPerOctave, octaves);
    }
}
