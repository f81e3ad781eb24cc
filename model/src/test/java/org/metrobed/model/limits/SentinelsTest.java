package org.metrobed.model.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SentinelsTest {

    @Test
    void numberThatStandsForNoValueBecomesMissing() {
        Sentinels sentinels = new Sentinels(List.of(-999.0, -200.0));
        assertThat(sentinels.valueOf(-999)).isNaN();
        assertThat(sentinels.valueOf(-200)).isNaN();
        assertThat(sentinels.valueOf(-199.9)).isEqualTo(-199.9);
        assertThat(sentinels.valueOf(Double.NaN)).isNaN();
        assertThat(Sentinels.NONE.valueOf(-999)).isEqualTo(-999);
    }
}
