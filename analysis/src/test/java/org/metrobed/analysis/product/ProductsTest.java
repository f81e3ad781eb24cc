package org.metrobed.analysis.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The registry, and that each product gives the result of its formula; the formulas have their own tests. */
class ProductsTest {

    private static final double NONE = Double.NaN;
    private static final List<Double> EXAMPLE =
            List.of(13.0, 16.0, 10.0, 21.0, 74.0, 64.0, 53.0, 82.0, 90.0, 75.0, 80.0, 50.0);

    static List<Product> list() {
        return Products.list();
    }

    @ParameterizedTest
    @MethodSource("list")
    void saysWhatItIs(Product product) {
        ProductInfo info = product.info();

        assertThat(info.name()).matches("[a-z0-9]+(-[a-z0-9]+)*");
        assertThat(info.summary()).endsWith(".").doesNotContain(". ");
        assertThat(List.of(info.explanation(), info.unit(), info.source()))
                .allSatisfy(text -> assertThat(text).isNotBlank());
        assertThat(info.inputs()).isNotEmpty();
        assertThat(Products.find(info.name())).containsSame(product);
        if (product instanceof ProductOfHours ofHours) {
            assertThat(info.inputs()).hasSize(1);
            assertThat(ofHours.hours()).isBetween(1, ProductOfHours.MOST_HOURS);
        }
    }

    @Test
    void namesAreUnique() {
        assertThat(new HashSet<>(Products.names())).hasSameSizeAs(Products.list());
        assertThatThrownBy(() -> Products.get("nope")).isInstanceOf(NoSuchElementException.class);
    }

    @ParameterizedTest
    @MethodSource("list")
    void nothingGivesNothing(Product product) {
        if (product instanceof ProductOfHours ofHours) {
            assertThat(ofHours.of(Collections.nCopies(ofHours.hours(), NONE))).isEmpty();
        } else if (product instanceof ProductOfValues ofValues) {
            assertThat(ofValues.of(Collections.nCopies(product.info().inputs().size(), NONE)))
                    .isEmpty();
        }
    }

    @Test
    void nowCastOfTheExampleAndItsIndexAreExact() {
        assertThat(ParticleNowCast.PM25.of(EXAMPLE)).hasValue(17.4);
        assertThat(ParticleNowCast.PM10.of(EXAMPLE)).hasValue(17);
        assertThat(ParticleIndex.PM25.of(EXAMPLE)).hasValue(66);
        assertThat(ParticleIndex.PM10.of(EXAMPLE)).hasValue(16);
    }

    @ParameterizedTest
    @CsvSource({"9.05, 50", "12.0, 56", "35.9, 102", "125.5, 201"})
    void indexOfSteadyParticlesIsThatOfTheTable(double concentration, double index) {
        assertThat(ParticleIndex.PM25.of(Collections.nCopies(12, concentration)))
                .hasValue(index);
    }

    @Test
    void nitrogenDioxideGoesByTheHour() {
        assertThat(NitrogenDioxideIndex.PRODUCT.of(List.of(53.9))).hasValue(50);
        assertThat(NitrogenDioxideIndex.PRODUCT.of(List.of(100.0))).hasValue(100);
    }

    @Test
    void ozoneGoesByTheMeanOfEightHoursOfWhichSixAreThere() {
        List<Double> hours = new ArrayList<>(Collections.nCopies(8, 0.078));
        assertThat(OzoneIndex.PRODUCT.of(hours)).hasValue(126);
        hours.set(0, NONE);
        hours.set(5, NONE);
        assertThat(OzoneIndex.PRODUCT.of(hours)).hasValue(126);
        hours.set(7, NONE);
        assertThat(OzoneIndex.PRODUCT.of(hours)).isEmpty();
    }

    @Test
    void ozoneBeyondItsLastBreakpointHasNoIndex() {
        assertThat(OzoneIndex.PRODUCT.of(Collections.nCopies(8, 0.201))).isEmpty();
    }

    @Test
    void noiseOfBinaryNumbersIsNotCutOff() {
        List<Double> hours = List.of(0.0706, 0.0714, 0.0706, 0.0714, 0.0706, 0.0714, 0.071, 0.071);
        assertThat(OzoneIndex.PRODUCT.of(hours)).hasValue(101);
    }

    @Test
    void purpleAirTakesBothChannelsAndHumidity() {
        assertThat(PurpleAirEpa.PRODUCT.of(List.of(20.0, 22.0, 50.0)))
                .isEqualTo(PurpleAirCorrection.correct(20, 22, 50))
                .isPresent();
        assertThat(PurpleAirEpa.PRODUCT.of(List.of(10.0, 30.0, 50.0))).isEmpty();
    }
}
