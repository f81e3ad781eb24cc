package org.metrobed.notify.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.metrobed.model.AlertEvent;
import org.metrobed.notify.group.Alerts;
import org.metrobed.notify.group.Group;
import org.metrobed.store.notification.KnownAlert;
import org.metrobed.testkit.Times;

class WordsTest {

    @Test
    void watchIsNamedForWhatIsUnusualAndARuleForItself() {
        assertThat(Words.name(Alerts.alert("a").known().last())).isEqualTo("jump");
        assertThat(Words.name(Alerts.alert("a").of("city/a/b", "high").known().last()))
                .isEqualTo("high");
    }

    @Test
    void summaryCountsTheOthers() {
        KnownAlert lead = Alerts.alert("a").known();
        KnownAlert other = Alerts.alert("b").known();
        assertThat(Words.summary(Alerts.alert("a").group())).isEqualTo("jump at city/station/pm25");
        assertThat(Words.summary(new Group("a", lead, List.of(lead, other), 2)))
                .isEqualTo("jump at city/station/pm25 and 1 more");
    }

    @Test
    void expectedSaysWhatIsKnown() {
        AlertEvent alert = Alerts.alert("a").known().last();
        assertThat(Words.expected(alert)).isEqualTo("about 11, 3 to 25");
    }

    @Test
    void numbersHaveFourDigitsAndNothingIsEmpty() {
        assertThat(Words.number(412.3456)).isEqualTo("412.3");
        assertThat(Words.number(1_234_567)).isEqualTo("1235000");
        assertThat(Words.number(0)).isEqualTo("0");
        assertThat(Words.number(Double.NaN)).isEmpty();
    }

    @Test
    void endNeverLiesBeforeTheOnset() {
        Group over = Alerts.alert("a")
                .as(AlertEvent.Kind.RESOLVED)
                .opened(Times.NOON_MILLIS, Times.NOON_MILLIS - 5_000)
                .group();
        assertThat(Words.end(over, Instant.EPOCH)).isEqualTo(Times.NOON);
        assertThat(Words.end(Alerts.alert("a").group(), Times.NOON.plusSeconds(9)))
                .isEqualTo(Times.NOON.plusSeconds(9));
    }
}
