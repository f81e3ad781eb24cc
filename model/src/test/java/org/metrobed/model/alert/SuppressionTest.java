package org.metrobed.model.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SuppressionTest {

    @Test
    void itHoldsFromItsStartUntilBeforeItsEnd() {
        Suppression silence = silence("a", "", 10, 20);
        assertThat(silence.holdsAt(9)).isFalse();
        assertThat(silence.holdsAt(10)).isTrue();
        assertThat(silence.holdsAt(19)).isTrue();
        assertThat(silence.holdsAt(20)).isFalse();
        assertThat(silence("a", "", 10, 10).holdsAt(10))
                .as("ended before it began")
                .isFalse();
    }

    @Test
    void itIsAboutOneDetectorWhereItNamesOne() {
        assertThat(silence("a", "watch", 0, 1).matches("city/a/pm25", "watch")).isTrue();
        assertThat(silence("a", "watch", 0, 1).matches("city/a/pm25", "high")).isFalse();
        assertThat(silence("a", "", 0, 1).matches("city/a/pm25", "high")).isTrue();
        assertThat(silence("a", "", 0, 1).matches("town/a/pm25", "high")).isFalse();
    }

    @Test
    void ofSeveralTheOneThatEndsLastTells() {
        List<Suppression> all = List.of(
                silence("short", "", 0, 10),
                silence("b", "", 0, 30),
                silence("a", "", 0, 30),
                silence("later", "", 20, 90));
        assertThat(Suppression.find(all, "city/a/pm25", "high", 5))
                .map(Suppression::id)
                .contains("a");
        assertThat(Suppression.find(all, "city/a/pm25", "high", 90)).isEmpty();
        assertThat(Suppression.find(all, "town/a/pm25", "high", 5)).isEmpty();
    }

    @Test
    void kindsHaveWords() {
        assertThat(Suppression.Kind.parse("maintenance")).isEqualTo(Suppression.Kind.MAINTENANCE);
        assertThatThrownBy(() -> Suppression.Kind.parse("quiet")).hasMessageContaining("silence or maintenance");
    }

    private static Suppression silence(String id, String detector, long from, long to) {
        return new Suppression(
                id, Suppression.Kind.SILENCE, SuppressionPattern.parse("city/*/*"), detector, from, to, "works", "ada");
    }
}
