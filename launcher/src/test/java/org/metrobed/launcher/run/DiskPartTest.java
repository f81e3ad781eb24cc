package org.metrobed.launcher.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DiskPartTest {

    @Test
    void littleSpaceIsBehindAndNoneIsDown() {
        assertThat(DiskPart.of(5_120).status()).isEqualTo("up");
        assertThat(DiskPart.of(5_119).status()).isEqualTo("behind");
        assertThat(DiskPart.of(64).status()).isEqualTo("behind");
        assertThat(DiskPart.of(63).status()).isEqualTo("down");
    }

    @Test
    void freeSpaceIsTold(@TempDir Path data) {
        assertThat(new DiskPart(data).get().detail()).matches("(only )?\\d+ MiB are free for the data folder");
    }
}
