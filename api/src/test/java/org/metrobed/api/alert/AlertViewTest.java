package org.metrobed.api.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.metrobed.api.thing.PipelineDatastreams;
import org.metrobed.catalog.Catalog;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.AlertEventBuilder;
import org.metrobed.model.Finding;
import org.metrobed.model.Severity;
import org.metrobed.model.alert.AlertAction;
import org.metrobed.model.alert.Handling;
import org.metrobed.model.alert.Suppression;
import org.metrobed.model.alert.SuppressionPattern;
import org.metrobed.store.alert.Alert;

class AlertViewTest {

    private static final long NOON_MICROS = 1_777_636_800_000_000L;
    private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");

    @Test
    void anEventLeavesTheAlertOpenOrResolvedAndWhatIsNoNumberIsNull() {
        AlertView opened = view(event(0, AlertEvent.Kind.OPENED, 71, 71));
        assertThat(opened.state()).isEqualTo("open");
        assertThat(opened.resolvedTime()).isNull();
        assertThat(opened.observed()).isEqualTo(71);

        AlertView resolved = view(event(1, AlertEvent.Kind.RESOLVED, Double.NaN, 90));
        assertThat(resolved.state()).isEqualTo("resolved");
        assertThat(resolved.resolvedTime()).isEqualTo(Instant.parse("2026-05-01T12:05:00Z"));
        assertThat(resolved.openedTime()).isEqualTo(Instant.parse("2026-05-01T12:00:00Z"));
        assertThat(resolved.observed()).isNull();
        assertThat(resolved.peak()).isEqualTo(90);
    }

    @Test
    void aDatastreamThatTheCatalogDoesNotHaveHasNeitherNameNorUnit() {
        AlertView view = view(event(0, AlertEvent.Kind.OPENED, 71, 71));
        assertThat(view.name()).isNull();
        assertThat(view.unit()).isNull();
    }

    @Test
    void wholeGatewaysAndThingsHaveNames() {
        AlertEvent event = event(0, AlertEvent.Kind.OPENED, 71, 71);
        assertThat(PipelineDatastreams.name(Catalog.empty(3), "toyville/gw-1/gateway"))
                .isEqualTo("Gateway gw-1");
        assertThat(PipelineDatastreams.name(Catalog.empty(3), "toyville/pole/thing"))
                .as("the catalog has no such thing")
                .isNull();
        assertThat(view(event).datastream()).isEqualTo("toyville/pole/pm25");
    }

    @Test
    void whatNobodyTouchedIsNotAcknowledgedAndCallsSomebody() {
        AlertView view = view(event(0, AlertEvent.Kind.OPENED, 71, 71));
        assertThat(view.acknowledgement()).isEqualTo(new AcknowledgementView("none", null, null, null));
        assertThat(view.version()).isZero();
        assertThat(view.assignee()).isNull();
        assertThat(view.suppression()).isNull();
        assertThat(view.usual()).as("nothing is known").isNull();
        assertThat(view.parent()).isNull();
    }

    @Test
    void whatPeopleDidIsTold() {
        Handling handling = new Handling(
                3,
                Optional.of(new Handling.Mark("ada", NOON_MICROS / 1_000, "seen")),
                "bob",
                Optional.of(new Handling.Mark("eve", NOON_MICROS / 1_000, "it is smoke")),
                Optional.of(new Handling.Verdict(
                        AlertAction.Kind.KNOWN_WORK, new Handling.Mark("ada", NOON_MICROS / 1_000, "drill"))));
        Alert alert = Alert.after(event(0, AlertEvent.Kind.OPENED, 71, 71)).with(4, handling);
        AlertView view = AlertView.of(alert, Catalog.empty(3), List.of(), NOON);
        assertThat(view.acknowledgement()).isEqualTo(new AcknowledgementView("acknowledged", "ada", NOON, "seen"));
        assertThat(view.assignee()).isEqualTo("bob");
        assertThat(view.approval()).isEqualTo(new ApprovalView("eve", NOON, "it is smoke"));
        assertThat(view.verdict()).isEqualTo(new VerdictView("known-work", "ada", NOON, "drill"));
        assertThat(view.members()).isEqualTo(4);
        assertThat(HandlingView.of(alert, null))
                .isEqualTo(new HandlingView(
                        alert.alertId(), 3, view.acknowledgement(), "bob", view.approval(), view.verdict(), null));
    }

    @Test
    void silenceIsToldBeforeTheParentAndOnlyWhileItHolds() {
        AlertEvent event = event(0, AlertEvent.Kind.OPENED, 71, 71);
        AlertEvent member = event.with(event.finding().withParent("outage"), event.message());
        Suppression silence = new Suppression(
                "s1",
                Suppression.Kind.SILENCE,
                SuppressionPattern.parse("toyville/*/*"),
                "",
                NOON_MICROS,
                NOON_MICROS + 1,
                "works",
                "ada");
        Catalog none = Catalog.empty(3);
        Alert alert = Alert.after(member);
        assertThat(AlertView.of(alert, none, List.of(silence), NOON).suppression())
                .isEqualTo(new SuppressedView("silence", "s1", "ada", NOON.plusNanos(1_000), "works"));
        assertThat(AlertView.of(alert, none, List.of(silence), NOON.plusNanos(1_000))
                        .suppression()
                        .kind())
                .isEqualTo("parent");
        assertThat(view(member).parent()).isEqualTo("outage");
        assertThat(view(event).suppression()).isNull();
    }

    private static AlertView view(AlertEvent event) {
        return AlertView.of(Alert.after(event), Catalog.empty(3), List.of(), NOON);
    }

    private static AlertEvent event(int sequence, AlertEvent.Kind kind, double observed, double peak) {
        return AlertEventBuilder.builder()
                .alertId("toyville/pole/pm25@high@1777636800000000")
                .sequence(sequence)
                .kind(kind)
                .datastream("toyville/pole/pm25")
                .detector("high")
                .severity(Severity.WARNING)
                .onsetMicros(NOON_MICROS)
                .atMicros(NOON_MICROS + sequence * 300_000_000L)
                .recordedMillis(NOON_MICROS / 1_000 + 301_000)
                .observed(observed)
                .peak(peak)
                .expectedLow(Double.NEGATIVE_INFINITY)
                .expectedHigh(55)
                .message("71 > 55")
                .catalogVersion(3)
                .finding(Finding.THRESHOLD)
                .build();
    }
}
