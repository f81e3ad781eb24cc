package org.metrobed.lab.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks that the measured size is plausible; the exact size is not checked. */
class StateIT {

    @TempDir
    private Path folder;

    @Test
    void aFewDatastreamsHaveAStateThatIsWrittenAndCounted() {
        AtomicLong passed = new AtomicLong();
        StateFigures figures = StateProcess.run(folder, 500, 100, 24, "512m", passed::set);
        assertThat(passed.get()).isEqualTo(50_000);
        assertThat(figures.savepointBytes() / 500).isBetween(300L, 12_000L);
        assertThat(figures.heapBytes()).isGreaterThan(figures.emptyHeapBytes());
        assertThat(figures.lines()).element(2).asString().startsWith("| 500 | 100 |");
        assertThat(figures.sizes())
                .containsKeys(
                        "clean-readings:cleaning",
                        "close-windows:windows",
                        "detect-anomalies:anomaly-detection",
                        "detect-anomalies:value-detection");
        long counted =
                figures.sizes().values().stream().mapToLong(Long::longValue).sum();
        assertThat(counted).as("bytes before compression").isBetween(figures.savepointBytes(), 12_000L * 500);
        assertThat(StateFigures.parse(figures.toText())).isEqualTo(figures);
    }
}
