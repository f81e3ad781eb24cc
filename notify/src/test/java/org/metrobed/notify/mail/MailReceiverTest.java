package org.metrobed.notify.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.metrobed.config.Secret;
import org.metrobed.model.Finding;
import org.metrobed.notify.group.Alerts;
import org.metrobed.notify.mail.MailSettings.Recipients;
import org.metrobed.notify.receiver.AlertMessage;
import org.metrobed.notify.receiver.DeliveryException;
import org.metrobed.notify.receiver.PageLinks;
import org.metrobed.notify.receiver.Receiver;
import org.metrobed.testkit.Times;

/** Tests with a real SMTP server. */
class MailReceiverTest {

    private static final AlertMessage MESSAGE = Alerts.alert("a").message("mail");
    private static final Recipients BOTH = Recipients.of(List.of("ada@city.example", "bob@city.example"));

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @TempDir
    Path folder;

    @BeforeEach
    void start() {
        server.start();
        server.setUser("metrobed", "correct horse");
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void mailReachesEveryoneWhoIsToBeTold() throws Exception {
        send(receiver(MailSettings.Tls.NONE, "correct horse"), Times.NOON);
        MimeMessage[] mails = server.getReceivedMessages();
        assertThat(mails).hasSize(2);
        assertThat(mails[0].getSubject()).isEqualTo("[WARNING] PM2.5 at Market square: sudden jump");
        assertThat(mails[0].getFrom()[0]).hasToString("alerts@city.example");
        assertThat(mails[0].getAllRecipients())
                .extracting(Object::toString)
                .containsExactly("ada@city.example", "bob@city.example");
        assertThat(mails[0].getContent().toString())
                .contains("412 µg/m³ at 12:00", "observed 412 µg/m³", "since 2026-05-01 14:00 CEST");
        assertThat(mails[0].getContentType()).startsWith("text/plain");
        assertThat(mails[0].getSentDate()).isEqualTo(Times.NOON);
    }

    @Test
    void sameMailHasTheSameId() throws Exception {
        Receiver receiver = receiver(MailSettings.Tls.NONE, "correct horse");
        send(receiver, Times.NOON);
        send(receiver, Times.NOON.plusSeconds(9));
        MimeMessage[] mails = server.getReceivedMessages();
        assertThat(mails).hasSize(4);
        assertThat(mails[0].getMessageID()).isEqualTo(mails[3].getMessageID()).endsWith("@metrobed>");
        assertThat(mails[0].getContent()).isEqualTo(mails[3].getContent());
    }

    @Test
    void wrongPasswordIsAFailureThatDoesNotRepeatIt() {
        assertThatThrownBy(() -> send(receiver(MailSettings.Tls.NONE, "wrong donkey"), Times.NOON))
                .isInstanceOf(DeliveryException.class)
                .hasMessageNotContaining("donkey");
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void nothingIsSentInTheClearWhereTlsIsWanted() {
        assertThatThrownBy(() -> send(receiver(MailSettings.Tls.STARTTLS, "correct horse"), Times.NOON))
                .isInstanceOf(DeliveryException.class);
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void silentServerIsAFailure() throws IOException {
        Receiver receiver = receiver(MailSettings.Tls.NONE, "correct horse");
        server.stop();
        assertThatThrownBy(() -> send(receiver, Times.NOON)).isInstanceOf(DeliveryException.class);
    }

    /** Icinga/icinga2#4872: who was not told of a problem is not told of its end. */
    @Test
    void faultOfEquipmentGoesToThoseWhoMaintainItAlone() throws IOException {
        Recipients divided = new Recipients(List.of("city@city.example"), List.of("crew@city.example"), List.of(), "");
        List<Receiver> receivers = receivers(divided);
        assertThat(receivers).extracting(Receiver::name).containsExactly("mail", "mail-maintenance");
        Alerts event = Alerts.alert("a");
        Alerts fault = event.because(Finding.Origin.SENSOR);
        assertThat(receivers)
                .extracting(receiver -> receiver.concerns(event.group(), Alerts.NAMES))
                .containsExactly(true, false);
        assertThat(receivers)
                .extracting(receiver -> receiver.concerns(fault.group(), Alerts.NAMES))
                .containsExactly(false, true);
    }

    @Test
    void escalationIsAReceiverOfItsOwnThatWaits() throws IOException {
        Recipients who = new Recipients(List.of("a@b.example"), List.of(), List.of("boss@b.example"), "");
        assertThat(receivers(who))
                .extracting(Receiver::name, Receiver::escalatesAfter)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("mail", Duration.ZERO),
                        org.assertj.core.groups.Tuple.tuple("mail-escalation", Duration.ofMinutes(15)));
    }

    @Test
    void thoseOnCallGetMailDuringTheirDuty() throws Exception {
        Path calendar = Files.writeString(
                folder.resolve("duty.ics"),
                OnCallCalendarTest.calendar("20260501T080000Z", "20260501T160000Z", "eve@city.example"));
        Recipients onCall = new Recipients(List.of("ada@city.example"), List.of(), List.of(), calendar.toString());
        Receiver receiver = receivers(onCall).get(0);
        send(receiver, Times.NOON);
        send(receiver, Instant.parse("2026-05-01T16:00:00Z"));
        assertThat(server.getReceivedMessages())
                .extracting(mail -> List.of(mail.getAllRecipients()).toString())
                .containsExactly(
                        "[ada@city.example, eve@city.example]",
                        "[ada@city.example, eve@city.example]",
                        "[ada@city.example]");
    }

    @Test
    void mailForNobodyIsAFailureThatSaysSo() throws Exception {
        Path calendar = Files.writeString(
                folder.resolve("duty.ics"),
                OnCallCalendarTest.calendar("20260501T080000Z", "20260501T090000Z", "eve@city.example"));
        Receiver receiver = receivers(new Recipients(List.of(), List.of(), List.of(), calendar.toString()))
                .get(0);
        assertThatThrownBy(() -> send(receiver, Times.NOON))
                .isInstanceOf(DeliveryException.class)
                .hasMessageContaining("nobody is on call at 2026-05-01T12:00:00Z");
    }

    private static void send(Receiver receiver, Instant now) throws DeliveryException, InterruptedException {
        receiver.send(Alerts.written(receiver, MESSAGE), now);
    }

    private List<Receiver> receivers(Recipients recipients) throws IOException {
        return MailReceiver.list(
                settings(MailSettings.Tls.NONE, "correct horse", recipients),
                new PageLinks("https://city.example"),
                Duration.ofMinutes(15));
    }

    private Receiver receiver(MailSettings.Tls tls, String password) throws IOException {
        return MailReceiver.list(settings(tls, password, BOTH), new PageLinks("https://city.example"), Duration.ZERO)
                .get(0);
    }

    private MailSettings settings(MailSettings.Tls tls, String password, Recipients recipients) {
        return new MailSettings(
                new MailSettings.Server("127.0.0.1", server.getSmtp().getPort(), tls, ""),
                "metrobed",
                new Secret(password),
                "alerts@city.example",
                recipients,
                Duration.ofMinutes(15));
    }
}
