package org.metrobed.notify.cap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.Finding;
import org.metrobed.model.Severity;
import org.metrobed.notify.group.Alerts;
import org.metrobed.notify.group.Group;
import org.metrobed.notify.receiver.AlertMessage;
import org.metrobed.notify.receiver.DeliveryException;
import org.metrobed.notify.receiver.PageLinks;
import org.metrobed.notify.receiver.TakingServer;
import org.metrobed.store.notification.KnownAlert;
import org.metrobed.store.notification.Notification;
import org.metrobed.testkit.Times;

class CapReceiverTest {

    private static final CapStyle STYLE =
            new CapStyle("alerts@city.example", "Test", "en", "", Duration.ofHours(24), 1_000);
    private static final PageLinks PAGE = new PageLinks("https://city.example");
    private static final AlertMessage MESSAGE = Alerts.alert("a").message("cap");

    @TempDir
    Path folder;

    @Test
    void warningIsAFileAndAPost() throws Exception {
        Path inside = folder.resolve("cap");
        try (TakingServer server = new TakingServer()) {
            CapReceiver receiver =
                    new CapReceiver(STYLE, PAGE, Optional.of(inside), Optional.of(URI.create(server.url() + "/cap")));
            receiver.send(Alerts.written(receiver, MESSAGE), Times.NOON);
            receiver.send(Alerts.written(receiver, MESSAGE), Times.NOON.plusSeconds(9));
            assertThat(files(inside)).as("once, though told twice").containsExactly(MESSAGE.id() + ".xml");
            assertThat(server.all()).hasSize(2).allSatisfy(taken -> {
                assertThat(taken.headers())
                        .containsEntry("content-type", "application/cap+xml")
                        .containsEntry("x-metrobed-id", MESSAGE.id());
                assertThat(taken.body()).isEqualTo(Files.readString(inside.resolve(MESSAGE.id() + ".xml")));
            });
            assertThat(receiver.address()).isEqualTo(inside + " and " + server.url());
        }
    }

    @Test
    void folderThatCannotBeWrittenIsAFailure() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        CapReceiver receiver = new CapReceiver(STYLE, PAGE, Optional.of(file), Optional.empty());
        assertThatThrownBy(() -> receiver.send(Alerts.written(receiver, MESSAGE), Times.NOON))
                .isInstanceOf(DeliveryException.class);
    }

    @Test
    void onlyAThresholdThatTheCatalogMarksAndNeighboursSeeIsAWarning() {
        CapReceiver receiver = new CapReceiver(STYLE, PAGE, Optional.of(folder), Optional.empty());
        Alerts marked = Alerts.alert("a").of("city/station/pm25", "unhealthy");
        Alerts seen = marked.because(Finding.Origin.ENVIRONMENT);
        assertThat(receiver.concerns(seen.group(), Alerts.NAMES)).isTrue();
        assertThat(receiver.concerns(marked.group(), Alerts.NAMES))
                .as("nobody sees it too")
                .isFalse();
        assertThat(receiver.concerns(marked.handled(true, true).group(), Alerts.NAMES))
                .as("a person has approved it")
                .isTrue();
        assertThat(receiver.concerns(
                        marked.because(Finding.Origin.SENSOR)
                                .handled(true, true)
                                .group(),
                        Alerts.NAMES))
                .as("a faulty sensor")
                .isFalse();
        assertThat(receiver.concerns(seen.of("city/station/pm25", "watch").group(), Alerts.NAMES))
                .as("not marked")
                .isFalse();
        assertThat(receiver.concerns(seen.as(AlertEvent.Kind.RESOLVED).group(), Alerts.NAMES))
                .as("over")
                .isFalse();
    }

    @Test
    void markedAlertUnderAnotherOneIsWarnedOf() {
        CapReceiver receiver = new CapReceiver(STYLE, PAGE, Optional.of(folder), Optional.empty());
        KnownAlert lead = Alerts.alert("lead").known();
        KnownAlert marked = Alerts.alert("a")
                .of("city/station/pm25", "unhealthy")
                .because(Finding.Origin.ENVIRONMENT)
                .under("lead")
                .known();
        Group group = new Group("lead", lead, List.of(lead, marked), 2);
        assertThat(receiver.concerns(group, Alerts.NAMES)).isTrue();
        Notification row = Alerts.alert("lead").row("cap", Notification.Step.FIRING, 0);
        assertThat(receiver.write(Alerts.message(row, group, List.of())))
                .contains("<event>unhealthy</event>")
                .contains("<web>https://city.example/alert/lead</web>");
    }

    @Test
    void warningDescribesWhatNeighboursSeeAndNotAFaultySensor() {
        CapReceiver receiver = new CapReceiver(STYLE, PAGE, Optional.of(folder), Optional.empty());
        Alerts marked =
                Alerts.alert("lead").of("city/station/pm25", "unhealthy").severe(Severity.CRITICAL);
        KnownAlert faulty = marked.because(Finding.Origin.SENSOR).known();
        KnownAlert seen = Alerts.alert("a")
                .of("city/station/pm25", "unhealthy")
                .because(Finding.Origin.ENVIRONMENT)
                .under("lead")
                .known();
        Group group = new Group("lead", faulty, List.of(faulty, seen), 2);
        assertThat(PublicAlerts.listOpen(group, Alerts.NAMES)).containsExactly(seen.last());
        Notification row = Alerts.alert("lead").row("cap", Notification.Step.FIRING, 0);
        assertThat(receiver.write(Alerts.message(row, group, List.of()))).contains("<value>environment</value>");
    }

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(file -> file.getFileName().toString()).toList();
        }
    }
}
