package org.metrobed.lab.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingFolderTest {

    @TempDir
    private Path folder;

    @Test
    void fileWithoutMappingHasItsMedianStepAsIntervalAndTheGivenZone() {
        MadeRecordings.counts(folder, "people", 10);

        Recording recording = MadeRecordings.read(folder).recordings().get(0);

        assertThat(recording.name()).isEqualTo("people/value");
        assertThat(recording.intervalMicros()).isEqualTo(Duration.ofHours(1).toMillis() * 1_000);
        assertThat(recording.zone()).hasToString("Europe/Vienna");
        assertThat(recording.readings()).hasSize(240);
        assertThat(recording.firstMicros() / 1_000)
                .isEqualTo(Instant.parse("2026-01-04T23:00:00Z").toEpochMilli());
    }

    @Test
    void mappingBesideTheFileSaysColumnsZoneAndInterval() {
        MadeRecordings.temperatures(folder, "roof", 2);

        Recording recording = MadeRecordings.read(folder).recordings().get(0);

        assertThat(recording.name()).isEqualTo("roof/air-temperature");
        assertThat(recording.intervalMicros()).isEqualTo(300_000_000L);
        assertThat(recording.readings()).hasSize(2 * 288);
        assertThat(recording.readings().get(0).value()).isBetween(5.0, 10.0);
    }

    @Test
    void namedMappingAppliesToAllFilesOfItsPattern() throws Exception {
        Path mapping = MadeRecordings.write(folder.resolve("any.yml"), """
                name: Any
                time: { columns: at, patterns: iso, zone: Etc/UTC }
                testbed: { id: any, name: Any, zone: Etc/UTC }
                thing: { id: one, name: One, family: air, lat: 0, lon: 0 }
                datastreams:
                  - { column: level, property: level, name: Level, unit: m, interval: PT1H }
                """);
        MadeRecordings.write(folder.resolve("well-7.csv"), "at,level\n2026-01-05 00:00:00,1.5\n");

        RecordingFolder.Content content =
                new RecordingFolder(folder, Map.of("well-*.csv", mapping), ZoneOffset.UTC, MadeRecordings.NOW).read();

        assertThat(content.recordings()).extracting(Recording::name).containsExactly("well-7/level");
    }

    @Test
    void fileThatIsNoRecordingIsNamedWithTheReason() {
        MadeRecordings.write(folder.resolve("list.csv"), "name,place\na,b\n");

        RecordingFolder.Content content = MadeRecordings.read(folder);

        assertThat(content.recordings()).isEmpty();
        assertThat(content.refused().get("list")).contains("no column 'timestamp'");
    }
}
