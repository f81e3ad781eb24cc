package org.metrobed.model.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SuppressionPatternTest {

    @ParameterizedTest
    @CsvSource({
        "city/station/pm25, city/station/pm25, true",
        "city/station/pm25, city/station/pm2, false",
        "city/station/*, city/station/thing, true",
        "city/station/*, city/station-2/pm25, false",
        "city/*/pm25, city/park/pm25, true",
        "city/*/pm25, town/park/pm25, false",
        "*/*/*, metrobed/pipeline/ingest, true",
        "city/gw/gateway, city/gw/gateway, true",
        "city/s.ation/pm25, city/station/pm25, false",
        "*/*/*, city/station, false",
    })
    void eachPartIsANameOrAny(String pattern, String datastream, boolean matches) {
        assertThat(SuppressionPattern.parse(pattern).matches(datastream)).isEqualTo(matches);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*", "city/station", "city/stat*/pm25", "city/station/pm25/", "City/a/b", "city//pm25"})
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> SuppressionPattern.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + text + "', must be testbed/thing/property");
    }
}
