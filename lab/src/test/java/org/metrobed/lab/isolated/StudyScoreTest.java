package org.metrobed.lab.isolated;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.metrobed.analysis.score.RaisedAlert;
import org.metrobed.analysis.score.Scoring;
import org.metrobed.lab.study.Study;
import org.metrobed.lab.study.StudyConfig;

class StudyScoreTest {

    private static final Study STUDY =
            Study.of(new StudyConfig(StudyConfig.DEFAULT_START, Duration.ofDays(28), Duration.ofMinutes(30), 4, 6, 1));
    private static final String RIVER = STUDY.datastreams().get(0).value();
    private static final Scoring SCORING = new Scoring(Scoring.DEFAULT_TOLERANCE);

    @Test
    void alertsOfDatastreamsAreScoredAndThoseOfGatewaysAreCallsAlone() {
        List<RunAlert> found = STUDY.truth().stream()
                .map(fault -> new RunAlert(
                        new RaisedAlert(
                                fault.fault().datastream().value(),
                                micros(fault.fault().from()),
                                micros(fault.fault().to()),
                                "watch"),
                        false))
                .toList();
        RunAlert gateway = alert("study/gw-district-1/gateway", "2026-03-20T10:00:00Z");

        StudyScore score = StudyScore.of(
                STUDY, Stream.concat(found.stream(), Stream.of(gateway)).toList(), SCORING);

        assertThat(score.card().all().recall()).isEqualTo(1);
        assertThat(score.card().alerts()).isEqualTo(found.size());
        assertThat(score.calls().calls()).isEqualTo(1);
        assertThat(score.calls().meanInTenMinutes()).isEqualTo(1 / (28 * 144.0));
        assertThat(score.belonging()).isEqualTo(found.size());
    }

    @Test
    void falseAlertsOfHolidaysAndClockChangesAreCountedByTheDayOfTheCity() {
        StudyScore score = StudyScore.of(
                STUDY,
                List.of(
                        alert(RIVER, "2026-03-28T23:30:00Z"),
                        alert(RIVER, "2026-03-27T10:00:00Z"),
                        alert(RIVER, "2026-04-03T10:00:00Z"),
                        alert(RIVER, "2026-04-06T22:30:00Z")),
                SCORING);

        assertThat(score.odd()).isEqualTo(new StudyScore.OddDays(3, 2, 2 / 12.0));
    }

    @Test
    void scoreIsSaidToPeopleAndToMachines() {
        StudyScore score = StudyScore.of(STUDY, List.of(alert(RIVER, "2026-04-03T10:00:00Z")), SCORING);
        RunResult pass = new RunResult(new RunPass(1, 2, false), List.of(), List.of());

        assertThat(StudyScoreText.lines(score))
                .contains(
                        "1 alerts, 1 false, 0.009 a datastream and day",
                        "1 primary alerts, 0.000 in ten minutes, at most 1 in any ten; 0 child alerts",
                        "3 holidays and changes of the clock: 1 false alerts, 0.083 a datastream and day");
        assertThat(StudyScoreText.json(score, List.of(pass, pass), true))
                .contains("\"mostInTenMinutes\" : 1", "\"falseAlerts\" : 1", "\"passes\" : 2", "\"same\" : true");
        assertThat(StudyScoreText.same(List.of(pass))).isEmpty();
        assertThat(StudyScoreText.same(List.of(pass, pass)))
                .containsExactly("the same tables in all 2 passes, 0 alert events in each");
    }

    private static RunAlert alert(String datastream, String at) {
        long from = micros(Instant.parse(at));
        return new RunAlert(new RaisedAlert(datastream, from, from + 1, "watch"), true);
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }
}
