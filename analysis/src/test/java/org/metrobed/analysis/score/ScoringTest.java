package org.metrobed.analysis.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ScoringTest {

    private static final long HOUR = 3_600_000_000L;
    private static final Scoring SCORING = new Scoring(Duration.ofHours(2));

    @Property(tries = 100)
    void perfectAlertsFindEverythingWithOneAlertAnEvent(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int many) {
        List<TrueFault> faults = faults(seed, many);
        List<RaisedAlert> alerts = faults.stream()
                .map(fault -> new RaisedAlert(fault.datastream(), fault.fromMicros(), fault.toMicros(), "d"))
                .toList();

        ScoreCard card = SCORING.score(faults, alerts, 10);

        assertThat(card.families()).isNotEmpty().allSatisfy(ScoringTest::isPerfect);
        isPerfect(card.all());
        assertThat(card.all().faults()).isEqualTo(many);
        assertThat(card.falseAlerts()).isZero();
        assertThat(card.falseAlertsPerDatastreamDay()).isZero();
    }

    @Property(tries = 50)
    void noAlertFindsNothing(@ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int many) {
        ScoreCard card = SCORING.score(faults(seed, many), List.of(), 10);

        assertThat(card.families()).allSatisfy(family -> {
            assertThat(family.recall()).isZero();
            assertThat(family.precision()).isZero();
            assertThat(family.alertsPerEvent()).isZero();
            assertThat(family.medianDelaySeconds()).isNaN();
        });
        assertThat(card.falseAlerts()).isZero();
    }

    @Test
    void falseAlertsAreThoseThatMatchNoFault() {
        RaisedAlert hit = new RaisedAlert("a", 2 * HOUR, 3 * HOUR, "d");
        RaisedAlert late = new RaisedAlert("a", 9 * HOUR, 10 * HOUR, "d");
        RaisedAlert other = new RaisedAlert("b", 2 * HOUR, 3 * HOUR, "d");
        List<TrueFault> faults = List.of(new TrueFault("a", "stuck", HOUR, 4 * HOUR));

        assertThat(SCORING.listFalse(faults, List.of(other, hit, late))).containsExactly(other, late);
    }

    @Property(tries = 100)
    void everyAlertIsFalseOrBelongsToOneFault(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 20) int many,
            @ForAll @IntRange(min = 0, max = 60) int raised) {
        Random random = new Random(seed);
        List<RaisedAlert> alerts = new ArrayList<>();
        for (int i = 0; i < raised; i++) {
            long from = random.nextInt(2_000) * HOUR / 2;
            alerts.add(new RaisedAlert("s" + random.nextInt(5), from, from + random.nextInt(100) * HOUR, "d"));
        }

        ScoreCard card = SCORING.score(faults(seed, many), alerts, 10);

        double matched = card.families().stream()
                .mapToDouble(family -> family.alertsPerEvent() * family.found())
                .sum();
        assertThat(matched + card.falseAlerts()).isCloseTo(raised, within(1e-9));
        assertThat(card.all().precision() * raised).isCloseTo(matched, within(1e-9));
    }

    @Test
    void alertBelongsToAFaultUntilTheToleranceAfterItsEnd() {
        TrueFault fault = new TrueFault("a", "stuck", 10 * HOUR, 12 * HOUR);

        assertThat(matches(fault, alert(1, 10))).isTrue();
        assertThat(matches(fault, alert(1, 9))).isFalse();
        assertThat(matches(fault, alert(14, 15))).isTrue();
        assertThat(SCORING.score(List.of(fault), List.of(new RaisedAlert("a", 14 * HOUR + 1, 15 * HOUR, "d")), 1)
                        .falseAlerts())
                .isOne();
        assertThat(matches(fault, new RaisedAlert("b", 10 * HOUR, 12 * HOUR, "d")))
                .isFalse();
    }

    @Test
    void delayIsFromTheOnsetToTheFirstAlertAndNeverNegative() {
        List<TrueFault> faults = List.of(
                new TrueFault("a", "stuck", 10 * HOUR, 20 * HOUR), new TrueFault("b", "stuck", 10 * HOUR, 20 * HOUR));
        ScoreCard card = SCORING.score(
                faults, List.of(alert(13, 14), alert(12, 13), new RaisedAlert("b", 8 * HOUR, 11 * HOUR, "d")), 1);

        FamilyScore stuck = card.families().get(0);
        assertThat(stuck.medianDelaySeconds()).isZero();
        assertThat(stuck.p95DelaySeconds()).isEqualTo(7_200);
        assertThat(stuck.alertsPerEvent()).isEqualTo(1.5);
    }

    @Test
    void alertThatNeverEndsFindsOneFaultOnly() {
        List<TrueFault> faults = List.of(
                new TrueFault("a", "stuck", 10 * HOUR, 12 * HOUR), new TrueFault("a", "drift", 50 * HOUR, 60 * HOUR));

        ScoreCard endless = SCORING.score(faults, List.of(new RaisedAlert("a", 0, Long.MAX_VALUE, "d")), 1);
        ScoreCard later = SCORING.score(faults, List.of(new RaisedAlert("a", 51 * HOUR, Long.MAX_VALUE, "d")), 1);

        assertThat(endless.all().found()).isOne();
        assertThat(family(endless, "stuck").found()).isOne();
        assertThat(family(later, "drift").found()).isOne();
        assertThat(family(later, "stuck").found()).isZero();
    }

    @Test
    void falseAlertsOfADetectorLowerThePrecisionOfTheFamiliesThatItFinds() {
        List<TrueFault> faults = List.of(
                new TrueFault("a", "stuck", 10 * HOUR, 12 * HOUR), new TrueFault("b", "drift", 10 * HOUR, 12 * HOUR));
        List<RaisedAlert> alerts = List.of(
                new RaisedAlert("a", 10 * HOUR, 12 * HOUR, "sure"),
                new RaisedAlert("b", 10 * HOUR, 12 * HOUR, "rash"),
                new RaisedAlert("b", 90 * HOUR, 92 * HOUR, "rash"));

        ScoreCard card = SCORING.score(faults, alerts, 4);

        assertThat(family(card, "stuck").precision()).isEqualTo(1);
        assertThat(family(card, "drift").precision()).isEqualTo(0.5);
        assertThat(card.all().precision()).isCloseTo(2 / 3.0, within(1e-12));
        assertThat(card.falseAlertsPerDatastreamDay()).isEqualTo(0.25);
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThatThrownBy(() -> SCORING.score(List.of(), List.of(), 0)).hasMessageContaining("datastream-days");
        assertThatThrownBy(() -> new Scoring(Duration.ofHours(-1))).hasMessageContaining("tolerance");
        assertThatThrownBy(() -> new TrueFault("a", "stuck", 2, 1)).hasMessageContaining("ends before");
        assertThatThrownBy(() -> alert(2, 1)).hasMessageContaining("ends before");
    }

    private static void isPerfect(FamilyScore family) {
        assertThat(family.recall()).isEqualTo(1);
        assertThat(family.precision()).isCloseTo(1, within(1e-9));
        assertThat(family.alertsPerEvent()).isEqualTo(1);
        assertThat(family.p95DelaySeconds()).isZero();
    }

    private static FamilyScore family(ScoreCard card, String name) {
        return card.families().stream()
                .filter(family -> family.family().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static boolean matches(TrueFault fault, RaisedAlert alert) {
        return SCORING.score(List.of(fault), List.of(alert), 1).all().found() == 1;
    }

    private static RaisedAlert alert(long fromHours, long toHours) {
        return new RaisedAlert("a", fromHours * HOUR, toHours * HOUR, "d");
    }

    /** Faults of five datastreams; between two faults of one datastream are days. */
    private static List<TrueFault> faults(long seed, int many) {
        Random random = new Random(seed);
        List<TrueFault> faults = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            long from = i * 100L * HOUR + random.nextInt(20) * HOUR;
            faults.add(new TrueFault(
                    "s" + random.nextInt(5), "f" + random.nextInt(3), from, from + random.nextInt(40) * HOUR));
        }
        return faults;
    }
}
