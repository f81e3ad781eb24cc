package org.metrobed.analysis.product;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.metrobed.analysis.product.AirQualityIndex.Category;
import org.metrobed.analysis.product.AirQualityIndex.Pollutant;

class AirQualityIndexTest {

    @ParameterizedTest
    @CsvSource({
        "PM25,0,0",
        "PM25,9.0,50",
        "PM25,9.05,50",
        "PM25,9.1,51",
        "PM25,12.0,56",
        "PM25,35.4,100",
        "PM25,35.9,102",
        "PM25,55.5,151",
        "PM25,125.5,201",
        "PM25,225.4,300",
        "PM25,225.5,301",
        "PM25,325.4,500",
        "PM25,325.5,500",
        "PM25,345.4,540",
        "PM10,54.9,50",
        "PM10,55,51",
        "PM10,604,500",
        "OZONE_8H,0.054,50",
        "OZONE_8H,0.0709,100",
        "OZONE_8H,0.072,105",
        "OZONE_8H,0.078,126",
        "OZONE_8H,0.200,300",
        "NO2_1H,53.9,50",
        "NO2_1H,100,100",
        "NO2_1H,2049,500"
    })
    void indexIsExactAtTheBreakpointsAndAtHalves(Pollutant pollutant, double concentration, int index) {
        assertThat(AirQualityIndex.of(pollutant, concentration)).hasValue(index);
    }

    @Test
    void truncationIsDecimal() {
        assertThat(AirQualityIndex.of(Pollutant.PM25, 35.5)).hasValue(101);
        assertThat(AirQualityIndex.of(Pollutant.PM25, 0.1 + 0.2)).hasValue(2);
    }

    @Test
    void noiseBelowZeroIsZero() {
        assertThat(AirQualityIndex.of(Pollutant.PM25, -3.2)).hasValue(0);
    }

    @Test
    void absurdConcentrationHasTheLargestIndex() {
        assertThat(AirQualityIndex.of(Pollutant.PM10, 1e300)).hasValue(Integer.MAX_VALUE);
    }

    @Test
    void noValueHasNoIndexNorHasOzoneBeyondItsLastBreakpoint() {
        assertThat(AirQualityIndex.of(Pollutant.PM25, Double.NaN)).isEmpty();
        assertThat(AirQualityIndex.of(Pollutant.OZONE_8H, 0.201)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "50,GOOD",
        "51,MODERATE",
        "150,UNHEALTHY_FOR_SENSITIVE_GROUPS",
        "200,UNHEALTHY",
        "201,VERY_UNHEALTHY",
        "301,HAZARDOUS",
        "900,HAZARDOUS"
    })
    void categoryFollowsTheIndex(int index, Category category) {
        assertThat(Category.of(index)).isEqualTo(category);
    }
}
