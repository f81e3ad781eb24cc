package org.metrobed.stream.window;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.metrobed.model.window.Summary;
import org.metrobed.model.window.WindowContent;
import org.metrobed.model.window.WindowLevel;

class LevelStateTest {

    private static final WindowContent ONE = new WindowContent(Summary.of(1, 1), Summary.EMPTY, 0, 0, 0, 1);

    private final LevelState hours = new LevelState(WindowLevel.HOUR);

    @Test
    void windowIsClosedWhenItsEndIsAndNeverOpensAgain() {
        assertThat(hours.isClosed(0)).isFalse();
        hours.closedUpTo(WindowLevel.HOUR.micros() - 1);
        assertThat(hours.isClosed(0)).isFalse();
        hours.closedUpTo(WindowLevel.HOUR.micros());
        hours.closedUpTo(0);
        assertThat(hours.isClosed(0)).isTrue();
        assertThat(hours.isClosed(WindowLevel.HOUR.micros())).isFalse();
    }

    @Test
    void partsOfAWindowAddUpAndAdditionsAreTakenOnce() {
        hours.addOpen(0, ONE);
        hours.addOpen(0, ONE);
        hours.addLate(0, ONE);
        assertThat(hours.open().get(0L).count()).isEqualTo(2);
        assertThat(hours.takeAdditions()).hasSize(1);
        assertThat(hours.takeAdditions()).isEmpty();
    }
}
