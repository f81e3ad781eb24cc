package org.metrobed.analysis.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.metrobed.analysis.anomaly.Band.Place;
import org.metrobed.analysis.anomaly.EpisodeChange.Kind;

class EpisodeTest {

    private static final EpisodeRule RULE = new EpisodeRule(0.5, 2, 4, 0.2, 3);

    private final Episode episode = new Episode(RULE);

    @Test
    void opensAtTheSecondOfFourHighLevelsWithTheOnsetOfTheFirst() {
        assertThat(feed(0.1, 0.6, 0.1, 0.3, 0.7))
                .containsExactly(
                        change(Kind.PENDING, Cause.SEASON, 2, 2, 0.6), change(Kind.OPENED, Cause.SEASON, 2, 5, 0.7));
    }

    @Test
    void oneHighLevelIsPendingUntilNoneIsLeftAndNeverTwiceWithOneOnset() {
        assertThat(feed(0.1, 0.6, 0.1, 0.1, 0.1, 0.1, 0.6, 0.49))
                .containsExactly(
                        change(Kind.PENDING, Cause.SEASON, 2, 2, 0.6),
                        change(Kind.WITHDRAWN, Cause.SEASON, 2, 6, 0.6),
                        change(Kind.PENDING, Cause.SEASON, 7, 7, 0.6));
        assertThat(episode.isOpen()).isFalse();
    }

    @Test
    void closesOnceAfterThreeLowLevelsInARowWithItsPeak() {
        assertThat(feed(0.6, 0.9, 0.1, 0.1, 0.3, 0.1, 0.1, 0.95, 0.1, 0.1, 0.1, 0.1))
                .containsExactly(
                        change(Kind.PENDING, Cause.SEASON, 1, 1, 0.6),
                        change(Kind.OPENED, Cause.SEASON, 1, 2, 0.9),
                        change(Kind.CLOSED, Cause.SEASON, 1, 11, 0.95));
        assertThat(episode.isOpen()).isFalse();
    }

    @Test
    void certainSignOpensAtOnceAndLaterCausesBelongToTheSameEpisode() {
        assertThat(episode.certain(Cause.STUCK, moment(7), moment(7)))
                .contains(change(Kind.OPENED, Cause.STUCK, 7, 7, 1));
        assertThat(episode.certain(Cause.JUMP, moment(8), moment(8))).isEmpty();
        assertThat(feed(0, 0, 0)).hasSize(1).allMatch(change -> change.cause() == Cause.STUCK);
    }

    @Test
    void certainSignOpensThePendingEpisodeWithItsOnset() {
        feed(0.6);
        assertThat(episode.certain(Cause.JUMP, moment(5), moment(5)))
                .contains(change(Kind.OPENED, Cause.JUMP, 1, 5, 1));
    }

    @Test
    void silenceEndsWithTwoReadingsInTimeAndNothingElse() {
        episode.certain(Cause.SILENCE, moment(1), moment(5));
        assertThat(feed(0, 0)).isEmpty();
        assertThat(episode.arrived(true, moment(6))).isEmpty();
        assertThat(episode.arrived(false, moment(7))).isEmpty();
        assertThat(episode.arrived(true, moment(8))).isEmpty();
        assertThat(episode.arrived(true, moment(9))).contains(change(Kind.CLOSED, Cause.SILENCE, 1, 9, 1));
    }

    @ParameterizedTest
    @CsvSource({"CLOCK,2", "DUPLICATES,2", "QUALITY,2", "STUCK,2", "LOSS,2", "JUMP,48", "SEASON,48"})
    void evidentFaultIsOverAfterTwoReadingsWithoutItAndValuesThatAreNotJudgedSayNothing(Cause cause, int quiet) {
        Episode usual = new Episode(EpisodeRule.DEFAULT);
        usual.certain(cause, moment(0), moment(0));
        for (int i = 1; i < quiet; i++) {
            assertThat(usual.next(0, Cause.SEASON, Place.UNKNOWN, moment(i))).isEmpty();
        }
        assertThat(usual.next(0, Cause.SEASON, Place.UNKNOWN, moment(quiet))).isPresent();
        assertThat(usual.isOpen()).isFalse();
    }

    @Test
    void conditionIsOverWithTheSecondValueInItsBandThoughLevelsStayHigh() {
        Episode usual = opened(Place.BEYOND);
        assertThat(usual.next(0.9, Cause.LEVEL_SHIFT, Place.WELL_WITHIN, moment(3)))
                .isEmpty();
        assertThat(usual.next(0.9, Cause.LEVEL_SHIFT, Place.WITHIN, moment(4)))
                .contains(change(Kind.CLOSED, Cause.SEASON, 1, 4, 0.9));
        for (int i = 5; i < 200; i++) {
            assertThat(usual.next(0.9, Cause.LEVEL_SHIFT, Place.WITHIN, moment(i)))
                    .as("an echo is no return")
                    .isEmpty();
        }
    }

    @Test
    void valuesAtTheEdgeOfTheirBandOrOnceWithinItAreNoEnd() {
        Episode usual = opened(Place.BEYOND);
        for (int i = 3; i < 100; i += 2) {
            assertThat(usual.next(0.4, Cause.SEASON, Place.WITHIN, moment(i))).isEmpty();
        }
        usual.next(0.4, Cause.SEASON, Place.WELL_WITHIN, moment(101));
        assertThat(usual.next(0.9, Cause.SEASON, Place.BEYOND, moment(102))).isEmpty();
        assertThat(usual.isOpen()).isTrue();
    }

    @Test
    void episodeThatWasNeverBeyondItsBandLastsWhileItsLevelsAreHigh() {
        Episode usual = opened(Place.WITHIN);
        assertThat(usual.next(0.9, Cause.UNREST, Place.WELL_WITHIN, moment(3))).isEmpty();
        assertThat(usual.next(0.9, Cause.UNREST, Place.WELL_WITHIN, moment(4))).isEmpty();
        usual.next(0.3, Cause.UNREST, Place.WELL_WITHIN, moment(5));
        assertThat(usual.next(0.3, Cause.UNREST, Place.WELL_WITHIN, moment(6))).isPresent();
    }

    @Test
    void conditionThatReturnsIsTheSameEpisodeAndTakesLongerToEndEachTime() {
        Episode usual = opened(Place.BEYOND);
        List<Integer> needed = new ArrayList<>();
        for (int time = 0; time < 5; time++) {
            int within = 1;
            while (usual.next(0, Cause.SEASON, Place.WELL_WITHIN, moment(5)).isEmpty()) {
                within++;
            }
            needed.add(within);
            assertThat(usual.certain(Cause.JUMP, moment(6), moment(6)))
                    .contains(change(Kind.RETURNED, Cause.JUMP, 1, 6, 1));
        }
        assertThat(needed).containsExactly(2, 4, 8, 16, 32);
    }

    @Test
    void oneUnusualValueIsNoReturn() {
        Episode usual = opened(Place.BEYOND);
        for (int i = 3; i < 20; i++) {
            usual.next(0, Cause.SEASON, Place.WELL_WITHIN, moment(i));
        }
        assertThat(usual.next(0.9, Cause.SEASON, Place.BEYOND, moment(20))).isEmpty();
        assertThat(usual.next(0.9, Cause.SEASON, Place.BEYOND, moment(21)))
                .contains(change(Kind.RETURNED, Cause.SEASON, 1, 21, 0.9));
    }

    @Test
    void afterTheQuietLevelsOrBySilenceThereIsANewEpisode() {
        Episode usual = opened(Place.BEYOND);
        for (int i = 3; i < 3 + 48; i++) {
            usual.next(0, Cause.SEASON, Place.WELL_WITHIN, moment(i));
        }
        assertThat(usual.certain(Cause.JUMP, moment(60), moment(60)))
                .contains(change(Kind.OPENED, Cause.JUMP, 60, 60, 1));
        usual.next(0, Cause.SEASON, Place.WELL_WITHIN, moment(61));
        usual.next(0, Cause.SEASON, Place.WELL_WITHIN, moment(62));
        assertThat(usual.isOpen()).isFalse();
        assertThat(usual.certain(Cause.SILENCE, moment(63), moment(67)))
                .contains(change(Kind.OPENED, Cause.SILENCE, 63, 67, 1));
    }

    @Test
    void restoredEpisodeEndsAndReturnsAsBefore() {
        Random random = new Random(5);
        for (int cut = 0; cut < 200; cut += 7) {
            Episode through = new Episode(EpisodeRule.DEFAULT);
            Episode restarted = new Episode(EpisodeRule.DEFAULT);
            for (int i = 0; i < 400; i++) {
                if (i == cut) {
                    ByteBuffer saved = ByteBuffer.allocate(restarted.bytes());
                    restarted.write(saved);
                    restarted = new Episode(EpisodeRule.DEFAULT);
                    restarted.read(saved.flip());
                }
                boolean high = i / 12 % 3 == 0;
                double level = high ? random.nextDouble() : 0.4 * random.nextDouble();
                Place place = high ? Place.BEYOND : Place.WELL_WITHIN;
                assertThat(restarted.next(level, Cause.SEASON, place, moment(i)))
                        .isEqualTo(through.next(level, Cause.SEASON, place, moment(i)));
            }
        }
    }

    /** An open episode of the second level. */
    private static Episode opened(Place place) {
        Episode usual = new Episode(EpisodeRule.DEFAULT);
        usual.next(0.9, Cause.SEASON, place, moment(1));
        assertThat(usual.next(0.9, Cause.SEASON, place, moment(2))).isPresent();
        return usual;
    }

    @Test
    void givingUpEndsWhatThereIs() {
        assertThat(episode.giveUp(moment(1))).isEmpty();
        feed(0.6);
        assertThat(episode.giveUp(moment(2))).contains(change(Kind.WITHDRAWN, Cause.SEASON, 1, 2, 0.6));
        episode.certain(Cause.JUMP, moment(3), moment(3));
        assertThat(episode.giveUp(moment(4))).contains(change(Kind.CLOSED, Cause.JUMP, 3, 4, 1));
    }

    @Test
    void impossibleRulesAreRefused() {
        assertThatThrownBy(() -> new EpisodeRule(0.5, 2, 4, 0.6, 3)).hasMessageContaining("closes below");
        assertThatThrownBy(() -> new EpisodeRule(0, 2, 4, 0, 3)).hasMessageContaining("opens at");
        assertThatThrownBy(() -> new EpisodeRule(0.5, 5, 4, 0.2, 3)).hasMessageContaining("of 4");
        assertThatThrownBy(() -> new EpisodeRule(0.5, 1, 64, 0.2, 3)).hasMessageContaining("of 64");
        assertThatThrownBy(() -> new EpisodeRule(0.5, 1, 4, 0.2, 0)).hasMessageContaining("0 close");
    }

    private List<EpisodeChange> feed(double... levels) {
        List<EpisodeChange> changes = new ArrayList<>();
        for (int i = 0; i < levels.length; i++) {
            episode.next(levels[i], Cause.SEASON, Place.UNKNOWN, moment(i + 1)).ifPresent(changes::add);
        }
        return changes;
    }

    private static EpisodeChange change(Kind kind, Cause cause, long onset, long at, double peak) {
        return new EpisodeChange(kind, cause, moment(onset), moment(at), peak);
    }

    private static Moment moment(long at) {
        return Moment.ofArrival(at);
    }

    @Test
    void ruleIsInTimeAndInLevels() {
        long minute = 60_000_000L;
        assertThat(EpisodeRule.of(0)).isEqualTo(EpisodeRule.DEFAULT);
        assertThat(EpisodeRule.of(5 * minute)).isEqualTo(EpisodeRule.DEFAULT);
        assertThat(EpisodeRule.DEFAULT.soonQuiet()).isEqualTo(12);
        assertThat(EpisodeRule.of(15 * minute).quiet()).as("four hours").isEqualTo(16);
        assertThat(EpisodeRule.of(60 * minute).quiet()).as("not before six").isEqualTo(6);
        assertThat(EpisodeRule.of(24 * 60 * minute).quiet()).isEqualTo(6);
        assertThat(EpisodeRule.of(60 * minute).soonQuiet()).isEqualTo(3);
    }
}
