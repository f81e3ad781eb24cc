package org.metrobed.core.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EpisodeTest {

    private static final EpisodeRule RULE = new EpisodeRule(0.5, 2, 4, 0.2, 3);

    private final Episode episode = new Episode(RULE);

    @Test
    void opensAtTheSecondOfFourHighLevelsWithTheOnsetOfTheFirst() {
        assertThat(feed(0.1, 0.6, 0.1, 0.3, 0.7)).containsExactly(new EpisodeChange(true, Cause.SEASON, 2, 5, 0.7));
    }

    @Test
    void oneHighLevelOrTwoFarApartAreNone() {
        assertThat(feed(0.1, 0.6, 0.1, 0.1, 0.1, 0.6, 0.49)).isEmpty();
    }

    @Test
    void closesOnceAfterThreeLowLevelsInARowWithItsPeak() {
        assertThat(feed(0.6, 0.9, 0.1, 0.1, 0.3, 0.1, 0.1, 0.95, 0.1, 0.1, 0.1, 0.1))
                .containsExactly(
                        new EpisodeChange(true, Cause.SEASON, 1, 2, 0.9),
                        new EpisodeChange(false, Cause.SEASON, 1, 11, 0.95));
        assertThat(episode.isOpen()).isFalse();
    }

    @Test
    void certainSignOpensAtOnceAndLaterCausesBelongToTheSameEpisode() {
        assertThat(episode.certain(Cause.SILENCE, 7)).contains(new EpisodeChange(true, Cause.SILENCE, 7, 7, 1));
        assertThat(episode.certain(Cause.JUMP, 8)).isEmpty();
        assertThat(feed(0.9, 0.9)).isEmpty();
        assertThat(feed(0, 0, 0)).hasSize(1).allMatch(change -> change.cause() == Cause.SILENCE);
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
            episode.next(levels[i], Cause.SEASON, i + 1).ifPresent(changes::add);
        }
        return changes;
    }
}
