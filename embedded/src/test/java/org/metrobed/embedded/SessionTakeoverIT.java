package org.metrobed.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.metrobed.access.Access;
import org.metrobed.access.PasswordFile;
import org.metrobed.access.PasswordHash;

/** A client connects with the client id of another user, with a clean start and its own correct password. */
final class SessionTakeoverIT {

    private static final int IDENTIFIER_NOT_VALID = 0x85;

    @TempDir
    Path folder;

    @Test
    void sessionOfAnotherUserKeepsItsQueueAlsoAfterARestart() throws Exception {
        try (EmbeddedMqttBroker broker = startWithUsers()) {
            try (TestClient owner = connect(broker, "00:1A", "gw-1")) {
                assertThat(owner.subscribe("metrobed/v1/x/gw-1/#")).isTrue();
            }
            try (TestClient publisher = connect(broker, "gw-1", "gw-1")) {
                assertThat(publisher.publish("metrobed/v1/x/gw-1/a/up", "kept")).isTrue();
            }
            assertRefused(broker, "00:1A", "gw-2");
            assertThat(broker.refusedClientIds()).isEqualTo(1);
        }
        try (EmbeddedMqttBroker broker = startWithUsers()) {
            assertRefused(broker, "00:1A", "gw-2");
            try (TestClient owner = connect(broker, "00:1A", "gw-1")) {
                assertThat(owner.next()).isEqualTo("kept");
            }
        }
    }

    @Test
    void connectedClientIsNotPushedOutByAnotherUser() throws Exception {
        try (EmbeddedMqttBroker broker = startWithUsers();
                TestClient first = TestClient.connectCleanly(broker.url(), "shared", "gw-1", "pw of gw-1")) {
            assertRefused(broker, "shared", "gw-2");
            assertThat(first.publish("metrobed/v1/x/gw-1/a/up", "still there")).isTrue();
        }
    }

    @Test
    void clientIdIsFreeForAnotherUserWhenItsSessionIsGone() throws Exception {
        try (EmbeddedMqttBroker broker = startWithUsers()) {
            TestClient.connectCleanly(broker.url(), "shared", "gw-1", "pw of gw-1")
                    .close();
            try (TestClient other = connectWhenFree(broker)) {
                assertThat(other.publish("metrobed/v1/x/gw-2/a/up", "mine now")).isTrue();
            }
            assertRefused(broker, "shared", "gw-1");
        }
    }

    @Test
    void nameOfAUserAndReservedClientIdsAreForThatUserAlone() throws Exception {
        try (EmbeddedMqttBroker broker = startWithUsers()) {
            assertRefused(broker, "metrobed-ingest", "gw-1");
            assertRefused(broker, "metrobed-ingest-2", "gw-1");
            assertRefused(broker, "gw-2", "gw-1");
            assertRefused(broker, "gw-2/modem", "gw-1");
            connect(broker, "gw-2/modem", "gw-2").close();
            connect(broker, "metrobed-ingest-2", "ingest").close();
        }
    }

    @Test
    void reservedClientIdsAreRefusedToStrangersWhereEveryoneMayConnect() throws Exception {
        Access access = Access.everyone().withUser("ingest", "secret").reserve("metrobed-ingest", "ingest");
        try (EmbeddedMqttBroker broker =
                        EmbeddedMqttBroker.start(folder, BrokerOptions.of(0).withAccess(access));
                TestClient ingest = TestClient.connect(broker.url(), "metrobed-ingest", "ingest", "secret");
                TestClient stranger = TestClient.connect(broker.url(), "stranger", "", "")) {
            assertThat(ingest.subscribe("#")).isTrue();
            assertNotLetIn(broker, "metrobed-ingest", "", "");
            assertNotLetIn(broker, "metrobed-ingest-2", "gw-1", "whatever");
            assertThatThrownBy(() -> TestClient.connect(broker.url(), "other", "ingest", "guessed"))
                    .isInstanceOf(MqttException.class);
            assertThat(stranger.subscribe("any/#")).isTrue();
            assertThat(stranger.publish("any/thing", "heard")).isTrue();
            assertThat(ingest.next()).isEqualTo("heard");
            assertThat(stranger.next()).isEqualTo("heard");
            assertThat(broker.refusedClientIds()).isEqualTo(2);
        }
    }

    private EmbeddedMqttBroker startWithUsers() throws IOException {
        Path files = Files.createDirectories(folder.resolve("access"));
        if (!Files.exists(files.resolve(Access.ACL))) {
            Files.writeString(files.resolve(Access.ACL), "pattern readwrite metrobed/v1/+/%u/#\n");
            for (String user : new String[] {"gw-1", "gw-2"}) {
                PasswordFile.add(
                        files.resolve(Access.PASSWORDS), user, PasswordHash.of("pw of " + user, new SecureRandom()));
            }
        }
        Access access = Access.read(files).withUser("ingest", "pw of ingest").reserve("metrobed-ingest", "ingest");
        return EmbeddedMqttBroker.start(
                folder.resolve("broker"), BrokerOptions.of(0).withAccess(access));
    }

    /** The broker needs a moment to notice that the other client is disconnected. */
    private static TestClient connectWhenFree(EmbeddedMqttBroker broker) throws MqttException {
        for (int attempt = 1; ; attempt++) {
            try {
                return connect(broker, "shared", "gw-2");
            } catch (MqttException e) {
                if (attempt == 50 || e.getReasonCode() != IDENTIFIER_NOT_VALID) {
                    throw e;
                }
            }
        }
    }

    private static TestClient connect(EmbeddedMqttBroker broker, String id, String user) throws MqttException {
        return TestClient.connect(broker.url(), id, user, "pw of " + user);
    }

    private static void assertRefused(EmbeddedMqttBroker broker, String id, String user) {
        assertNotLetIn(broker, id, user, "pw of " + user);
    }

    private static void assertNotLetIn(EmbeddedMqttBroker broker, String id, String user, String password) {
        assertThatThrownBy(() -> TestClient.connectCleanly(broker.url(), id, user, password))
                .isInstanceOf(MqttException.class)
                .extracting(e -> ((MqttException) e).getReasonCode())
                .isEqualTo(IDENTIFIER_NOT_VALID);
    }
}
