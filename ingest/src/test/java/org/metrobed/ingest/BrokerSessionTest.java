package org.metrobed.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerSessionTest {

    private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");

    @TempDir
    Path folder;

    private Instant now = NOON;
    private final InstantSource clock = () -> now;

    @Test
    void clientIdHasARandomPartThatStaysAndOnlyTheOwnerCanRead() throws IOException {
        Path file = folder.resolve("new").resolve("session");
        String first = new BrokerSession("metrobed-ingest", SessionFile.open(file, true), clock).clientId();
        String again = new BrokerSession("metrobed-ingest", SessionFile.open(file, true), clock).clientId();
        String other =
                new BrokerSession("metrobed-ingest", SessionFile.open(folder.resolve("b"), true), clock).clientId();

        assertThat(first).matches("metrobed-ingest-[A-Za-z0-9_-]{22}").isEqualTo(again);
        assertThat(other).isNotEqualTo(first);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void withoutASecretTheClientIdIsTheName() throws IOException {
        assertThat(new BrokerSession("a-2", SessionFile.none(), clock).clientId())
                .isEqualTo("a-2");
        assertThat(new BrokerSession("a", SessionFile.open(folder.resolve("session"), false), clock).clientId())
                .isEqualTo("a");
    }

    @Test
    void firstSessionIsNotALossButAnAbsentOneLaterIs() {
        BrokerSession session = new BrokerSession("a", SessionFile.none(), clock);
        session.connected(false);
        session.connected(true);
        assertThat(session.lost()).isZero();
        assertThat(session.alarm()).isEmpty();

        session.connected(false);

        assertThat(session.lost()).isEqualTo(1);
        assertThat(session.alarm())
                .contains(
                        "the broker lost the session of ingest at 2026-05-01T12:00:00Z: acknowledged readings are missing");
        now = NOON.plus(BrokerSession.REPORTED);
        assertThat(session.alarm()).isEmpty();
        assertThat(session.lost()).isEqualTo(1);
    }

    @Test
    void takeoverIsReportedForAnHour() {
        BrokerSession session = new BrokerSession("a", SessionFile.none(), clock);
        session.connected(false);

        session.takenOver();
        session.takenOver();

        assertThat(session.alarm())
                .contains("another client with the client id of ingest took its session over 2 times, last at"
                        + " 2026-05-01T12:00:00Z: is there a second ingest of the same name?");
        now = NOON.plus(BrokerSession.TAKEOVER_REPORTED);
        assertThat(session.alarm()).isEmpty();
        assertThat(session.takeovers()).isEqualTo(2);
    }

    @Test
    void sessionThatIsLostWhileIngestIsAwayIsSeenAtTheNextStart() throws IOException {
        Path file = folder.resolve("session");
        new BrokerSession("a", SessionFile.open(file, true), clock).connected(false);

        BrokerSession next = new BrokerSession("a", SessionFile.open(file, true), clock);
        next.connected(false);
        BrokerSession renamed = new BrokerSession("b", SessionFile.open(file, true), clock);
        renamed.connected(false);

        assertThat(next.lost()).isEqualTo(1);
        assertThat(renamed.lost()).isZero();
    }

    @Test
    void damagedFileIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("session"), "short\n");

        assertThatThrownBy(() -> SessionFile.open(file, true))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(file + ":1: must be '-' or 22 letters");
    }
}
