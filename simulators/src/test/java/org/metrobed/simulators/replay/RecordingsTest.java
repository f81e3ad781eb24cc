package org.metrobed.simulators.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.metrobed.simulators.ProjectFiles;
import org.metrobed.simulators.WorkProgress;

/** The mappings of the project with the real files; skipped if this machine does not have them. */
class RecordingsTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(nullValues = "-", textBlock = """
            epa-toco-rt01,        air/epa_toco_toucan_RT01_raw.csv,                       42836, 257012, 4, 0, 2019-08-01T12:11:00Z,     2019-09-01T00:59:00Z
            nab-speed-7578,       nab/data/realTraffic/speed_7578.csv,                     1127,   1127, 0, 0, 2015-09-08T16:39:00Z,     2015-09-17T19:05:00Z
            ioos-water-level,     infrastructure/ioos_water_level_example.csv,             7241,   7241, 0, 0, 2018-09-05T21:00:00Z,     2019-07-10T19:00:00Z
            munich-bridge-strain, infrastructure/munich_bridge_strain_load01_100Hz.csv,   72000,  72000, 0, 0, 2022-04-11T07:20:05.375Z, 2022-04-11T07:32:05.365Z
            """)
    void everyRowOfTheRecordingIsAccountedFor(
            String mapping, String recording, long rows, long readings, long missing, long bad, String from, String to)
            throws IOException, InterruptedException {
        Optional<Path> file = ProjectFiles.findRecording(recording);
        assumeTrue(file.isPresent(), "shared/data/" + recording + " is not above the project");
        ReplayMapping read =
                Mappings.read(ProjectFiles.root().resolve("mappings").resolve(mapping + ".yaml"));
        List<String> payloads = new ArrayList<>();

        ReplayReport report = new Replay(read, Replay.Options.DEFAULT, WorkProgress.SILENT)
                .run(file.get(), (topic, payload) -> payloads.add(new String(payload, StandardCharsets.UTF_8)));

        assertThat(report.rows()).isEqualTo(rows);
        assertThat(report.readings()).isEqualTo(readings);
        assertThat(report.missing()).isEqualTo(missing);
        assertThat(report.unreadable()).isEqualTo(bad);
        assertThat(report.readings() + report.missing() + report.unreadable())
                .isEqualTo(rows * read.columns().size());
        assertThat(payloads.get(0)).contains("\"t\":\"" + from + "\"");
        assertThat(payloads.get(payloads.size() - 1)).contains("\"t\":\"" + to + "\"");
        assertThat(payloads).allMatch(payload -> payload.length() < 256 * 1024);
    }
}
