package org.metrobed.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AccessTest {

    /** Created by mosquitto_passwd of Mosquitto 2.0.11 for the password hunter2. */
    private static final String BY_MOSQUITTO =
            "$7$101$Wypm3yhmbnsN+IZF$Ehctv2bCYDpDbXsOI7I72+3jsAZWk5BxnXBOyggTwvQmYaR5rgC5XFMT+p7wtvELfjl3FpuiaKz6gDHxDmDlWA==";

    private static final SecureRandom RANDOM = new SecureRandom();

    @TempDir
    Path folder;

    private Path passwords;

    @BeforeEach
    void write() throws IOException {
        passwords = folder.resolve("passwords");
        Files.writeString(passwords, "# users\n\ngw-17:" + BY_MOSQUITTO + "\n");
        Files.writeString(folder.resolve("acl"), "pattern write x/%u\n");
    }

    @Test
    void passwordHashedByMosquittoIsKnown() {
        Access access = Access.read(folder);

        assertThat(access.isUser("gw-17", "hunter2")).isTrue();
        assertThat(access.isUser("gw-17", "hunter3")).isFalse();
        assertThat(access.isUser("gw-17", "")).isFalse();
        assertThat(access.isUser("gw-18", "hunter2")).isFalse();
        assertThat(access.isUser("gw-18", "nobody")).isFalse();
    }

    @Test
    void addedUserIsKnownFromTheNextConnection() throws IOException {
        Access access = Access.read(folder);
        assertThat(access.isUser("gw-18", "secret")).isFalse();

        PasswordFile.add(passwords, "gw-18", PasswordHash.of("secret", RANDOM));
        Files.setLastModifiedTime(passwords, FileTime.from(Instant.parse("2026-05-01T12:00:00Z")));

        assertThat(access.isUser("gw-18", "secret")).isTrue();
        assertThat(access.isUser("gw-17", "hunter2")).isTrue();
    }

    @Test
    void filesThatBreakLaterLeaveWhatWas() throws IOException {
        Access access = Access.read(folder);
        Files.writeString(folder.resolve("acl"), "nonsense\n");
        Files.setLastModifiedTime(folder.resolve("acl"), FileTime.from(Instant.parse("2026-05-01T12:00:00Z")));

        assertThat(access.isUser("gw-17", "hunter2")).isTrue();
        assertThat(access.acl().mayPublish("gw-17", "c", "x/gw-17")).isTrue();
    }

    @Test
    void ownUserNeedsNoLine() {
        Access access = Access.read(folder).withUser("ingest", "of this process");

        assertThat(access.isUser("ingest", "of this process")).isTrue();
        assertThat(access.isUser("ingest", "other")).isFalse();
    }

    @Test
    void whereEveryoneMayConnectOnlyAnAddedUserIsAskedForAPassword() {
        Access access = Access.everyone().withUser("ingest", "of this process");

        assertThat(access.findUser("", "")).contains("");
        assertThat(access.findUser("gw-17", "whatever")).contains("");
        assertThat(access.findUser("ingest", "of this process")).contains("ingest");
        assertThat(access.findUser("ingest", "other")).isEmpty();
        assertThat(access.isOpen()).isTrue();
    }

    @Test
    void clientIdBelongsToTheUserForWhomItIsReservedOrWhoseNameItBears() {
        Access access = Access.read(folder).withUser("ingest", "x").reserve("metrobed-ingest", "ingest");

        assertThat(access.findOwner("metrobed-ingest")).contains("ingest");
        assertThat(access.findOwner("metrobed-ingest-2")).contains("ingest");
        assertThat(access.findOwner("gw-17")).contains("gw-17");
        assertThat(access.findOwner("gw-17/modem")).contains("gw-17");
        assertThat(access.findOwner("gw-170")).isEmpty();
        assertThat(access.findOwner("metrobed-ing")).isEmpty();
        assertThat(access.findUser("gw-17", "hunter2")).contains("gw-17");
        assertThat(access.findUser("gw-17", "hunter3")).isEmpty();
        assertThat(access.findUser("", "")).isEmpty();
    }

    @Test
    void newFileIsForItsOwnerAlone() throws IOException {
        Path fresh = folder.resolve("fresh");
        PasswordFile.add(fresh, "gw-1", PasswordHash.of("secret", RANDOM));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(fresh)))
                .isEqualTo("rw-------");
        assertThat(PasswordFile.read(fresh).find("gw-1").orElseThrow().matches("secret"))
                .isTrue();
    }

    @Test
    void userIsNotAddedTwice() {
        assertThatThrownBy(() -> PasswordFile.add(passwords, "gw-17", PasswordHash.of("x", RANDOM)))
                .isInstanceOf(AccessException.class)
                .hasMessage(passwords + " has a user gw-17 already");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/b", "+", "#", "a:b", "a b", "-a", "$SYS"})
    void nameThatCouldReachFurtherIsRefused(String name) {
        assertThatThrownBy(() -> PasswordFile.add(passwords, name, PasswordHash.of("x", RANDOM)))
                .isInstanceOf(AccessException.class)
                .hasMessageContaining("cannot be a user");
    }

    @ParameterizedTest
    @CsvSource({
        "gw-18,                    must be name:hash",
        "gw-18:hunter2,            the password is not hashed",
        "gw-18:$6$c2FsdA==$aGFzaA==, the password is not hashed",
        "gw-18:$7$101$c2FsdA==$aGFzaA==, the password's hash is damaged",
    })
    void badLineIsNamedWithoutThePassword(String line, String rule) throws IOException {
        Files.writeString(passwords, "# users\n" + line + "\n");

        assertThatThrownBy(() -> Access.read(folder))
                .isInstanceOf(AccessException.class)
                .hasMessageStartingWith(passwords + ":2: " + rule)
                .hasMessageNotContaining("hunter2")
                .hasMessageNotContaining("c2FsdA");
    }

    @Test
    void hashDoesNotShowItself() {
        assertThat(PasswordHash.of("secret", RANDOM)).hasToString("***");
    }
}
