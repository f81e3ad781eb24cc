package org.metrobed.lab.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.metrobed.simulators.WorkProgress;

class StudyFilesTest {

    @TempDir
    private Path folder;

    @Test
    void aStudyIsOneFileOfTruthAndOneForEachDatastream() throws IOException {
        Study study = Study.of(
                new StudyConfig(StudyConfig.DEFAULT_START, Duration.ofDays(9), Duration.ofMinutes(30), 3, 4, 1));

        long readings = StudyFiles.write(study, folder, WorkProgress.SILENT);

        List<String> truth = Files.readAllLines(folder.resolve("truth.csv"));
        assertThat(truth).hasSize(study.truth().size() + 1).first().isEqualTo("datastream,family,from,to,size");
        assertThat(truth.get(1)).matches("study/[a-z0-9-]+/[a-z0-9-]+,[a-z-]+,2026-[^,]+Z,2026-[^,]+Z,-?\\d+\\.\\d{3}");
        long lines = 0;
        for (var datastream : study.datastreams()) {
            List<String> rows = Files.readAllLines(folder.resolve("data/" + datastream + ".csv"));
            assertThat(rows.get(0)).isEqualTo("timestamp,value,received");
            assertThat(rows.get(1)).matches("2026-03-15T23:00:00Z,[-0-9.E]+,2026-03-15T23:00:00Z");
            lines += rows.size() - 1;
        }
        assertThat(lines).isEqualTo(readings);
    }
}
