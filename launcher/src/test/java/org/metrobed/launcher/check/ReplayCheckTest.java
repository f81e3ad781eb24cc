package org.metrobed.launcher.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.metrobed.catalog.CatalogFiles;
import org.metrobed.catalog.compile.CatalogReader;
import org.metrobed.simulators.WorkProgress;
import org.metrobed.simulators.replay.Replay;
import org.metrobed.simulators.replay.ReplayMapping;

class ReplayCheckTest {

    @TempDir
    Path folder;

    @Test
    void eachCauseOfARefusalIsToldWithItsLines() throws IOException, InterruptedException {
        ReplayCheck check = check("unit-column: u, unit: ug/m3", """
                time,v,u
                2026-05-01 00:00,1,ug/m3
                2026-05-01 01:00,2,[ppb]
                2026-05-01 02:00,3,furlong
                2026-05-01 03:00,4,
                2026-05-01 04:00,5,[ppb]
                2026-05-01 05:00,,
                """);
        assertThat(check.warnings())
                .satisfiesExactly(
                        share -> assertThat(share)
                                .startsWith("2 will be refused as unit-mismatch, lines 3, 6: the unit of t/a/v"),
                        spelling -> assertThat(spelling)
                                .startsWith("1 will be refused as unit-mismatch, line 4: ")
                                .contains("'furlong'"),
                        empty -> assertThat(empty)
                                .startsWith(
                                        "1 will be refused as unit-mismatch, line 5: a value of t/a/v has no unit"));
        assertThat(check.accepted()).isEqualTo(2);
    }

    @Test
    void numberForATimeWithoutOneIsNoConflict() throws IOException, InterruptedException {
        ReplayCheck check = check("unit: ug/m3", """
                time,v,u
                2026-05-01 00:00,,
                2026-05-01 00:00,2,
                """);
        assertThat(check.warnings()).isEmpty();
        assertThat(check.accepted()).isEqualTo(2);
    }

    @Test
    void readingsBeyondTheRetentionAreSaidToEnterWindowsByACorrection() throws IOException, InterruptedException {
        ReplayCheck check = check("unit: ug/m3", """
                time,v,u
                2026-05-09 00:00,1,
                2026-05-01 00:00,2,
                """);
        assertThat(check.warnings())
                .singleElement()
                .asString()
                .contains("they will be stored, and a correction adds them to windows");
    }

    @Test
    void aFileInWhichEachRowHasACauseOfItsOwnIsCountedInFewSentences() throws IOException, InterruptedException {
        StringBuilder rows = new StringBuilder("time,v,u\n");
        for (int i = 0; i < 1_500; i++) {
            rows.append("2026-05-%02d %02d:00,1,x%d\n".formatted(1 + i / 24 % 28, i % 24, i));
        }
        ReplayCheck check = check("unit: ug/m3, unit-column: u", rows.toString());
        assertThat(check.warnings())
                .hasSize(21)
                .last()
                .asString()
                .isEqualTo("1480 will be refused for 981 more causes");
    }

    private ReplayCheck check(String keys, String rows) throws IOException, InterruptedException {
        ReplayMapping mapping = ReplayMapping.parse("m.yaml", """
                name: R
                batch: 1
                time: { columns: time, patterns: 'yyyy-MM-dd HH:mm', zone: "+01:00" }
                testbed: { id: t, name: T, zone: Europe/Vienna }
                thing: { id: a, name: A, family: air, lat: 48.2, lon: 16.4 }
                datastreams:
                  - { column: v, property: v, name: V, interval: PT1H, %s }
                """.formatted(keys), warning -> {});
        Path file = Files.writeString(folder.resolve("r.csv"), rows);
        ReplayCheck check = new ReplayCheck(
                CatalogReader.read(CatalogFiles.of(mapping.toCatalogFiles()), 1),
                Instant.parse("2026-06-01T00:00:00Z"),
                Duration.ofHours(48).toMillis());
        new Replay(mapping, Replay.Options.DEFAULT, WorkProgress.SILENT).run(file, check);
        return check;
    }
}
