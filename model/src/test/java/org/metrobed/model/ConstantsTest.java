package org.metrobed.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class ConstantsTest {

    private enum Door {
        OPEN,
        HALF_OPEN,
        CLOSED;

        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        String firstLetter() {
            return word().substring(0, 1);
        }
    }

    @Test
    void constantIsFoundByItsWordToTheLetter() {
        assertThat(Constants.find(Door.class, Door::word, "half-open")).contains(Door.HALF_OPEN);
        assertThat(Constants.find(Door.class, Door::word, "HALF_OPEN")).isEmpty();
        assertThat(Constants.find(Door.class, Door::word, "")).isEmpty();
    }

    @Test
    void firstOfSeveralIsTaken() {
        assertThat(Constants.find(Door.class, one -> one == Door.CLOSED ? "shut" : "open", "open"))
                .contains(Door.OPEN);
        assertThat(Constants.find(Door.class, Door::firstLetter, "h")).contains(Door.HALF_OPEN);
    }
}
