package org.metrobed.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AclFileTest {

    private static final Path OURS = Path.of("..", "deploy", "mosquitto", "access", "passwords", "acl");

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "gw-17, metrobed/v1/riverbend/gw-17/well-3/up, true",
        "gw-17, metrobed/v1/riverbend/gw-17/gateway/status, true",
        "gw-17, metrobed/v1/elsewhere/gw-17/well-3/up, true",
        "gw-17, senml/v1/riverbend/gw-17, true",
        "gw-17, spBv1.0/plant/DDATA/gw-17/pump, true",
        "gw-17, metrobed/v1/riverbend/gw-18/well-3/up, false",
        "gw-17, metrobed/v1/riverbend/gw-170/well-3/up, false",
        "gw-17, spBv1.0/plant/NCMD/gw-17, false",
        "gw-17, anything/else, false",
        "gw-17, $SYS/broker/uptime, false",
        "ingest, spBv1.0/plant/NCMD/gw-17, true",
        "ingest, metrobed/v1/riverbend/gw-17/well-3/up, false",
        "simulators, metrobed/v1/riverbend/gw-17/well-3/up, true",
    })
    void ownFileLetsEachPublishUnderItsOwnNameOnly(String user, String topic, boolean allowed) {
        assertThat(AclFile.read(OURS).mayPublish(user, "any", topic)).isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource({
        "ingest, metrobed/v1/#, true",
        "ingest, #, true",
        "ingest, $share/group/senml/v1/#, true",
        "ingest, $SYS/broker/store/messages/count, true",
        "gw-17, metrobed/v1/riverbend/gw-17/#, false",
        "gw-17, #, false",
        "gw-17, $SYS/#, false",
        "gw-17, spBv1.0/plant/NCMD/gw-17, true",
        "gw-17, spBv1.0/+/NCMD/gw-17, true",
        "gw-17, spBv1.0/+/NCMD/+, false",
        "simulators, metrobed/v1/#, false",
    })
    void ownFileLetsIngestAloneReadAll(String user, String filter, boolean allowed) {
        assertThat(AclFile.read(OURS).maySubscribe(user, "any", filter)).isEqualTo(allowed);
    }

    @Test
    void denialComesBeforePermissionWhereverItStands() throws IOException {
        AclFile acl = read("user a", "topic readwrite x/#", "topic deny x/secret/#");

        assertThat(acl.mayPublish("a", "c", "x/open")).isTrue();
        assertThat(acl.mayPublish("a", "c", "x/secret/1")).isFalse();
        assertThat(acl.maySubscribe("a", "c", "x/open/#")).isTrue();
        assertThat(acl.maySubscribe("a", "c", "x/#")).isFalse();
    }

    @Test
    void ownTopicsComeBeforePatternsThatDeny() throws IOException {
        AclFile acl = read("pattern deny x/#", "user a", "topic x/#");

        assertThat(acl.mayPublish("a", "c", "x/1")).isTrue();
        assertThat(acl.mayPublish("b", "c", "x/1")).isFalse();
    }

    @Test
    void patternStandsForUserAndClient() throws IOException {
        AclFile acl = read("pattern read by/%c/%u");

        assertThat(acl.mayRead("a", "c", "by/c/a")).isTrue();
        assertThat(acl.mayRead("a", "c", "by/a/c")).isFalse();
        assertThat(acl.mayPublish("a", "c", "by/c/a")).isFalse();
    }

    @Test
    void nameWithAWildcardReachesNothingByPatterns() throws IOException {
        AclFile acl = read("pattern x/%u/#", "pattern y/%c/#");

        assertThat(acl.mayPublish("+", "c", "x/a/1")).isFalse();
        assertThat(acl.mayPublish("+", "c", "x/+/1")).isFalse();
        assertThat(acl.mayPublish("a", "#", "y/b")).isFalse();
    }

    @Test
    void topicsAboveTheFirstUserAreForNobodyWithAName() throws IOException {
        assertThat(read("topic x/#", "user a").mayPublish("a", "c", "x/1")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "usr a                 | 3: 'usr' is unknown, must be user, topic or pattern",
                "topic reed x          | 3: 'reed' is unknown, must be read, write, readwrite or deny",
                "topic                 | 3: '' is no topic filter",
                "topic read x/#/y      | 3: 'x/#/y' is no topic filter",
                "pattern write x/a+/%u | 3: 'x/a+/%u' is no topic filter",
                "user                  | 3: user needs a name",
            })
    void badLineIsNamedWithItsNumber(String line, String message) throws IOException {
        assertThatThrownBy(() -> read("# a comment", "", line))
                .isInstanceOf(AccessException.class)
                .hasMessage(folder.resolve("acl") + ":" + message);
    }

    @Test
    void missingFileIsNamed() {
        assertThatThrownBy(() -> AclFile.read(folder.resolve("none")))
                .hasMessage(folder.resolve("none") + " does not exist");
    }

    private AclFile read(String... lines) throws IOException {
        return AclFile.read(Files.writeString(folder.resolve("acl"), String.join("\n", lines)));
    }
}
