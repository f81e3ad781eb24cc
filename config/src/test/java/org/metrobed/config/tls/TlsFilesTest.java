package org.metrobed.config.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.metrobed.config.ConfigException;
import org.metrobed.config.Setting;
import org.metrobed.config.Settings;

class TlsFilesTest {

    private static final Setting CA = Setting.of("CA", "authorities", "");
    private static final Setting CERTIFICATE = Setting.of("CERTIFICATE", "own certificate", "");
    private static final Setting KEY = Setting.of("KEY", "its key", "");

    @TempDir
    static Path folder;

    private static SelfSigned one;
    private static SelfSigned other;

    @BeforeAll
    static void make() throws Exception {
        one = SelfSigned.create(folder, "one", "EC");
        other = SelfSigned.create(folder, "other", "RSA");
    }

    @Test
    void nothingSetTrustsTheAuthoritiesOfTheJvm() {
        assertThat(read(Map.of())).isEqualTo(TlsFiles.NONE);
        assertThat(TlsFiles.NONE.context().getProtocol()).isEqualTo("TLS");
    }

    @ParameterizedTest
    @ValueSource(strings = {"EC", "RSA", "Ed25519"})
    void keysOfEveryUsualAlgorithmAreRead(String algorithm) throws Exception {
        SelfSigned pair = SelfSigned.create(folder, "algorithm-" + algorithm, algorithm);
        TlsFiles files = read(Map.of(
                "CA", text(one.certificate()), "CERTIFICATE", text(pair.certificate()), "KEY", text(pair.key())));

        assertThat(files.key()).isEqualTo(text(pair.key()));
        assertThat(files.context().getProtocol()).isEqualTo("TLS");
    }

    @Test
    void fileThatIsNotThereIsNamedWithItsSetting() {
        rejects(Map.of("CA", "/none/ca.pem"), "CA cannot be used: /none/ca.pem does not exist");
    }

    @Test
    void fileWithoutCertificateIsNamed() throws Exception {
        Path file = Files.writeString(folder.resolve("text.pem"), "nothing of the kind");
        rejects(Map.of("CA", text(file)), "CA cannot be used: " + file + " holds no");
    }

    @Test
    void keyOfAnotherCertificateIsRefused() {
        rejects(
                Map.of("CERTIFICATE", text(one.certificate()), "KEY", text(other.key())),
                "KEY cannot be used: " + other.key() + " is not the key of the certificate");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ENCRYPTED", "RSA", "EC"})
    void keyInAnotherFormIsRefusedWithTheWayToConvertIt(String form) throws Exception {
        Path file = SelfSigned.write(folder.resolve(form + ".key"), form + " PRIVATE KEY", new byte[] {1});
        rejects(
                Map.of("CERTIFICATE", text(one.certificate()), "KEY", text(file)),
                form + " PRIVATE KEY, must be an unencrypted PKCS#8 key");
    }

    @Test
    void damagedKeyIsRefusedWithoutShowingIt() throws Exception {
        Path file = SelfSigned.write(folder.resolve("damaged.key"), "PRIVATE KEY", new byte[] {1, 2, 3});
        rejects(
                Map.of("CERTIFICATE", text(one.certificate()), "KEY", text(file)),
                "KEY cannot be used: " + file + " holds a key that is none of RSA, EC, Ed25519");
    }

    @Test
    void certificateAndKeyGoTogether() {
        rejects(Map.of("CERTIFICATE", text(one.certificate())), "KEY is not set, must go with CERTIFICATE");
        rejects(Map.of("KEY", text(one.key())), "CERTIFICATE is not set, must go with KEY");
    }

    @Test
    void filesWithoutTlsAreAMistake() {
        Settings settings = Settings.of(Map.of("CA", text(one.certificate())));
        TlsFiles.read(settings, "tcp://broker:1883", CA, CERTIFICATE, KEY);

        assertThatThrownBy(settings::check).hasMessage("CA needs an address that starts with ssl://");
    }

    @Test
    void fileThatWentAwayIsNamedWhenItIsNeeded() throws Exception {
        Path file = Files.copy(one.certificate(), folder.resolve("renewed.crt"));
        TlsFiles files = read(Map.of("CA", text(file)));
        Files.delete(file);

        assertThatThrownBy(files::context).isInstanceOf(TlsException.class).hasMessage(file + " does not exist");
    }

    private static TlsFiles read(Map<String, String> values) {
        Settings settings = Settings.of(values);
        TlsFiles files = TlsFiles.read(settings, "ssl://broker:8883", CA, CERTIFICATE, KEY);
        settings.check();
        return files;
    }

    private static void rejects(Map<String, String> values, String message) {
        assertThatThrownBy(() -> read(values))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(message);
    }

    private static String text(Path file) {
        return file.toString();
    }
}
