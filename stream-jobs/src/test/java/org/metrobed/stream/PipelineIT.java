package org.metrobed.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.metrobed.catalog.Catalog;
import org.metrobed.catalog.CatalogFiles;
import org.metrobed.catalog.compile.CatalogReader;
import org.metrobed.model.Datastream;
import org.metrobed.model.window.WindowLevel;
import org.metrobed.testkit.KafkaExtension;
import org.metrobed.testkit.PostgresExtension;

/** The whole graph on real Kafka, Flink and PostgreSQL: one log gives the same tables, however it is processed. */
@Timeout(300)
class PipelineIT {

    @RegisterExtension
    static final KafkaExtension KAFKA = new KafkaExtension();

    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final long START = Instant.parse("2026-05-01T00:00:00Z").toEpochMilli();
    private static final int STEPS = 900;
    private static final long OUTAGE_MILLIS = 600_000;

    private static String prefix;
    private static long end;
    private static PipelineRun pipeline;

    private static Catalog catalog;
    private static Feed feed;
    private static long things;
    private static String isDerived;
    private static Tables reference;

    @BeforeAll
    static void sendTheLogBeforeTheCatalog() throws Exception {
        prefix = KAFKA.newPrefix();
        CatalogFiles files = CatalogFiles.readFolder(Path.of("../bundles"));
        catalog = CatalogReader.read(files, 0);
        try (RawLog log = new RawLog(KAFKA, prefix)) {
            feed = new Feed(catalog, log, 42);
            end = feed.send(START, STEPS);
            log.monitor(end + 90_000);
            end = feed.redrive(end + OUTAGE_MILLIS);
            for (int i = 0; i < 2_000; i++) {
                end += 1_000;
                log.heartbeats(end);
            }
            end = untilDaysHaveClosed(log, end);
            log.catalog(files.texts());
        }
        things = catalog.things().size();
        isDerived = catalog.datastreams().stream()
                .filter(Datastream::isDerived)
                .map(datastream -> "'" + datastream.id() + "'")
                .collect(Collectors.joining(",", "(s.datastream in (", "))"));
        assertThat(feed.readings()).isGreaterThan(10_000);
        pipeline = new PipelineRun(KAFKA, POSTGRES, prefix);
        reference = pipeline.of(1, end);
    }

    /** Sends only heartbeats, until windows of a day have closed too; returns the last received time. */
    private static long untilDaysHaveClosed(RawLog log, long fromMillis) {
        long now = fromMillis;
        for (int minute = 0; minute < 30 * 60; minute++) {
            now += 60_000;
            log.heartbeats(now);
        }
        log.flush();
        return now;
    }

    @Test
    void everyReadingIsAnObservationOrAConflictOrARepetition() throws SQLException {
        assertThat(reference.number("select count(*) from observation o join series s using (series_id) where"
                        + " revision = 0 and not " + isDerived))
                .isEqualTo(feed.observations());
        assertThat(reference.number(
                        "select count(*) from observation_conflict o join series s using (series_id) where not "
                                + isDerived))
                .isEqualTo(feed.conflicts());
        assertThat(reference.number("select count(*) from alert_event")).isPositive();
    }

    @Test
    void numberAndUnitOfThePayloadStandBesideTheConvertedOne() throws SQLException {
        assertThat(reference.number("select count(*) from observation where stated_unit = 'mg/m3' and stated_value > 0"
                        + " and abs(result - 1000 * stated_value) <= 1e-9 * result"))
                .isPositive()
                .isEqualTo(reference.number(
                        "select count(*) from observation where stated_unit is not null" + " and stated_value > 0"));
    }

    @Test
    void productsOfValuesAndOfHoursAreObservationsWithWindowsAndTellThatTheyAreDerived() throws SQLException {
        for (String derived :
                List.of("riverbend/twin-school-yard/pm25", "riverbend/air-central-station/pm25-nowcast")) {
            assertThat(reference.number(
                            "select count(*) from current_observation where datastream = '" + derived + "'"))
                    .as(derived)
                    .isPositive();
            assertThat(reference.number("select count(*) from current_window where datastream = '" + derived + "'"))
                    .as(derived)
                    .isPositive();
        }
        assertThat(reference.number("select count(*) from observation o join series s using (series_id) where"
                        + " (raw_index < -1) <> " + isDerived))
                .isZero();
    }

    @Test
    void correctedValueIsThatOfItsChannelsAndHumidity() throws SQLException {
        String inputs =
                "select t.phenomenon_time as at, t.raw_partition, t.raw_offset, t.raw_index, t.result as derived,"
                        + " (a.result + b.result) / 2 * 0.524 - 0.0862 * h.result + 5.75 as expected from current_observation t";
        String from = List.of("a:pm25-a", "b:pm25-b", "h:relative-humidity").stream()
                .map(input -> " join current_observation " + input.charAt(0) + " on " + input.charAt(0)
                        + ".datastream = 'riverbend/twin-school-yard/" + input.substring(2) + "' and " + input.charAt(0)
                        + ".phenomenon_time = t.phenomenon_time and " + input.charAt(0) + ".raw_offset = t.raw_offset"
                        + " and " + input.charAt(0) + ".raw_partition = t.raw_partition")
                .collect(Collectors.joining());
        String rows = inputs + from + " where t.datastream = 'riverbend/twin-school-yard/pm25' and t.flag = 1";

        assertThat(reference.number("select count(*) from (" + rows + ") r")).isPositive();
        assertThat(reference.number("select count(*) from (" + rows + ") r where abs(derived - expected) > 1e-9"))
                .isZero();
    }

    @Test
    void tenMinutesWithoutIngestAreOnePipelineAlertAndNoSensorAlert() throws SQLException {
        long silent = START + STEPS * 1_000L;
        assertThat(reference.number("select count(*) from alert where datastream like 'metrobed/pipeline/%'"
                        + " and state = 'resolved'"))
                .isEqualTo(1);
        assertThat(reference.number("select count(*) from alert_event where datastream like 'metrobed/pipeline/%'"))
                .isEqualTo(2);
        assertThat(reference.number("select count(*) from alert_event where datastream not like 'metrobed/pipeline/%'"
                        + " and detector <> 'gateway-silent' and parent = ''"
                        + " and event_time > timestamptz 'epoch' + " + silent + " * interval '1 millisecond'"))
                .as("what waited for its order may tell of earlier times when its datastream falls quiet")
                .isZero();
    }

    @Test
    void gatewayThatStaysAwayAfterTheOutageIsOneAlertThatCountsFromItsEnd() throws SQLException {
        long back = START + STEPS * 1_000L + OUTAGE_MILLIS;
        assertThat(reference.number("select count(*) from alert_event where detector = 'gateway-silent'"))
                .isEqualTo(1);
        assertThat(reference.number("select count(*) from alert where detector = 'gateway-silent' and state = 'open'"
                        + " and datastream = 'riverbend/gw/gateway' and parent = '' and event_time between"
                        + " timestamptz 'epoch' + " + (back + 90_000) + " * interval '1 millisecond' and"
                        + " timestamptz 'epoch' + " + (back + 180_000) + " * interval '1 millisecond'"))
                .isEqualTo(1);
    }

    @Test
    void signsOfAThresholdComeBeforeItsAlertAndAlertsOfOneDatastreamBelongTogether() throws SQLException {
        assertThat(reference.number("select count(*) from alert_event where kind = 'pending' and sequence = 0"))
                .isPositive();
        assertThat(reference.number("select count(*) from alert_event where kind in ('pending', 'withdrawn')"
                        + " and parent <> ''"))
                .isZero();
        assertThat(reference.number("select count(*) from alert_event e where e.parent <> '' and not exists"
                        + " (select from alert_event p where p.alert_id = e.parent and p.parent = '')"))
                .as("what others belong to is there and stands alone")
                .isZero();
        assertThat(reference.number("select count(*) from (select alert_id from alert_event group by alert_id"
                        + " having max(sequence) + 1 <> count(*)) gaps"))
                .isZero();
    }

    @Test
    void messageDrivenAgainAddsNothingThatIsThereAndNothingThatIsStillWrong() throws SQLException {
        assertThat(reference.number("select count(*) from redrive where settled"))
                .isEqualTo(10);
        assertThat(reference.number("select count(*) from redrive where not settled"))
                .isEqualTo(10);
        assertThat(reference.number("select count(*) from dead_letter where attempt > 0"))
                .isEqualTo(10);
        assertThat(reference.number("select count(*) from observation where cause = 3"))
                .isZero();
    }

    @Test
    void everyThingAndItsGatewayWereHeard() throws SQLException {
        assertThat(reference.number("select count(*) from liveness where kind = 'thing'"))
                .isEqualTo(things);
        assertThat(reference.number("select count(*) from liveness where kind = 'gateway'"))
                .isEqualTo(1);
        assertThat(reference.number("select count(*) from liveness where kind = 'thing' and (skew_samples = 0"
                        + " or gateway <> 'riverbend/gw')"))
                .isZero();
    }

    @Test
    void readingsBeforeTheFirstCatalogRecordAreNoDeadLetters() throws SQLException {
        assertThat(reference.number("select count(*) from dead_letter where reason <> 'malformed'"))
                .isZero();
        assertThat(reference.number("select count(*) from dead_letter")).isPositive();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4})
    void anyNumberOfSubtasksGivesTheSameTables(int subtasks) throws Exception {
        assertThat(pipeline.of(subtasks, end).digests()).isEqualTo(reference.digests());
    }

    @Test
    void windowsHoldWhatTheObservationsHold() throws SQLException {
        assertThat(reference.number("select count(distinct size_ms) from current_window"))
                .isEqualTo(WindowLevel.values().length);
        assertThat(reference.number("select count(*) from window_revision where size_ms > 60000 and revision > 0"))
                .as("late additions to longer windows")
                .isPositive();
        assertThat(reference.number("select count(*) from observation where cause = 1"))
                .as("flags that a later row changed")
                .isPositive();
        assertThat(reference.number(Tables.WINDOWS_THAT_DIFFER)).isZero();
        long readings =
                reference.number("select count(*) from current_observation where tests & (1::bigint << 56) = 0");
        for (WindowLevel level : WindowLevel.values()) {
            assertThat(reference.readingsInWindows(level, catalog))
                    .as("%s", level)
                    .isEqualTo(readings);
        }
    }

    @AfterAll
    static void closePools() {
        pipeline.close();
    }
}
