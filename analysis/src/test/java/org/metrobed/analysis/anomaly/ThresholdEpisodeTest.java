package org.metrobed.analysis.anomaly;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.AnomalyDetection;
import org.metrobed.model.Observation;
import org.metrobed.model.ObservationBuilder;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.RawPosition;
import org.metrobed.model.Severity;
import org.metrobed.model.ThresholdRule;
import org.metrobed.model.Verdicts;

class ThresholdEpisodeTest {

    private static final ThresholdRule ABOVE =
            new ThresholdRule("high", ThresholdRule.Direction.ABOVE, 50, 40, 120_000, Severity.WARNING);

    @Test
    void opensOnceValuesStayedBeyondLongEnough() {
        ThresholdEpisode episode = new ThresholdEpisode();
        AlertEvent pending = next(episode, 0, 51).orElseThrow();
        assertThat(pending.kind()).isEqualTo(AlertEvent.Kind.PENDING);
        assertThat(pending.message()).isEqualTo("p: 51 at 00:00, above 50; an alert when it stays so for 2 min");
        assertThat(next(episode, 60, 60)).isEmpty();
        AlertEvent opened = next(episode, 120, 55).orElseThrow();
        assertThat(opened.kind()).isEqualTo(AlertEvent.Kind.OPENED);
        assertThat(opened.sequence()).isEqualTo(1);
        assertThat(opened.alertId()).isEqualTo(pending.alertId());
        assertThat(opened.onsetMicros()).isZero();
        assertThat(opened.peak()).isEqualTo(60);
        assertThat(opened.expectedHigh()).isEqualTo(50);
        assertThat(next(episode, 180, 70)).isEmpty();
    }

    @Test
    void returnBelowTheBoundBeforeItOpenedWithdrawsAndForgetsIt() {
        ThresholdEpisode episode = new ThresholdEpisode();
        next(episode, 0, 51);
        AlertEvent withdrawn = next(episode, 60, 50).orElseThrow();
        assertThat(withdrawn.kind()).isEqualTo(AlertEvent.Kind.WITHDRAWN);
        assertThat(withdrawn.sequence()).isEqualTo(1);
        assertThat(episode.idle()).isTrue();
        assertThat(episode.told()).isZero();
    }

    @Test
    void closesOnlyAtTheClearBound() {
        ThresholdEpisode episode = new ThresholdEpisode();
        next(episode, 0, 51);
        AlertEvent opened = next(episode, 120, 51).orElseThrow();
        assertThat(next(episode, 180, 45)).isEmpty();
        AlertEvent resolved = next(episode, 240, 40).orElseThrow();
        assertThat(resolved.kind()).isEqualTo(AlertEvent.Kind.RESOLVED);
        assertThat(resolved.alertId()).isEqualTo(opened.alertId());
        assertThat(resolved.sequence()).isEqualTo(2);
        assertThat(episode.idle()).isTrue();
    }

    @Test
    void belowWorksAsTheMirror() {
        ThresholdRule below = new ThresholdRule("low", ThresholdRule.Direction.BELOW, 1, 2, 0, Severity.CRITICAL);
        ThresholdEpisode episode = new ThresholdEpisode();
        assertThat(episode.next(below, at(0, 1), 0, AnomalyDetection.OFF)).isEmpty();
        AlertEvent opened =
                episode.next(below, at(1, 0.5), 0, AnomalyDetection.OFF).orElseThrow();
        assertThat(opened.expectedLow()).isEqualTo(1);
        assertThat(episode.next(below, at(2, 0.2), 0, AnomalyDetection.OFF)).isEmpty();
        assertThat(episode.next(below, at(3, 2), 0, AnomalyDetection.OFF)
                        .orElseThrow()
                        .peak())
                .isEqualTo(0.2);
    }

    @Test
    void replayGivesTheSameAlertId() {
        ThresholdEpisode first = new ThresholdEpisode();
        ThresholdEpisode second = new ThresholdEpisode();
        next(first, 0, 51);
        next(second, 0, 51);
        assertThat(next(first, 120, 51)).isEqualTo(next(second, 120, 51));
    }

    @Test
    void episodeOfAnEarlierCheckpointThatNeverToldOfItsSignsEndsInSilence() {
        ThresholdEpisode episode = new ThresholdEpisode(0, false, 51, 0);
        assertThat(next(episode, 60, 50)).isEmpty();
        assertThat(episode.idle()).isTrue();
    }

    @Test
    void ruleThatIsGoneWithdrawsSignsAndResolvesAnOpenEpisode() {
        ThresholdEpisode episode = new ThresholdEpisode();
        assertThat(episode.withdraw("high", at(0, 51), 0)).isEmpty();
        next(episode, 0, 51);
        assertThat(episode.withdraw("high", at(60, 51), 0).orElseThrow().kind()).isEqualTo(AlertEvent.Kind.WITHDRAWN);
        next(episode, 60, 51);
        next(episode, 180, 51);
        assertThat(episode.withdraw("high", at(180, 51), 0).orElseThrow().kind())
                .isEqualTo(AlertEvent.Kind.RESOLVED);
    }

    private static Optional<AlertEvent> next(ThresholdEpisode episode, long second, double value) {
        return episode.next(ABOVE, at(second, value), second * 1_000, AnomalyDetection.OFF);
    }

    private static Observation at(long second, double value) {
        return ObservationBuilder.builder()
                .datastream("tb/t/p")
                .phenomenonMicros(second * 1_000_000)
                .result(value)
                .flag(QualityFlag.GOOD)
                .tests(Verdicts.NONE)
                .cause(Observation.Cause.ARRIVAL)
                .raw(new RawPosition(0, second, 0))
                .receivedMillis(second * 1_000)
                .catalogVersion(1)
                .build();
    }
}
