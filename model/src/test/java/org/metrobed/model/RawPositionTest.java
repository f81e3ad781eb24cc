package org.metrobed.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RawPositionTest {

    @Test
    void derivedPositionNamesItsReadingAndIsNoReadingsOwn() {
        assertThat(new RawPosition(3, 9, 0).derived()).isEqualTo(new RawPosition(3, 9, -2));
        assertThat(new RawPosition(3, 9, 7).derived()).isEqualTo(new RawPosition(3, 9, -9));
        assertThat(new RawPosition(3, 9, 7).isDerived()).isFalse();
        assertThat(new RawPosition(3, 9, RawPosition.WHOLE_MESSAGE).isDerived()).isFalse();
    }

    @Test
    void whatIsDerivedFromDerivedStaysWhereItIs() {
        RawPosition once = new RawPosition(3, 9, 7).derived();

        assertThat(once.isDerived()).isTrue();
        assertThat(once.derived()).isEqualTo(once);
    }
}
