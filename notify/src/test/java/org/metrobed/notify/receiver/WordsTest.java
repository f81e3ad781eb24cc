package org.metrobed.notify.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.metrobed.model.AlertEvent;
import org.metrobed.notify.group.Alerts;
import org.metrobed.notify.group.Group;
import org.metrobed.notify.naming.NamesInCatalog;
import org.metrobed.store.notification.KnownAlert;
import org.metrobed.store.notification.Notification.Step;
import org.metrobed.testkit.Times;

class WordsTest {

    @Test
    void watchIsNamedForWhatIsUnusualAndARuleForItself() {
        assertThat(Words.name(Alerts.alert("a").known().last())).isEqualTo("jump");
        assertThat(Words.name(Alerts.alert("a").of("city/a/b", "high").known().last()))
                .isEqualTo("high");
    }

    @Test
    void summaryNamesPlaceAndFindingAndCountsTheOthers() {
        KnownAlert lead = Alerts.alert("a").known();
        KnownAlert other = Alerts.alert("b").known();
        assertThat(Words.summary(Alerts.alert("a").message("mail"))).isEqualTo("PM2.5 at Market square: sudden jump");
        assertThat(Words.summary(message(new Group("a", lead, List.of(lead, other), 2))))
                .isEqualTo("PM2.5 at Market square: sudden jump and 1 more");
    }

    @Test
    void nameThatIsNotKnownIsTheId() {
        AlertEvent alert =
                Alerts.alert("a").of("far/pole-7/no2", "high-no2").known().last();
        assertThat(Words.summary(alert, NamesInCatalog.NONE)).isEqualTo("no2 at pole-7: high no2");
        AlertEvent gateway = alert.with()
                .datastream("city/gw-1/gateway")
                .detector("gateway-silent")
                .build();
        assertThat(Words.summary(gateway, Alerts.NAMES)).isEqualTo("gateway gw-1: no messages");
        AlertEvent thing = alert.with()
                .datastream("city/station/thing")
                .detector("thing-silent")
                .build();
        assertThat(Words.summary(thing, Alerts.NAMES)).isEqualTo("Market square: several datastreams without readings");
        AlertEvent ingest = alert.with()
                .datastream("metrobed/pipeline/ingest")
                .detector("ingest-silent")
                .build();
        assertThat(Words.summary(ingest, Alerts.NAMES)).isEqualTo("Metrobed, ingest: no data comes in");
    }

    @Test
    void expectedSaysWhatIsKnownInTheUnitOfPeople() {
        AlertEvent alert = Alerts.alert("a").known().last();
        assertThat(Words.expected(alert, Alerts.NAMES)).isEqualTo("about 11, 3 to 25 µg/m³");
        assertThat(Words.observed(alert, Alerts.NAMES)).isEqualTo("412 µg/m³");
        assertThat(Words.observed(alert, NamesInCatalog.NONE)).isEqualTo("412");
    }

    @Test
    void timeIsThatOfTheCityWithItsZone() {
        assertThat(Alerts.NAMES.time(Times.NOON, "city/station/pm25")).isEqualTo("2026-05-01 14:00 CEST");
        assertThat(Alerts.NAMES.time(Instant.parse("2026-12-01T12:00:00Z"), "city/station/pm25"))
                .isEqualTo("2026-12-01 13:00 CET");
        assertThat(NamesInCatalog.NONE.time(Times.NOON, "city/station/pm25")).isEqualTo("2026-05-01 12:00 UTC");
    }

    @Test
    void numbersAreThoseOfThePageAndNothingIsEmpty() {
        assertThat(Words.number(412.3456)).isEqualTo("412");
        assertThat(Words.number(1_234_567)).isEqualTo("1,234,567");
        assertThat(Words.number(0)).isEqualTo("0");
        assertThat(Words.number(Double.NaN)).isEmpty();
    }

    @Test
    void endNeverLiesBeforeTheOnset() {
        Group over = Alerts.alert("a")
                .as(AlertEvent.Kind.RESOLVED)
                .opened(Times.NOON_MILLIS, Times.NOON_MILLIS - 5_000)
                .group();
        assertThat(Words.end(message(over))).isEqualTo(Times.NOON);
        AlertMessage later = Alerts.message(
                Alerts.alert("a").row("mail", Step.RESOLVED, 9),
                Alerts.alert("a").group(),
                List.of());
        assertThat(Words.end(later)).isEqualTo(Times.NOON.plusSeconds(9));
    }

    private static AlertMessage message(Group group) {
        return Alerts.message(Alerts.alert("a").row("mail", Step.FIRING, 0), group, List.of());
    }
}
