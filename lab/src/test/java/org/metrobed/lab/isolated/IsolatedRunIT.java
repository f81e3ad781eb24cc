package org.metrobed.lab.isolated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.zaxxer.hikari.HikariDataSource;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.metrobed.analysis.anomaly.IngestSilence;
import org.metrobed.analysis.score.Scoring;
import org.metrobed.lab.study.Study;
import org.metrobed.lab.study.StudyConfig;
import org.metrobed.launcher.run.Console;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.DatastreamId;
import org.metrobed.simulators.city.SensorReading;
import org.metrobed.store.Databases;
import org.metrobed.store.TableDigest;
import org.metrobed.store.settings.SettingsSource;
import org.metrobed.store.window.MergedWindow;
import org.metrobed.store.window.WindowQuery;
import org.metrobed.store.window.WindowReader;

/** A small study through the whole pipeline: once, again with another number of subtasks, and again with a restart. */
@Timeout(300)
class IsolatedRunIT {

    private static final StudyConfig CONFIG =
            new StudyConfig(StudyConfig.DEFAULT_START, Duration.ofDays(9), Duration.ofMinutes(15), 32, 40, 3);
    private static final Study STUDY = Study.of(CONFIG);
    private static final long HOUR_MILLIS = 3_600_000;

    @TempDir
    private static Path folder;

    private static StudyRun isolatedRun;
    private static RunResult first;

    @BeforeAll
    static void sendTheStudyOnce() {
        isolatedRun = StudyRun.open(
                STUDY,
                new IsolatedRunOptions("it", folder),
                new Console(new PrintWriter(Writer.nullWriter())),
                Clock.systemUTC());
        first = isolatedRun.run(new RunPass(1, 2, false));
    }

    @AfterAll
    static void stop() {
        isolatedRun.close();
    }

    @Test
    void everyReadingWhoseTimeCanBeIsAnObservation() {
        Set<List<Object>> expected = new HashSet<>();
        for (DatastreamId datastream : STUDY.datastreams()) {
            STUDY.readings(datastream).stream()
                    .filter(reading -> reading.phenomenonMillis() <= reading.sentMillis() + 60_000)
                    .forEach(reading -> expected.add(List.of(datastream, reading.phenomenonMillis())));
        }

        assertThat(rows(first, "observation")).isGreaterThanOrEqualTo(expected.size());
        assertThat(number("select count(*) from observation where revision = 0"))
                .isEqualTo(expected.size());
    }

    @Test
    void windowOfAnHourIsTheMeanOfItsReadings() throws SQLException {
        DatastreamId datastream = DatastreamId.of("study", "river-gauge-02", "water-level");
        long start = CONFIG.start().plus(Duration.ofDays(2)).toEpochMilli();
        List<SensorReading> readings = STUDY.readings(datastream).stream()
                .filter(reading ->
                        reading.phenomenonMillis() >= start && reading.phenomenonMillis() < start + HOUR_MILLIS)
                .toList();
        double mean =
                readings.stream().mapToDouble(SensorReading::value).average().orElseThrow();

        try (HikariDataSource pool = Databases.pool(isolatedRun.schema(first.pass()), 1)) {
            List<MergedWindow> windows = new WindowReader(pool, SettingsSource.NONE)
                    .list(WindowQuery.of(
                            List.of(datastream.value()), HOUR_MILLIS, start * 1_000, (start + HOUR_MILLIS) * 1_000));
            assertThat(windows).singleElement().satisfies(window -> {
                assertThat(window.window().good().count()).isEqualTo(readings.size());
                assertThat(window.window().good().mean()).isCloseTo(mean, within(1e-9));
            });
        }
    }

    @Test
    void anotherPassAndARestartGiveTheSameTables() {
        RunResult other = isolatedRun.run(new RunPass(2, 1, false));
        RunResult restarted = isolatedRun.run(new RunPass(3, 2, true));

        assertThat(first.events()).isNotEmpty();
        assertThat(other.tables()).isEqualTo(first.tables());
        assertThat(restarted.tables()).isEqualTo(first.tables());
        assertThat(restarted.events()).isEqualTo(first.events()).isEqualTo(other.events());
        assertThat(isolatedRun.differences()).isEmpty();
    }

    @Test
    void alertsAreToldAtReceivedTimesOfTheStudyAndIngestIsNeverSilent() {
        assertThat(first.events()).extracting(AlertEvent::detector).doesNotContain(IngestSilence.DETECTOR);
        assertThat(first.events())
                .allSatisfy(event -> assertThat(Instant.ofEpochMilli(event.recordedMillis()))
                        .isBetween(CONFIG.start(), CONFIG.end()));
    }

    @Test
    void faultsAreFoundWithFewFalseAlertsAndOneAlertAnEvent() {
        StudyScore score = isolatedRun.score(new Scoring(Scoring.DEFAULT_TOLERANCE));

        assertThat(score.card().all().faults()).isGreaterThan(25);
        assertThat(score.card().all().recall()).isGreaterThanOrEqualTo(0.9);
        assertThat(score.card().falseAlertsPerDatastreamDay()).isLessThanOrEqualTo(0.1);
        assertThat(score.card().all().alertsPerEvent()).isLessThanOrEqualTo(1.1);
        assertThat(score.belonging())
                .as("alerts of a silent gateway's datastreams")
                .isPositive();
    }

    private static long rows(RunResult result, String table) {
        return result.tables().stream()
                .filter(digest -> digest.table().equals(table))
                .mapToLong(TableDigest::rows)
                .sum();
    }

    private static long number(String sql) {
        try (var connection = Databases.connect(isolatedRun.schema(first.pass()));
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
