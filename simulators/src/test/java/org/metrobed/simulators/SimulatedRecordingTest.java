package org.metrobed.simulators;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.metrobed.recordings.RecordingAbout;
import org.metrobed.recordings.RecordingSummary;
import org.metrobed.recordings.RecordingWriter;
import org.metrobed.simulators.city.Label;

class SimulatedRecordingTest {

    private static final Instant START = Instant.parse("2026-05-01T06:00:00Z");

    @TempDir
    private Path folder;

    @Test
    void sameSeedStartAndLengthGiveTheSameBytesAndAnotherSeedOthers() throws IOException {
        Path one = folder.resolve("1.avro");
        Path again = folder.resolve("2.avro");
        Path other = folder.resolve("3.avro");

        List<Label> labels = write(one, 5);
        assertThat(write(again, 5)).isEqualTo(labels);
        write(other, 6);

        assertThat(one).hasSameBinaryContentAs(again);
        assertThat(RecordingSummary.of(one)).isEqualTo(RecordingSummary.of(again));
        assertThat(RecordingSummary.of(other).bytes())
                .isNotEqualTo(RecordingSummary.of(one).bytes());
    }

    @Test
    void messagesLieWithinThePeriod() throws IOException {
        Path file = folder.resolve("1.avro");
        write(file, 5);

        RecordingSummary summary = RecordingSummary.of(file);

        assertThat(summary.messages()).isGreaterThan(100);
        assertThat(summary.first()).isBetween(START, START.plusSeconds(60));
        assertThat(summary.last()).isBetween(START.plusSeconds(5_300), START.plusSeconds(5_400));
    }

    private static List<Label> write(Path file, long seed) throws IOException {
        try (RecordingWriter writer = new RecordingWriter(file, RecordingAbout.of("test", "1"))) {
            return new SimulatedRecording("riverbend", seed, true, START, Duration.ofMinutes(90))
                    .write(ProjectFiles.riverbend(), writer, WorkProgress.SILENT);
        }
    }
}
