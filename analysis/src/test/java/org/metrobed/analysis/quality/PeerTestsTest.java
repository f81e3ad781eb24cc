package org.metrobed.analysis.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.metrobed.model.QualityFlag.FAIL;
import static org.metrobed.model.QualityFlag.GOOD;
import static org.metrobed.model.QualityFlag.MISSING;
import static org.metrobed.model.QualityFlag.NOT_EVALUATED;
import static org.metrobed.model.QualityFlag.SUSPECT;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.Scale;
import org.metrobed.model.Verdicts;
import org.metrobed.model.limits.CrossCheckLimits;
import org.metrobed.model.limits.CrossCheckLimits.Kind;
import org.metrobed.model.limits.NeighbourLimits;
import org.metrobed.model.limits.Peers;

class PeerTestsTest {

    private static final Peers PART = crossChecked(new CrossCheckLimits("pm10", Kind.PART_OF, 2, 0, 30));
    private static final Peers NEAR =
            new Peers(List.of(), new NeighbourLimits(List.of("a", "b", "c"), 3, 6, 0.5, 3, 60), 0);

    @ParameterizedTest
    @CsvSource({
        "PART_OF, 14, 10, SUSPECT", "PART_OF, 12, 10, GOOD", "PART_OF, 5, NaN, NOT_EVALUATED",
        "WHOLE_OF, 10, 14, SUSPECT", "WHOLE_OF, 10, 12, GOOD", "WHOLE_OF, NaN, 12, MISSING",
        "PASSAGE_OF, 0, 30, SUSPECT", "PASSAGE_OF, 1, 30, GOOD", "PASSAGE_OF, 0, 2, GOOD",
        "PRESENCE_AT, 30, 0, SUSPECT", "PRESENCE_AT, 30, 1, GOOD", "PRESENCE_AT, 2, 0, GOOD",
        "TWIN_OF, 20, 30, SUSPECT", "TWIN_OF, 100, 104, GOOD", "TWIN_OF, 3, 1, GOOD"
    })
    void eachKindOfCrossCheckFlagsItsContradiction(Kind kind, double own, double other, QualityFlag expected) {
        CrossCheckLimits limits = new CrossCheckLimits("other", kind, 2, kind == Kind.TWIN_OF ? 0.1 : 0, 30);
        assertThat(CrossCheck.TEST.verdict(limits, own, other, Scale.LINE)).isEqualTo(expected);
    }

    @Test
    void valueFromBeforeTheThingsWereNeighboursIsNotCompared() {
        Peers since = new Peers(
                List.of(), new NeighbourLimits(List.of("a", "b", "c"), 3, 6, 0.5, 3, 60, 1_000, List.of()), 0);

        assertThat(neighbours(since, 999)).isEqualTo(NOT_EVALUATED);
        assertThat(neighbours(since, 1_000)).isEqualTo(FAIL);
        assertThat(neighbours(NEAR, 0)).isEqualTo(FAIL);
    }

    @Test
    void neighbourThatWillMoveHereIsNoneUntilThen() {
        List<String> names = List.of("a", "b", "c", "d");
        Peers three =
                new Peers(List.of(), new NeighbourLimits(names, 3, 6, 0.5, 3, 60, 0, List.of(0L, 1_000L, 0L, 0L)), 0);
        Peers four =
                new Peers(List.of(), new NeighbourLimits(names, 3, 6, 0.5, 4, 60, 0, List.of(0L, 1_000L, 0L, 0L)), 0);

        assertThat(neighbours(three, 999)).as("the others judge").isEqualTo(FAIL);
        assertThat(neighbours(four, 999)).isEqualTo(NOT_EVALUATED);
        assertThat(neighbours(four, 1_000)).isEqualTo(FAIL);
    }

    private static QualityFlag neighbours(Peers peers, long timeMicros) {
        Verdicts bits =
                PeerTests.judge(peers, Scale.LINE, timeMicros, 100, (datastream, time, within) -> 1, Verdicts.NONE);
        return TestBits.verdict(bits, Neighbours.TEST.slot());
    }

    @Test
    void testsThatRunAreOpenUntilTheyAreJudged() {
        assertThat(TestBits.verdict(PeerTests.open(PART, 1, Verdicts.NONE), CrossCheck.TEST.slot()))
                .isEqualTo(NOT_EVALUATED);
        assertThat(TestBits.verdict(PeerTests.open(PART, 1, Verdicts.NONE), Neighbours.TEST.slot()))
                .isNull();
        assertThat(TestBits.verdict(PeerTests.open(NEAR, Double.NaN, Verdicts.NONE), Neighbours.TEST.slot()))
                .isEqualTo(MISSING);
        assertThat(PeerTests.open(Peers.NONE, 1, Verdicts.of(7))).isEqualTo(Verdicts.of(7));
    }

    @Test
    void worstOfSeveralCrossChecksCounts() {
        Peers both = crossChecked(
                new CrossCheckLimits("pm10", Kind.PART_OF, 2, 0, 30),
                new CrossCheckLimits("pm1", Kind.WHOLE_OF, 2, 0, 30));
        assertThat(crossCheck(both, 5, Map.of("pm10", 6.0, "pm1", 8.0))).isEqualTo(SUSPECT);
        assertThat(crossCheck(both, 5, Map.of("pm10", 6.0))).isEqualTo(GOOD);
        assertThat(crossCheck(both, 5, Map.of())).isEqualTo(NOT_EVALUATED);
    }

    @Test
    void neighboursJudgeTogether() {
        assertThat(near(90, Map.of("a", 20.0, "b", 20.1, "c", 20.2))).isEqualTo(FAIL);
        assertThat(near(20, Map.of("a", 20.0, "b", 20.1, "c", 20.2))).isEqualTo(GOOD);
        assertThat(near(90, Map.of("a", 20.0, "b", 20.1))).isEqualTo(NOT_EVALUATED);
    }

    @Test
    void othersAreAskedForTheTimeOfTheValueAndTheLimitsOfTheTest() {
        PeerTests.judge(
                PART,
                Scale.LINE,
                77,
                1,
                (other, time, within) -> {
                    assertThat(other).isEqualTo("pm10");
                    assertThat(time).isEqualTo(77);
                    assertThat(within).isEqualTo(30);
                    return 1;
                },
                Verdicts.NONE);
    }

    private static Peers crossChecked(CrossCheckLimits... checks) {
        return new Peers(List.of(checks), null, 0);
    }

    private static QualityFlag crossCheck(Peers peers, double value, Map<String, Double> others) {
        return TestBits.verdict(judged(peers, value, others), CrossCheck.TEST.slot());
    }

    private static QualityFlag near(double value, Map<String, Double> others) {
        return TestBits.verdict(judged(NEAR, value, others), Neighbours.TEST.slot());
    }

    private static Verdicts judged(Peers peers, double value, Map<String, Double> others) {
        return PeerTests.judge(
                peers,
                Scale.LINE,
                0,
                value,
                (other, time, within) -> others.getOrDefault(other, Double.NaN),
                Verdicts.NONE);
    }
}
