package org.metrobed.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.metrobed.analysis.quality.GrossRange;
import org.metrobed.analysis.quality.TotalStep;
import org.metrobed.analysis.quality.WholeNumber;
import org.metrobed.catalog.compile.CatalogReader;
import org.metrobed.catalog.yaml.YamlProblem;
import org.metrobed.model.Datastream;
import org.metrobed.model.Datastream.Stamp;
import org.metrobed.model.DatastreamSettings;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.limits.QualityConfig;

class StatisticsTest {

    @Test
    void totalHasItsTestWithTheLimitAtWhichItRollsOverAndNoAnomalyDetection() {
        DatastreamSettings usual = settings("statistic: total");
        assertThat(usual.quality().find(TotalStep.Params.class)).contains(TotalStep.Params.USUAL);
        assertThat(usual.anomalyDetection().on()).isFalse();
        DatastreamSettings stated =
                settings("statistic: total, rolls-over-at: 65536, quality: { total-step: { suspect: 20 } }");
        assertThat(stated.quality().find(TotalStep.Params.class))
                .contains(new TotalStep.Params(20, 3_600, 3_600, 65_536));
        assertThat(stated.kind().rollsOverAt()).isEqualTo(65_536);
        assertThat(settings("statistic: instant").quality().find(TotalStep.Params.class))
                .isEmpty();
    }

    @Test
    void amountIsStampedAtTheEndOfItsIntervalAndMayHaveRangesOverATime() {
        DatastreamSettings rain = settings("statistic: amount, ranges: { fail: [0, 60], per: PT10M }");
        assertThat(rain.stamp()).isEqualTo(Stamp.END);
        assertThat(rain.fail().high()).isEqualTo(6);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "statistic: instant",
                "statistic: mean",
                "statistic: count",
                "statistic: amount",
                "statistic: total",
                "statistic: state",
                "statistic: mean, quality: { climatology: { members: [{ suspect: [0, open] }] } }"
            })
    void rangesAreAlwaysTestedSoAnInfiniteValueNeverPasses(String property) {
        QualityConfig quality = settings(property).quality();
        GrossRange.Params ranges = quality.find(GrossRange.Params.class).orElseThrow();
        for (double infinite : new double[] {Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY}) {
            assertThat(GrossRange.TEST.verdict(infinite, ranges)).isEqualTo(QualityFlag.FAIL);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "statistic: count | 0.0 | true",
                "statistic: amount | 0.0 | false",
                "statistic: amount, ranges: { suspect: [open, 50] } | 0.0 | false",
                "statistic: amount, ranges: { suspect: [-5, 50] } | NaN | false",
                "statistic: amount, ranges: { fail: [-50, 50] } | -50.0 | false",
                "statistic: count, ranges: { fail: [open, 50] } | NaN | true",
                "statistic: mean | NaN | false",
                "statistic: total | NaN | false",
            })
    void countOrAmountIsNotNegativeAndACountIsWholeUnlessRangesSayOtherwise(
            String property, double least, boolean whole) {
        DatastreamSettings settings = settings(property);
        assertThat(Double.valueOf(settings.fail().low())).isEqualTo(Double.valueOf(least));
        assertThat(settings.quality().find(WholeNumber.Params.class).isPresent())
                .isEqualTo(whole);
    }

    @ParameterizedTest
    @CsvSource({
        "'mean, interval: P30D', true",
        "'mean, interval: P31D', false",
        "'mean, interval: P31D, stamp: middle', true",
        "'amount, interval: P28D, stamp: middle', true",
        "'amount, interval: P31D, stamp: begin', false",
        "'instant, interval: P30D', false",
        "'mean, interval: P4W', true",
        "'mean, interval: P27D', false",
    })
    void intervalOfAboutAMonthIsWarnedOfUnlessItsBeginIsStamped(String property, boolean warned) {
        assertThat(warnings(property).anyMatch(one -> one.contains("the readings lie in the wrong month")))
                .isEqualTo(warned);
    }

    @ParameterizedTest
    @CsvSource({
        "'total, interval: P1D', true",
        "'total, interval: P7D', true",
        "'total, interval: P1D, stamp: end', false",
        "'total, interval: P1D, stamp: instant', false",
        "'total, interval: PT1H', false",
        "'instant, interval: P1D', false",
    })
    void totalOfADayOrMoreIsWarnedOfUnlessItsStampIsStated(String property, boolean warned) {
        assertThat(warnings(property).anyMatch(one -> one.contains("has the increase of the day before")))
                .isEqualTo(warned);
    }

    private static Stream<String> warnings(String property) {
        List<YamlProblem> warnings = new ArrayList<>();
        CatalogReader.read(
                CatalogFiles.of(Map.of("t.yaml", bundle("statistic: " + property))),
                1,
                DecoderRules.ANY,
                warnings::add);
        return warnings.stream().map(YamlProblem::message);
    }

    @Test
    void intervalOfAMonthIsRefusedWithTheWayOut() {
        assertThatThrownBy(() -> CatalogReader.read(
                        CatalogFiles.of(Map.of("t.yaml", bundle("statistic: amount, interval: P1M"))), 1))
                .hasMessageContaining("'P1M', must be an ISO 8601 duration")
                .hasMessageContaining("for values of months state P31D and 'stamp: begin'");
    }

    @Test
    void usualRangeStaysBesideTheLeastPossibleValue() {
        assertThat(settings("statistic: amount, ranges: { suspect: [open, 50] }")
                        .suspect()
                        .high())
                .isEqualTo(50);
    }

    @Test
    void valueReportedOnChangeHoldsUntilTheNextOneAndAStateAtItsIntervalForTwoIntervals() {
        assertThat(settings("statistic: instant, reports: on-change").kind().holdMillis())
                .isZero();
        assertThat(settings("statistic: instant, reports: on-change, hold: PT24H")
                        .kind()
                        .holdMillis())
                .isEqualTo(86_400_000);
        assertThat(settings("statistic: state").kind().holdMillis()).isEqualTo(120_000);
        assertThat(settings("statistic: instant").kind().isHeld()).isFalse();
    }

    @Test
    void stateHasItsWords() {
        DatastreamSettings door = settings("statistic: state, states: { closed: 0, open: 1 }");
        assertThat(door.options().findState(1)).contains("open");
        assertThat(door.options().findState(2)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "statistic: total, quality: { spike: { suspect: 1 } } | judged by total-step",
                "statistic: total, quality: { rate-of-change: { suspect: 1 } } | judged by total-step",
                "statistic: state, quality: { spike: { suspect: 1 } } | the change of a state has no size",
                "statistic: mean, quality: { total-step: { suspect: 1 } } | only a total has this test",
                "statistic: mean, rolls-over-at: 100 | only a total rolls over",
                "statistic: mean, hold: PT1H | only a state, or a datastream that reports on-change, has a hold",
                "statistic: count, reports: on-change | only readings of statistic instant or state",
                "statistic: instant, states: { off: 0 } | only a state has words",
                "statistic: state, states: { off: 0, no: 0 } | is 0.0, which another key of states has",
                "statistic: state, states: {} | must have 1 to 64 states",
                "statistic: total, watch: { severity: info } | has no usual values of an hour",
            })
    void settingThatDoesNotFitTheStatisticIsRefused(String property, String rule) {
        assertThatThrownBy(() -> compile(property))
                .isInstanceOf(CatalogException.class)
                .hasMessageContaining(rule);
    }

    private static DatastreamSettings settings(String property) {
        return compile(property).settings();
    }

    private static Datastream compile(String property) {
        return CatalogReader.read(CatalogFiles.of(Map.of("t.yaml", bundle("interval: PT1M, " + property))), 1)
                .findDatastream("t/a/p")
                .orElseThrow();
    }

    private static String bundle(String property) {
        return """
                testbed: { id: t, name: T, zone: Europe/Berlin }
                properties:
                  p: { name: P, unit: "1", %s }
                thing-types:
                  any: { family: infrastructure, properties: { p: {} } }
                things:
                  a: { name: a, type: any, location: { lat: 52.5, lon: 13.4 } }
                """.formatted(property);
    }
}
