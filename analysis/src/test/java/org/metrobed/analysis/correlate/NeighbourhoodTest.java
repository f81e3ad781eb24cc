package org.metrobed.analysis.correlate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.metrobed.analysis.correlate.Signs.at;
import static org.metrobed.analysis.correlate.Signs.north;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.AlertEvent.Kind;
import org.metrobed.model.Finding.Origin;
import org.metrobed.model.Site;

class NeighbourhoodTest {

    private static final String HERE = "tb/here/pm25";

    private final Neighbourhood neighbourhood = new Neighbourhood();

    @Test
    void whatTheNeighboursSeeTooIsTheEnvironment() {
        neighbours(5, 4);
        AlertEvent judged = open(100).event();
        assertThat(judged.finding().origin()).isEqualTo(Origin.ENVIRONMENT);
        assertThat(judged.message()).isEqualTo("words; 4 of 5 neighbours within 2 km see it too: the environment");
    }

    @Test
    void whatNoNeighbourSeesIsProbablyTheSensor() {
        neighbours(4, 0);
        AlertEvent judged = open(100).event();
        assertThat(judged.finding().origin()).isEqualTo(Origin.SENSOR);
        assertThat(judged.message()).isEqualTo("words; none of 4 neighbours within 2 km sees it: probably the sensor");
    }

    @Test
    void oneOfManyIsProbablyTheSensor() {
        neighbours(4, 1);
        assertThat(open(100).event().message())
                .isEqualTo("words; 1 of 4 neighbours within 2 km sees it too: probably the sensor");
    }

    @Test
    void neighboursThatAreDividedTellTheirNumberAlone() {
        neighbours(4, 2);
        AlertEvent judged = open(100).event();
        assertThat(judged.finding().origin()).isEqualTo(Origin.UNKNOWN);
        assertThat(judged.message()).isEqualTo("words; 2 of 4 neighbours within 2 km see it too");
    }

    @Test
    void oneNeighbourDecidesNothing() {
        neighbours(1, 1);
        assertThat(open(100)).isEqualTo(Signs.above(HERE, "jump", north(0), 100));
    }

    @ParameterizedTest
    @CsvSource({"41, ENVIRONMENT", "39, SENSOR", "5, UNKNOWN"})
    void moreThanHalfOfTheWayToTheBandsEdgeAgreesAndTheOtherSideTellsNothing(double value, Origin origin) {
        for (int i = 0; i < 3; i++) {
            neighbourhood.receive(Signs.deviation("tb/n" + i + "/pm25", north(100), 90, value));
        }
        assertThat(open(100).event().finding().origin()).isEqualTo(origin);
    }

    @ParameterizedTest
    @ValueSource(longs = {-900, 900})
    void valuesOfLongAgoOrLongAfterTellNothing(long away) {
        for (int i = 0; i < 3; i++) {
            neighbourhood.receive(Signs.deviation("tb/n" + i + "/pm25", north(100), 1_000 + away + away / 900, 80));
        }
        assertThat(open(1_000).event().finding().origin()).isEqualTo(Origin.UNKNOWN);
        for (int i = 0; i < 3; i++) {
            neighbourhood.receive(Signs.deviation("tb/n" + i + "/pm25", north(100), 2_000, 80));
        }
        assertThat(open(2_000 - away).event().finding().origin()).isEqualTo(Origin.ENVIRONMENT);
    }

    @Test
    void whoStandsFurtherThanTwoKilometresOrNowhereIsNoNeighbour() {
        for (int i = 0; i < 3; i++) {
            neighbourhood.receive(Signs.deviation("tb/far" + i + "/pm25", north(2_010), 90, 30));
            neighbourhood.receive(Signs.deviation("tb/nowhere" + i + "/pm25", Site.NOWHERE, 90, 30));
        }
        assertThat(open(100).event().finding().origin()).isEqualTo(Origin.UNKNOWN);
    }

    @Test
    void onlyTheEightNearestAreAsked() {
        for (int i = 0; i < 8; i++) {
            neighbourhood.receive(Signs.deviation("tb/near" + i + "/pm25", north(100 + i), 90, 80));
            neighbourhood.receive(Signs.deviation("tb/later" + i + "/pm25", north(1_000 + i), 90, 30));
        }
        assertThat(open(100).event().message()).contains("8 of 8 neighbours");
    }

    @Test
    void openAlertOfANeighbourAgreesWhateverItsLastStanding() {
        for (int i = 0; i < 2; i++) {
            neighbourhood.receive(Signs.deviation("tb/n" + i + "/pm25", north(100), 80, 30));
            neighbourhood.take(Signs.above("tb/n" + i + "/pm25", "threshold", north(100), 90));
        }
        assertThat(open(100).event().finding().origin()).isEqualTo(Origin.ENVIRONMENT);
    }

    @Test
    void neighbourWhoseSensorIsStuckCannotTell() {
        neighbours(3, 0);
        for (int i = 0; i < 3; i++) {
            neighbourhood.take(Signs.above("tb/n" + i + "/pm25", "stuck", north(100), 95));
        }
        assertThat(open(100).event().finding().origin()).isEqualTo(Origin.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"stuck", "clock", "repeats", "quality"})
    void whatOnlyASensorCanDoIsTheSensorWithoutAWord(String cause) {
        neighbours(4, 4);
        AlertEvent judged =
                neighbourhood.take(Signs.above(HERE, cause, north(0), 100)).event();
        assertThat(judged.finding().origin()).isEqualTo(Origin.SENSOR);
        assertThat(judged.message()).isEqualTo("words");
    }

    @Test
    void silenceIsOfUnknownOrigin() {
        neighbours(4, 0);
        DetectorReport silence = Signs.silence(HERE, 100);
        assertThat(neighbourhood.take(silence)).isEqualTo(silence);
    }

    @Test
    void neighboursAreAskedOnceMoreAndTellWhatHasChanged() {
        neighbours(4, 0);
        open(100);
        assertThat(neighbourhood.nextMillis()).isEqualTo(at(1_000));
        for (int i = 0; i < 4; i++) {
            neighbourhood.receive(Signs.deviation("tb/n" + i + "/pm25", north(100 + i), 950, 80));
        }
        assertThat(neighbourhood.pass(at(999))).isEmpty();
        assertThat(neighbourhood.pass(at(1_000))).singleElement().satisfies(report -> {
            assertThat(report.event().kind()).isEqualTo(Kind.UPDATED);
            assertThat(report.event().finding().origin()).isEqualTo(Origin.ENVIRONMENT);
            assertThat(report.event().recordedMillis()).isEqualTo(at(1_000));
            assertThat(report.event().message())
                    .isEqualTo("words; 4 of 4 neighbours within 2 km see it too: the environment");
        });
        assertThat(neighbourhood.pass(at(5_000))).isEmpty();
    }

    @Test
    void neighboursOfTheSameMindAndEndedAlertsGiveNoUpdate() {
        neighbours(4, 0);
        DetectorReport first = open(100);
        neighbourhood.take(Signs.then(first, Kind.RESOLVED, 200));
        for (int i = 0; i < 4; i++) {
            neighbourhood.receive(Signs.deviation("tb/n" + i + "/pm25", north(100), 1_150, 30));
        }
        open(300);
        assertThat(neighbourhood.pass(at(1_200))).isEmpty();
    }

    @Test
    void laterStepsKeepTheReason() {
        neighbours(4, 4);
        DetectorReport opened = Signs.above(HERE, "jump", north(0), 100);
        neighbourhood.take(opened);
        DetectorReport updated = neighbourhood.take(Signs.then(opened, Kind.UPDATED, 160));
        assertThat(updated.event().finding().origin()).isEqualTo(Origin.ENVIRONMENT);
        assertThat(updated.event().message()).endsWith(": the environment");
        assertThat(neighbourhood
                        .take(Signs.then(opened, Kind.RESOLVED, 200))
                        .event()
                        .finding()
                        .origin())
                .isEqualTo(Origin.ENVIRONMENT);
    }

    @Test
    void pendingSignsPassAsTheyAre() {
        neighbours(4, 4);
        DetectorReport pending = Signs.then(Signs.above(HERE, "jump", north(0), 100), Kind.PENDING, 100);
        assertThat(neighbourhood.take(pending)).isEqualTo(pending);
    }

    @Test
    void standingsAreForgottenAndNothingIsLeft() {
        neighbours(3, 0);
        neighbourhood.pass(at(90 + 86_400));
        assertThat(neighbourhood.isEmpty()).isFalse();
        neighbourhood.pass(at(90 + 2 * 86_400));
        assertThat(neighbourhood.isEmpty()).isTrue();
        assertThat(neighbourhood.nextMillis()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void savedAndRestoredItGoesOnAsBefore() {
        neighbours(4, 0);
        open(100);
        KeptPieces<Neighbourhood.Piece> kept = new KeptPieces<>();
        kept.take(neighbourhood.takeChanges());
        Neighbourhood restored = new Neighbourhood(kept.list());
        assertThat(restored.nextMillis()).isEqualTo(neighbourhood.nextMillis());
        assertThat(restored.takeChanges()).isEmpty();
        for (int i = 0; i < 4; i++) {
            restored.receive(Signs.deviation("tb/n" + i + "/pm25", north(100), 950, 80));
        }
        assertThat(restored.pass(at(1_000))).hasSize(1);
    }

    private DetectorReport open(long second) {
        return neighbourhood.take(Signs.above(HERE, "jump", north(0), second));
    }

    private void neighbours(int all, int high) {
        for (int i = 0; i < all; i++) {
            neighbourhood.receive(Signs.deviation("tb/n" + i + "/pm25", north(100 + i), 90, i < high ? 80 : 31));
        }
    }
}
