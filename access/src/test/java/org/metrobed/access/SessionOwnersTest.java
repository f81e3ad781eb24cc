package org.metrobed.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SessionOwnersTest {

    @TempDir
    Path folder;

    private Path file;
    private SessionOwners owners;

    @BeforeEach
    void read() {
        file = folder.resolve("owners");
        owners = SessionOwners.read(file);
    }

    @Test
    void firstUserOwnsAClientIdAndMayUseItAgain() {
        assertThat(owners.claim("00:1A", "gw-1", false)).isTrue();
        assertThat(owners.claim("00:1A", "gw-1", true)).isTrue();
        assertThat(owners.claim("00:1A", "gw-2", true)).isFalse();
        assertThat(owners.find("00:1A")).contains("gw-1");
    }

    @Test
    void ownersOfLastingSessionsOutliveARestart() throws IOException {
        owners.claim("one two\nthree", "gw-1", true);
        owners.claim("short", "gw-1", false);
        owners.claim("late", "gw-1", false);
        owners.claim("late", "gw-1", true);

        SessionOwners again = SessionOwners.read(file);

        assertThat(again.find("one two\nthree")).contains("gw-1");
        assertThat(again.find("late")).contains("gw-1");
        assertThat(again.find("short")).isEmpty();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void newestOwnerIsRead() {
        owners.claim("a", "gw-1", true);
        assertThat(owners.handOver("a", "gw-2", "gw-3", false)).isFalse();
        assertThat(owners.handOver("a", "gw-1", "gw-2", false)).isTrue();
        owners.claim("b", "gw-1", true);
        owners.take("b", "gw-3", true);

        SessionOwners again = SessionOwners.read(file);

        assertThat(again.find("a")).contains("gw-2");
        assertThat(again.find("b")).contains("gw-3");
    }

    @Test
    void clientIdsWithoutASessionAreForgottenAfterTwoRounds() throws IOException {
        owners.claim("kept", "gw-1", true);
        owners.claim("gone", "gw-1", true);
        owners.claim("used", "gw-1", false);

        owners.retain(Set.of("kept"));
        assertThat(owners.size()).isEqualTo(3);
        owners.claim("used", "gw-1", false);
        owners.retain(Set.of("kept"));

        assertThat(owners.find("kept")).contains("gw-1");
        assertThat(owners.find("used")).contains("gw-1");
        assertThat(owners.find("gone")).isEmpty();
        assertThat(Files.readAllLines(file)).hasSize(1);
        assertThat(SessionOwners.read(file).find("kept")).contains("gw-1");
    }

    @Test
    void lineThatWasNotWrittenToItsEndIsLeftOut() throws IOException {
        owners.claim("a", "gw-1", true);
        Files.writeString(file, "gw-2 Y", StandardOpenOption.APPEND);

        SessionOwners again = SessionOwners.read(file);
        again.claim("b", "gw-2", true);

        assertThat(SessionOwners.read(file).find("a")).contains("gw-1");
        assertThat(SessionOwners.read(file).find("b")).contains("gw-2");
    }

    @Test
    void damagedFileIsNamed() throws IOException {
        Files.writeString(file, "gw-1 YQ==\nnonsense\n");

        assertThatThrownBy(() -> SessionOwners.read(file))
                .isInstanceOf(AccessException.class)
                .hasMessage(file + ":2: must be a user and a client id in Base64");
    }
}
