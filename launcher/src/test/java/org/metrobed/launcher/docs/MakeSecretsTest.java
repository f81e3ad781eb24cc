package org.metrobed.launcher.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.metrobed.config.tls.Pem;

/** The script {@code deploy/make-secrets}, in a folder of its own. */
class MakeSecretsTest {

    @TempDir
    private Path root;

    private Path secrets;

    @BeforeEach
    void standIn() throws IOException {
        Path script = Files.createDirectories(root.resolve("deploy")).resolve("make-secrets");
        Files.copy(Path.of("..", "deploy", "make-secrets"), script);
        assertThat(script.toFile().setExecutable(true)).isTrue();
        secrets = root.resolve("secrets");
    }

    @Test
    void everySecretOfTheComposeFileIsWritten() throws Exception {
        run();
        Set<String> files = ComposeFile.read(Path.of("..", "docker-compose.yml")).secrets().values().stream()
                .map(file -> file.replace("${METROBED_SECRETS:-./secrets}", "secrets"))
                .collect(Collectors.toSet());
        try (Stream<Path> written = Files.list(secrets)) {
            assertThat(written.map(file -> root.relativize(file).toString()))
                    .containsExactlyInAnyOrderElementsOf(files);
        }
    }

    @Test
    void containersMayReadTheFilesAndOnlyTheOwnerEntersTheirFolder() throws Exception {
        run();
        assertThat(mode(secrets)).isEqualTo("rwx------");
        assertThat(mode(secrets.resolve("database-password"))).isEqualTo("rw-r--r--");
    }

    @Test
    void databaseGetsALongRandomPasswordAndWhatNeedsAChoiceIsEmpty() throws Exception {
        run();
        assertThat(secret("database-password")).matches("[A-Za-z0-9_-]{32}");
        assertThat(secret("operator-token")).isEmpty();
    }

    @Test
    void valuesOfAnEarlierVersionAreTakenFromItsEnvironmentFile() throws Exception {
        Files.writeString(root.resolve(".env"), """
                # METROBED_DATABASE_PASSWORD=not this
                METROBED_DATABASE_PASSWORD='old=$word'
                METROBED_OPERATOR_TOKEN=a token
                """);
        assertThat(run()).contains("with the value of METROBED_DATABASE_PASSWORD in .env: remove it there");
        assertThat(secret("database-password")).isEqualTo("old=$word");
        assertThat(secret("operator-token")).isEqualTo("a token");
    }

    @Test
    void valuesAreTakenAsComposeReadsThem() throws Exception {
        Files.writeString(root.resolve(".env"), """
                METROBED_SECRETS=./other
                export METROBED_DATABASE_PASSWORD="a word"\r
                METROBED_OPERATOR_TOKEN=abc # comment
                METROBED_INGEST_PASSWORD = x$$y#z\s\s
                METROBED_SIMULATORS_PASSWORD='q$w' # comment
                METROBED_NOTIFY_MAIL_PASSWORD="d$$e"
                """);
        run();
        secrets = root.resolve("other");
        assertThat(Stream.of("database", "ingest", "simulators", "mail").map(name -> name + "-password"))
                .map(this::secret)
                .containsExactly("a word", "x$y#z", "q$w", "d$e");
        assertThat(secret("operator-token")).isEqualTo("abc");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a$b", "\"a\\nb\"", "\"open", "# none"})
    void valueThatComposeMayReadOtherwiseIsRefused(String value) throws Exception {
        Files.writeString(root.resolve(".env"), "METROBED_OPERATOR_TOKEN=" + value + "\n");
        assertThat(run(1)).contains("METROBED_OPERATOR_TOKEN in .env contains ", "write the value to its file");
        assertThat(secrets.resolve("operator-token")).doesNotExist();
    }

    @Test
    void fileThatExistsIsKept() throws Exception {
        run();
        String password = secret("database-password");
        Files.writeString(secrets.resolve("operator-token"), "mine");
        assertThat(run()).isEmpty();
        assertThat(secret("database-password")).isEqualTo(password);
        assertThat(secret("operator-token")).isEqualTo("mine");
    }

    @Test
    void eachServerGetsACertificateOfOneAuthority() throws Exception {
        Files.writeString(
                root.resolve(".env"), "METROBED_TLS_NAMES=city.example,mqtt.city.example,192.0.2.7,2001:db8::7\n");
        run("--tls");
        Set<String> files = ComposeFile.read(Path.of("..", "docker-compose.tls.yml"))
                .secrets()
                .keySet();
        assertThat(files)
                .isNotEmpty()
                .allSatisfy(file -> assertThat(secrets.resolve(file)).isNotEmptyFile());
        X509Certificate authority = certificate("tls-ca");
        for (String server : List.of("mosquitto", "kafka", "timescaledb", "api")) {
            X509Certificate certificate = certificate("tls-" + server);
            certificate.verify(authority.getPublicKey());
            assertThat(certificate.getSubjectAlternativeNames().stream() // 2: a DNS name, 7: an address
                            .map(name -> name.get(0) + " " + name.get(1)))
                    .containsExactly(
                            "2 " + server,
                            "2 localhost",
                            "7 127.0.0.1",
                            "2 city.example",
                            "2 mqtt.city.example",
                            "7 192.0.2.7",
                            "7 2001:db8:0:0:0:0:0:7");
        }
        assertThat(Pem.identity(secrets.resolve("tls-api"), secrets.resolve("tls-api-key"), new char[0])
                        .size())
                .isOne();
        assertThat(mode(secrets.resolve("tls-ca-key"))).isEqualTo("rw-------");
        assertThat(run("--tls")).isEmpty();
    }

    @Test
    void deletedCertificateIsMadeAgainByTheSameAuthority() throws Exception {
        run("--tls");
        X509Certificate authority = certificate("tls-ca");
        Files.delete(secrets.resolve("tls-kafka"));
        assertThat(run("--tls").lines()).hasSize(1).allMatch(line -> line.endsWith("tls-kafka"));
        certificate("tls-kafka").verify(authority.getPublicKey());
    }

    private X509Certificate certificate(String name) throws Exception {
        String text = secret(name);
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(
                        text.substring(text.indexOf("-----BEGIN CERTIFICATE")).getBytes(StandardCharsets.US_ASCII)));
    }

    private String secret(String name) {
        try {
            return Files.readString(secrets.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private String run(String... options) throws IOException, InterruptedException {
        return run(0, options);
    }

    private String run(int exitCode, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(options));
        command.add(0, root.resolve("deploy/make-secrets").toString());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(output).isEqualTo(exitCode);
        return output;
    }
}
