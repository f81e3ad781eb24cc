package org.metrobed.launcher.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.metrobed.config.tls.Pem;
import org.metrobed.testkit.Certificates;

final class CertificatePartTest {

    @Test
    void certificateIsBehindInItsLastTwoWeeksAndThenDown(@TempDir Path folder) {
        Path file = Certificates.create(folder).issue("server", "dns:localhost").certificate();
        Instant end = Pem.expiry(file);

        assertThat(status(file, end.minus(Duration.ofDays(14)))).isEqualTo("up");
        assertThat(status(file, end.minus(Duration.ofDays(14)).plusMillis(1))).isEqualTo("behind");
        assertThat(status(file, end.plusMillis(1))).isEqualTo("down");
    }

    @Test
    void fileThatIsGoneIsNamed(@TempDir Path folder) {
        Path file = folder.resolve("none.pem");
        assertThat(new CertificatePart(file, () -> Instant.EPOCH).get().detail())
                .isEqualTo(file + " does not exist");
    }

    private static String status(Path file, Instant now) {
        return new CertificatePart(file, () -> now).get().status();
    }
}
