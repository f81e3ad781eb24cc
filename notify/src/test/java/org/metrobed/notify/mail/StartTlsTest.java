package org.metrobed.notify.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.metrobed.config.Secret;
import org.metrobed.config.tls.TlsFiles;
import org.metrobed.notify.group.Alerts;
import org.metrobed.notify.receiver.AlertMessage;
import org.metrobed.notify.receiver.DeliveryException;
import org.metrobed.notify.receiver.PageLinks;
import org.metrobed.notify.receiver.Receiver;
import org.metrobed.testkit.Certificates;
import org.metrobed.testkit.Times;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.server.SMTPServer;

/** Tests with a real SMTP server that takes mail after STARTTLS and a login alone. */
class StartTlsTest {

    private static final AlertMessage MESSAGE = Alerts.alert("a").message("mail");

    @TempDir
    static Path folder;

    private static Certificates authority;
    private static Certificates.Pair pair;

    private final List<String> taken = new CopyOnWriteArrayList<>();
    private SMTPServer server;

    @BeforeAll
    static void issue() {
        authority = Certificates.create(folder);
        pair = authority.issue("smtp", "ip:127.0.0.1");
    }

    @BeforeEach
    void start() throws IOException {
        TlsFiles files = new TlsFiles(
                authority.authority().toString(),
                pair.certificate().toString(),
                pair.key().toString());
        server = SMTPServer.port(0)
                .bindAddress(InetAddress.getLoopbackAddress())
                .hostName("127.0.0.1")
                .enableTLS()
                .requireTLS()
                .requireAuth()
                .startTlsSocketFactory(files.context())
                .authenticationHandlerFactory(new EasyAuthenticationHandlerFactory((user, password, context) -> {
                    if (!user.equals("metrobed") || !password.equals("correct horse")) {
                        throw new LoginFailedException("unknown");
                    }
                }))
                .messageHandler((context, from, to, data) ->
                        taken.add(from + " " + to + "\n" + new String(data, StandardCharsets.UTF_8)))
                .build();
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void mailIsSentAfterStartTlsAndLogin() throws Exception {
        send(receiver(MailSettings.Tls.STARTTLS, authority.authority().toString(), "correct horse"));
        assertThat(taken)
                .singleElement()
                .asString()
                .startsWith("alerts@city.example ada@city.example\n")
                .contains("Subject: [WARNING] PM2.5 at Market square: sudden jump");
    }

    @Test
    void wrongPasswordIsAFailure() {
        assertThatThrownBy(() -> send(receiver(
                        MailSettings.Tls.STARTTLS, authority.authority().toString(), "wrong donkey")))
                .isInstanceOf(DeliveryException.class)
                .hasMessageNotContaining("donkey");
        assertThat(taken).isEmpty();
    }

    @Test
    void serverOfAnUnknownAuthorityGetsNoPassword() {
        assertThatThrownBy(() -> send(receiver(MailSettings.Tls.STARTTLS, "", "correct horse")))
                .isInstanceOf(DeliveryException.class);
        assertThat(taken).isEmpty();
    }

    @Test
    void serverThatDemandsTlsRefusesPlainMail() {
        assertThatThrownBy(() -> send(receiver(MailSettings.Tls.NONE, "", "correct horse")))
                .isInstanceOf(DeliveryException.class);
        assertThat(taken).isEmpty();
    }

    private static void send(Receiver receiver) throws DeliveryException, InterruptedException {
        receiver.send(Alerts.written(receiver, MESSAGE), Times.NOON);
    }

    private Receiver receiver(MailSettings.Tls tls, String ca, String password) throws IOException {
        MailSettings settings = new MailSettings(
                new MailSettings.Server("127.0.0.1", server.getPortAllocated(), tls, ca),
                "metrobed",
                new Secret(password),
                "alerts@city.example",
                MailSettings.Recipients.of(List.of("ada@city.example")),
                Duration.ofMinutes(15));
        return MailReceiver.list(settings, new PageLinks("https://city.example"), Duration.ZERO)
                .get(0);
    }
}
