package org.metrobed.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GasTest {

    /** Molar mass | reference temperature | factors that authorities publish, to two digits. */
    @ParameterizedTest
    @CsvSource({
        "46.0055, 25, 1.88",
        "46.0055, 20, 1.91",
        "47.998, 25, 1.96",
        "47.998, 20, 2.00",
        "64.066, 25, 2.62",
        "64.066, 20, 2.66",
        "30.006, 20, 1.25",
        "28.010, 25, 1.145",
        "28.010, 20, 1.16"
    })
    void factorIsTheOneThatAuthoritiesPublish(double molarMass, double celsius, double published) {
        assertThat(new Gas(molarMass, celsius).microgramsPerPartInBillion()).isCloseTo(published, within(0.006));
    }

    @Test
    void factorIsTheFormula() {
        assertThat(new Gas(46.0055, 25).microgramsPerPartInBillion()).isEqualTo(46.0055 * 12.187 / 298.15);
    }

    @Test
    void nothingWithoutMassOrBelowAbsoluteZeroIsAGas() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Gas(0, 25));
        assertThatIllegalArgumentException().isThrownBy(() -> new Gas(Double.NaN, 25));
        assertThatIllegalArgumentException().isThrownBy(() -> new Gas(46, -273.15));
    }
}
