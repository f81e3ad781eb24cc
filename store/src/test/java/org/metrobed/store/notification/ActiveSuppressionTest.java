package org.metrobed.store.notification;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ActiveSuppressionTest {

    @ParameterizedTest
    @CsvSource({
        "city/station/pm25, '', true",
        "city/station/*, '', true",
        "*/*/pm25, '', true",
        "*/*/*, watch, true",
        "*/*/*, high, false",
        "city/other/*, '', false",
        "city/stat/pm25, '', false",
        "city/*, '', false",
    })
    void patternCoversWhatItsPartsName(String pattern, String detector, boolean covers) {
        assertThat(new ActiveSuppression(pattern, detector).covers("city/station/pm25", "watch"))
                .isEqualTo(covers);
    }
}
