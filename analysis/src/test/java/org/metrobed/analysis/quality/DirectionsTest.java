package org.metrobed.analysis.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.metrobed.model.QualityFlag.FAIL;
import static org.metrobed.model.QualityFlag.GOOD;
import static org.metrobed.model.QualityFlag.NOT_EVALUATED;
import static org.metrobed.model.QualityFlag.SUSPECT;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.Scale;
import org.metrobed.model.Verdicts;
import org.metrobed.model.limits.CrossCheckLimits;
import org.metrobed.model.limits.CrossCheckLimits.Kind;
import org.metrobed.model.limits.NeighbourLimits;
import org.metrobed.model.limits.QualityConfig;
import org.metrobed.model.limits.Sentinels;
import org.metrobed.model.limits.Span;
import org.metrobed.model.params.ParamSpec;
import org.metrobed.model.params.TestParams;

/** Directions around north in every test that compares values. */
class DirectionsTest {

    private static final long MINUTE = 60_000_000;
    private static final List<Double> NORTH = List.of(350.0, 10.0, 355.0, 5.0, 340.0, 20.0);

    @Test
    void steadyNorthWindChangesAtMostFortyDegrees() {
        RateOfChange.Params limits = new RateOfChange.Params(60, 120, 60, false);
        assertThat(flags(limits, Scale.CIRCLE, NORTH)).containsOnly(GOOD);
        assertThat(flags(limits, Scale.LINE, NORTH)).contains(FAIL);
        assertThat(flags(limits, Scale.CIRCLE, List.of(350.0, 60.0, 250.0))).containsExactly(GOOD, SUSPECT, FAIL);
    }

    @Test
    void steadyNorthWindHasNoSpike() {
        for (Spike.Method method : Spike.Method.values()) {
            Spike.Params limits = new Spike.Params(60, 75, method);
            assertThat(flags(limits, Scale.CIRCLE, NORTH)).doesNotContain(SUSPECT, FAIL);
            assertThat(flags(limits, Scale.CIRCLE, List.of(350.0, 90.0, 10.0))).contains(FAIL);
        }
    }

    @Test
    void vaneThatTremblesAboutNorthIsFlat() {
        FlatLine.Params limits = FlatLine.Params.ofGap(180, 300, 1, 3_600);
        List<Double> trembling = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            trembling.add(i % 2 == 0 ? 359.8 : 0.2);
        }
        assertThat(flags(limits, Scale.CIRCLE, trembling)).containsExactly(GOOD, GOOD, GOOD, SUSPECT, SUSPECT, FAIL);
        assertThat(flags(limits, Scale.CIRCLE, List.of(350.0, 10.0, 30.0, 50.0, 70.0, 90.0)))
                .containsOnly(GOOD);
    }

    @Test
    void exemptSpanMayCrossNorth() {
        FlatLine.Params limits = FlatLine.Params.ofGap(120, 120, 1, 3_600)
                .withExcept(new FlatLine.Except(new Span(359, 1), Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY));
        assertThat(flags(limits, Scale.CIRCLE, List.of(359.8, 0.1, 359.8, 0.1, 359.8)))
                .containsOnly(GOOD);
        assertThat(flags(limits, Scale.CIRCLE, List.of(90.0, 90.1, 90.0, 90.1))).contains(FAIL);
    }

    @Test
    void spreadAboutNorthIsSmall() {
        for (AttenuatedSignal.Check check : AttenuatedSignal.Check.values()) {
            AttenuatedSignal.Params limits = new AttenuatedSignal.Params(1, 0.5, 600, 2, check, 100);
            assertThat(flags(limits, Scale.CIRCLE, List.of(359.9, 0.1, 359.9, 0.1)))
                    .as(check.name())
                    .containsExactly(NOT_EVALUATED, FAIL, FAIL, FAIL);
            assertThat(flags(limits, Scale.CIRCLE, NORTH)).as(check.name()).doesNotContain(SUSPECT, FAIL);
        }
    }

    @Test
    void spansOfRangeAndClimatologyMayCrossNorth() {
        GrossRange.Params range = new GrossRange.Params(new Span(0, 360), new Span(340, 20));
        assertThat(flags(range, Scale.CIRCLE, List.of(350.0, 20.0, 21.0, 180.0, 365.0)))
                .containsExactly(GOOD, GOOD, SUSPECT, SUSPECT, FAIL);
        Climatology.Params usual = ParamSpec.of(Climatology.Params.class)
                .make(Map.of(
                        "members", List.of(new Climatology.Member(List.of(), null, new Span(340, 20), Span.OPEN))));
        assertThat(flags(usual, Scale.CIRCLE, List.of(350.0, 5.0, 180.0))).containsExactly(GOOD, GOOD, SUSPECT);
    }

    @Test
    void twinVanesAreComparedAroundTheCircle() {
        CrossCheckLimits twins = new CrossCheckLimits("other", Kind.TWIN_OF, 15, 0.5, 30);
        assertThat(CrossCheck.TEST.verdict(twins, 355, 5, Scale.CIRCLE)).isEqualTo(GOOD);
        assertThat(CrossCheck.TEST.verdict(twins, 350, 10, Scale.CIRCLE)).isEqualTo(SUSPECT);
    }

    @Test
    void neighboursAreComparedAroundTheCircle() {
        NeighbourLimits limits = new NeighbourLimits(List.of("a", "b", "c"), 3, 6, 5, 3, 60);
        List<Double> north = List.of(350.0, 0.0, 10.0);
        assertThat(Neighbours.TEST.verdict(5, north, limits, Scale.CIRCLE)).isEqualTo(GOOD);
        assertThat(Neighbours.TEST.verdict(355, north, limits, Scale.CIRCLE)).isEqualTo(GOOD);
        assertThat(Neighbours.TEST.verdict(180, north, limits, Scale.CIRCLE)).isEqualTo(FAIL);
        assertThat(Neighbours.TEST.verdict(5, List.of(0.0, 120.0, 240.0), limits, Scale.CIRCLE))
                .isEqualTo(NOT_EVALUATED);
    }

    @Test
    void everyTurnOfTheVaneGivesTheSameFlags() {
        List<TestParams> tests = List.of(
                new RateOfChange.Params(60, 120, 60, false),
                new Spike.Params(30, 60, Spike.Method.AVERAGE),
                FlatLine.Params.ofGap(180, 300, 25, 3_600),
                new AttenuatedSignal.Params(20, 10, 600, 3, AttenuatedSignal.Check.STD, 100),
                new AttenuatedSignal.Params(20, 10, 600, 3, AttenuatedSignal.Check.RANGE, 100));
        for (int seed = 0; seed < 100; seed++) {
            Random random = new Random(seed);
            List<Double> values = new ArrayList<>();
            double at = 128;
            for (int i = 0; i < 40; i++) {
                at += random.nextInt(8) == 0 ? random.nextInt(128) : random.nextInt(16) - 8;
                values.add(((at % 360) + 360) % 360);
            }
            double turn = random.nextInt(360);
            List<Double> turned =
                    values.stream().map(value -> (value + turn) % 360).toList();
            for (TestParams test : tests) {
                assertThat(flags(test, Scale.CIRCLE, turned))
                        .as("seed %s, %s", seed, test)
                        .isEqualTo(flags(test, Scale.CIRCLE, values));
            }
        }
    }

    private static List<QualityFlag> flags(TestParams test, Scale scale, List<Double> values) {
        List<SeriesCleaning.Row> rows = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            rows.add(new SeriesCleaning.Row(i * MINUTE, values.get(i)));
        }
        return new SeriesCleaning(QualityConfig.ofInterval(MINUTE).with(test), scale, Sentinels.NONE)
                .clean(rows).stream()
                        .map(SeriesCleaning.Cleaned::bits)
                        .map((Verdicts bits) -> TestBits.verdict(bits, test.slot()))
                        .toList();
    }
}
