package org.metrobed.simulators.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.metrobed.simulators.WorkProgress;

class ReplayTest {

    private final List<String> payloads = new ArrayList<>();

    @TempDir
    Path folder;

    @Test
    void rowsAreSentWithTheirOwnTimesInBatches() throws IOException, InterruptedException {
        ReplayReport report = replay(Mappings.GERMAN, """
                Stationsbericht
                ;;
                Datum;Zeit;Temperatur °C;Pegel cm
                01.05.2026;12:00;12,5;150
                01.05.2026;12:01:30;-;-999
                01.05.2026;12:02;"13,5";
                """, 1);

        assertThat(payloads)
                .containsExactly(
                        "[{\"t\":\"2026-05-01T10:00:00Z\",\"o\":{\"temp\":12.5,\"level\":2.5}},"
                                + "{\"t\":\"2026-05-01T10:01:30Z\",\"o\":{\"temp\":null,\"level\":null}}]",
                        "{\"t\":\"2026-05-01T10:02:00Z\",\"o\":{\"temp\":13.5,\"level\":null}}");
        assertThat(report).isEqualTo(new ReplayReport(3, 3, 3, 0, 0, 2, 4, List.of()));
    }

    @Test
    void whatCannotBeReadIsSentAloneAndReportedWithItsLine() throws IOException, InterruptedException {
        ReplayReport report = replay(Mappings.SMALLEST, """
                when,temp
                2026-05-01 12:00,1
                2026-05-01 12:01,abc
                2026-05-01T12:02:00Z,3
                2026-05-01 12:03
                2026-05-01 12:04,5
                2026-05-01 12:05,6
                """, 1);

        assertThat(payloads)
                .containsExactly(
                        "{\"t\":\"2026-05-01T11:00:00Z\",\"o\":{\"air-temperature\":1}}",
                        "{\"t\":\"2026-05-01T11:01:00Z\",\"o\":{\"air-temperature\":\"abc\"}}",
                        "{\"t\":\"unreadable: 2026-05-01T12:02:00Z\",\"o\":{\"air-temperature\":3}}",
                        "{\"t\":\"unreadable: line 5 has 1 cells, must have 2: 2026-05-01 12:03\",\"o\":{\"air-temperature\":\"\"}}",
                        "[{\"t\":\"2026-05-01T11:04:00Z\",\"o\":{\"air-temperature\":5}},"
                                + "{\"t\":\"2026-05-01T11:05:00Z\",\"o\":{\"air-temperature\":6}}]");
        assertThat(report.readings()).isEqualTo(3);
        assertThat(report.missing()).isZero();
        assertThat(report.unreadable()).isEqualTo(3);
        assertThat(report.notes())
                .containsExactly(
                        "line 3, temp: no number in 'abc'",
                        "line 4: no time in '2026-05-01T12:02:00Z'",
                        "line 5 has 1 cells, must have 2");
    }

    @Test
    void rowsOfOneTimeAreInMessagesOfTheirOwn() throws IOException, InterruptedException {
        replay(Mappings.SMALLEST, """
                when,temp
                2026-05-01 12:00,1
                2026-05-01 12:01,2
                2026-05-01 12:01,3
                2026-05-01 12:02,4
                """, 1);

        assertThat(payloads)
                .containsExactly(
                        "[{\"t\":\"2026-05-01T11:00:00Z\",\"o\":{\"air-temperature\":1}},"
                                + "{\"t\":\"2026-05-01T11:01:00Z\",\"o\":{\"air-temperature\":2}}]",
                        "[{\"t\":\"2026-05-01T11:01:00Z\",\"o\":{\"air-temperature\":3}},"
                                + "{\"t\":\"2026-05-01T11:02:00Z\",\"o\":{\"air-temperature\":4}}]");
    }

    @Test
    void replayGoesOnFromARow() throws IOException, InterruptedException {
        String text = "when,temp\n2026-05-01 12:00,1\n2026-05-01 12:01,2\n2026-05-01 12:02,3\n";

        ReplayReport report = replay(Mappings.SMALLEST, text, 3);

        assertThat(payloads).containsExactly("{\"t\":\"2026-05-01T11:02:00Z\",\"o\":{\"air-temperature\":3}}");
        assertThat(report.rows()).isEqualTo(1);
        assertThat(report.nextRow()).isEqualTo(4);
    }

    @Test
    void hourThatTheClockShowsTwiceIsReadByTheOrderOfTheFileAlsoFromARow() throws IOException, InterruptedException {
        String text = """
                Stationsbericht
                ;;
                Datum;Zeit;Temperatur °C;Pegel cm
                25.10.2026;01:00;1;-
                25.10.2026;02:00;2;-
                25.10.2026;02:00;3;-
                25.10.2026;24:00;4;-
                """;
        replay(Mappings.GERMAN, text, 2);

        assertThat(payloads)
                .containsExactly(
                        "[{\"t\":\"2026-10-25T00:00:00Z\",\"o\":{\"temp\":2,\"level\":null}},"
                                + "{\"t\":\"2026-10-25T01:00:00Z\",\"o\":{\"temp\":3,\"level\":null}}]",
                        "{\"t\":\"2026-10-25T23:00:00Z\",\"o\":{\"temp\":4,\"level\":null}}");
    }

    @Test
    void headerWithoutTheColumnsIsRefusedWithAllThatLack() {
        assertThatThrownBy(() -> replay(Mappings.SMALLEST, "a,b\n1,2\n", 1))
                .isInstanceOf(MappingException.class)
                .hasMessageContaining("no column 'when'")
                .hasMessageContaining("no column 'temp'");
        assertThatThrownBy(() -> replay(Mappings.SMALLEST, "when,temp,temp\n", 1))
                .hasMessageContaining("column 'temp' is in the header twice");
        assertThatThrownBy(() -> replay(Mappings.SMALLEST, "", 1))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("header");
    }

    @Test
    void quoteThatIsNeverClosedEndsTheReplayAndNamesTheRow() {
        String text = "when,temp\n2026-05-01 12:00,1\n\"2026-05-01 12:01,2\n2026-05-01 12:02,3\n";

        assertThatThrownBy(() -> replay(Mappings.SMALLEST, text, 1))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("from row 2 on");
    }

    @Test
    void onlyReadingsAreToldAsPublished() throws IOException, InterruptedException {
        Path file = folder.resolve("f.csv");
        ReplayMapping mapping = ReplayMapping.parse("m.yaml", Mappings.SMALLEST, warning -> {});
        Replay replay = new Replay(mapping, Replay.Options.DEFAULT, (at, total) -> {});

        Files.writeString(file, "when,temp\nsoon,1\nlater,2\n");
        replay.check(file);
        replay.run(file, (topic, payload) -> {});
        assertThat(replay.hasPublished()).isFalse();

        Files.writeString(file, "when,temp\nsoon,1\n2026-05-01 12:00,2\n");
        replay.run(file, (topic, payload) -> {});
        assertThat(replay.hasPublished()).isTrue();

        Files.writeString(file, "a,b\n1,2\n");
        assertThatThrownBy(() -> replay.check(file)).isInstanceOf(MappingException.class);
    }

    @Test
    void progressEndsAtTheSizeOfTheFile() throws IOException, InterruptedException {
        List<Long> done = new ArrayList<>();
        Path file = Files.writeString(folder.resolve("f.csv"), "when,temp\n2026-05-01 12:00,1\n");
        Replay replay = new Replay(Mappings.parse(Mappings.SMALLEST), Replay.Options.DEFAULT, (at, total) -> {
            done.add(at);
            assertThat(total).isEqualTo(29);
        });

        replay.run(file, (topic, payload) -> assertThat(topic).isEqualTo("metrobed/v1/lab/replay/probe/up"));

        assertThat(done).isSorted().last().isEqualTo(29L);
    }

    @Test
    void pacerSpreadsRowsByTheirTimes() {
        long[] now = {0};
        Pacer pacer = new Pacer(60, () -> now[0]);
        Instant first = Instant.parse("2026-05-01T12:00:00Z");

        assertThat(pacer.nanosUntil(first)).isZero();
        assertThat(pacer.nanosUntil(first.plusSeconds(120))).isEqualTo(2_000_000_000L);
        now[0] = 1_990_000_000L;
        assertThat(pacer.nanosUntil(first.plusSeconds(120))).isZero();
        assertThat(pacer.nanosUntil(first.minusSeconds(500))).isZero();
        assertThat(new Pacer(Replay.Options.MAX_SPEED, () -> 0).nanosUntil(first.plusSeconds(1_000_000)))
                .isZero();
    }

    @Test
    void impossibleOptionsAreRefused() {
        assertThatThrownBy(() -> new Replay.Options(0, 1)).hasMessageContaining("speed");
        assertThatThrownBy(() -> new Replay.Options(Double.NaN, 1)).hasMessageContaining("speed");
        assertThatThrownBy(() -> new Replay.Options(1, 0)).hasMessageContaining("fromRow");
    }

    private ReplayReport replay(String mapping, String text, long fromRow) throws IOException, InterruptedException {
        ReplayMapping read = Mappings.parse(mapping);
        Path file = Files.writeString(folder.resolve("f.csv"), text, read.csv().encoding());
        return new Replay(read, new Replay.Options(Replay.Options.MAX_SPEED, fromRow), WorkProgress.SILENT)
                .run(file, (topic, payload) -> payloads.add(new String(payload, StandardCharsets.UTF_8)));
    }
}
