package org.metrobed.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.metrobed.model.Datastream.Stamp;
import org.metrobed.model.Datastream.Statistic;

class StampTest {

    @Test
    void phenomenonTimeIsTheBeginOfTheInterval() {
        assertThat(Stamp.BEGIN.phenomenonMicros(5_000_000, 1_000)).isEqualTo(5_000_000);
        assertThat(Stamp.MIDDLE.phenomenonMicros(5_000_000, 1_000)).isEqualTo(4_500_000);
        assertThat(Stamp.END.phenomenonMicros(5_000_000, 1_000)).isEqualTo(4_000_000);
        assertThat(Stamp.INSTANT.phenomenonMicros(5_000_000, 1_000)).isEqualTo(5_000_000);
    }

    @ParameterizedTest
    @EnumSource
    void timeStampIsFoundAgainAlsoOfAnOddInterval(Stamp stamp) {
        assertThat(stamp.stampMicros(stamp.phenomenonMicros(-7, 333), 333)).isEqualTo(-7);
    }

    @Test
    void stampsOfMeansAndCountsAreEndsUnlessTheCatalogSaysOtherwise() {
        assertThat(Statistic.MEAN.usualStamp()).isEqualTo(Stamp.END);
        assertThat(Statistic.COUNT.usualStamp()).isEqualTo(Stamp.END);
        assertThat(Statistic.INSTANT.usualStamp()).isEqualTo(Stamp.INSTANT);
        assertThat(Statistic.DIRECTION.usualStamp()).isEqualTo(Stamp.INSTANT);
    }
}
