package org.metrobed.lab.isolated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.metrobed.lab.study.Study;
import org.metrobed.lab.study.StudyConfig;
import org.metrobed.launcher.run.Console;

class IsolatedRunOptionsTest {

    @TempDir
    private Path folder;

    @Test
    void nameOfAnIsolatedRunIsPartOfNamesOfTopicsAndSchemas() {
        assertThatThrownBy(() -> new IsolatedRunOptions("What if", folder))
                .hasMessage("name 'What if' is not 1 to 20 of a-z 0-9 _ starting with a letter");
    }

    @Test
    void clockOfAnIsolatedRunIsWhereItIsSetAndDoesNotGoBack() {
        RunClock clock = new RunClock(1_000);
        clock.set(2_000);
        clock.set(2_000);

        assertThat(clock.instant()).isEqualTo(Instant.ofEpochMilli(2_000));
        assertThatThrownBy(() -> clock.set(1_999))
                .hasMessage("the clock of an isolated run is at 1970-01-01T00:00:02Z and cannot go back to"
                        + " 1970-01-01T00:00:01.999Z");
    }

    @Test
    void temporaryFolderIsGoneWhenItIsClosedAndThatOfTheUserStays() throws IOException {
        RunFolder temporary = RunFolder.temporary();
        Files.writeString(
                Files.createDirectory(temporary.path().resolve("kafka")).resolve("log"), "x");
        temporary.close();
        RunFolder.keep(folder).close();

        assertThat(temporary.path()).doesNotExist();
        assertThat(folder).exists();
    }

    @Test
    void studyOfTheFutureHasNoCatalogYet() {
        Study study = Study.of(
                new StudyConfig(StudyConfig.DEFAULT_START, Duration.ofDays(8), Duration.ofMinutes(30), 1, 0, 1));
        Console console = new Console(new PrintWriter(Writer.nullWriter()));

        assertThatThrownBy(() -> StudyRun.open(
                        study,
                        new IsolatedRunOptions("study", folder),
                        console,
                        InstantSource.fixed(study.config().end())))
                .hasMessage("the study ends at 2026-03-23T23:00:00Z, must be over by now");
    }
}
