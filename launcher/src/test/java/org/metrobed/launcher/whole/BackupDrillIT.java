package org.metrobed.launcher.whole;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.metrobed.simulators.mqtt.BrokerConfig;
import org.metrobed.simulators.mqtt.MqttEmitter;
import org.metrobed.testkit.Eventually;

/**
 * The drill of docs/BACKUP.md: a backup under load, the loss of everything, a restore on an empty machine. The long
 * form: {@code -Dmetrobed.drill.readings=13000}.
 */
@Timeout(900)
class BackupDrillIT {

    /** Readings before the backup at least, and as many after the restore. */
    private static final int READINGS = Integer.getInteger("metrobed.drill.readings", 1_000);

    private static final int BATCH = 50;
    private static final int STEP_SECONDS = 10;
    private static final int OF_A_WINDOW = 900 / STEP_SECONDS;
    /** A message tells the end of the interval, a row its begin. */
    private static final Duration INTERVAL = Duration.ofMinutes(1);

    private static final Duration LIMIT = Duration.ofSeconds(180);
    private static final String TOPIC = "metrobed/v1/riverbend/gw-test/air-central-station/up";
    private static final String PM25 =
            " from observation join series using (series_id) where datastream = 'riverbend/air-central-station/pm25'";
    private static final String PEOPLE = "select hashtext(string_agg(t::text, '' order by t::text)) from ("
            + "select a::text as t from alert_action a union all select s::text from suppression_event s"
            + " union all select e::text from annotation_event e) p";

    @TempDir
    Path folder;

    private final Instant base = Instant.now().minus(Duration.ofHours(44)).truncatedTo(ChronoUnit.HOURS);
    private Running running;

    /** When the batch with this index was acknowledged. */
    private final List<Instant> acknowledged = new ArrayList<>();

    @AfterEach
    void end() throws InterruptedException {
        if (running != null) {
            running.end();
        }
    }

    @Test
    void nothingAcknowledgedBeforeTheCutIsMissingAfterARestoreAndNothingIsDoubled() throws Exception {
        running = new Running(folder);
        running.up();
        Path backup = folder.resolve("backup");
        int sent = underLoad(() -> backUp(backup));
        int cut = readingsBefore(backup);
        assertThat(cut).as("readings before the cut").isBetween(READINGS / 2, sent);
        storedAre(cut);
        long rows = checksum(cut);
        long people = running.number(PEOPLE);

        running.kill();
        delete(folder.resolve("data"));
        run("verify.txt", "backup", backup.toString(), "--verify");
        run("restore.txt", "restore", backup.toString());
        running = new Running(folder);
        running.up();

        storedAre(cut);
        assertThat(checksum(cut)).as("rows with their raw positions").isEqualTo(rows);
        assertThat(running.number(PEOPLE)).as("tables of people").isEqualTo(people);

        publish(0, sent + READINGS, new AtomicBoolean());
        storedAre(sent + READINGS);
        assertThat(running.number("select count(*)" + PM25 + " and revision = 0"))
                .isEqualTo(sent + READINGS);
        windowsAreThoseOfTheReadings(sent + READINGS);
    }

    /** Publishes, and runs the work when there are enough readings; returns the number of readings. */
    private int underLoad(Runnable work) throws InterruptedException {
        AtomicBoolean stop = new AtomicBoolean();
        int[] sent = new int[1];
        Thread publisher = new Thread(() -> sent[0] = publish(0, Integer.MAX_VALUE, stop), "drill-publisher");
        publisher.start();
        try {
            Eventually.await("the first readings", LIMIT, () -> batches() * BATCH >= READINGS);
            act();
            work.run();
        } finally {
            stop.set(true);
            publisher.join();
        }
        return sent[0];
    }

    /** What people did, which no log has. */
    private void act() {
        assertThat(running.number("insert into alert_action (alert_id, version, action, author, reason)"
                        + " values ('alert', 1, 'comment', 'ann', 'seen') returning 1"))
                .isEqualTo(1);
        assertThat(running.number("insert into suppression_event (suppression_id, event, kind, pattern, from_time,"
                        + " to_time, reason, author) values ('s', 'made', 'silence', 'riverbend/*/*', now(),"
                        + " now() + interval '1 hour', 'works', 'bob') returning 1"))
                .isEqualTo(1);
    }

    private void backUp(Path backup) {
        run("backup.txt", "backup", backup.toString());
    }

    private void run(String name, String command, String... arguments) {
        try {
            Path output = folder.resolve(name);
            Process process = running.run(output, command, running.withData(arguments));
            assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS))
                    .as(Running.text(output))
                    .isTrue();
            assertThat(process.exitValue()).as(Running.text(output)).isZero();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The number of readings that were acknowledged before the cut of the backup. */
    private int readingsBefore(Path backup) throws IOException {
        Instant cut = Instant.parse(JsonMapper.builder()
                .build()
                .readTree(backup.resolve("manifest.json").toFile())
                .path("cut")
                .asText());
        synchronized (acknowledged) {
            return BATCH
                    * (int) acknowledged.stream()
                            .filter(time -> time.isBefore(cut))
                            .count();
        }
    }

    private int batches() {
        synchronized (acknowledged) {
            return acknowledged.size();
        }
    }

    /** Publishes readings with these numbers in batches, each acknowledged before the next; returns the next number. */
    private int publish(int from, int to, AtomicBoolean stop) {
        int next = from;
        try (MqttEmitter gateway = MqttEmitter.open(
                BrokerConfig.of("tcp://127.0.0.1:" + running.mqtt), "drill", null, Duration.ofSeconds(60))) {
            while (next < to && !stop.get() && time(next).isBefore(Instant.now().minusSeconds(3_600))) {
                for (int i = 0; i < BATCH; i++) {
                    gateway.publish(
                            TOPIC,
                            ("{\"t\":\"" + time(next).plus(INTERVAL) + "\",\"o\":{\"pm25\":" + value(next) + "}}")
                                    .getBytes(UTF_8));
                    next++;
                }
                assertThat(gateway.awaitAcknowledged(Duration.ofSeconds(60))).isTrue();
                synchronized (acknowledged) {
                    acknowledged.add(Instant.now());
                }
            }
            return next;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Instant time(int reading) {
        return base.plusSeconds((long) reading * STEP_SECONDS);
    }

    private static double value(int reading) {
        return 10 + reading % 7;
    }

    private String before(int readings) {
        return PM25 + " and revision = 0 and phenomenon_time < '" + time(readings) + "'";
    }

    private long rows(int readings) {
        return running.number("select count(distinct phenomenon_time)" + before(readings));
    }

    private void storedAre(int readings) {
        Eventually.get(
                "rows of " + readings + " readings, beside dead letters and conflicts",
                LIMIT,
                () -> List.of(
                        rows(readings),
                        running.number("select count(*) from dead_letter"),
                        running.number("select count(*) from observation_conflict")),
                counts -> counts.equals(List.of((long) readings, 0L, 0L)));
    }

    private long checksum(int readings) {
        return running.number(
                "select sum(hashtext(row(phenomenon_time, received_time, result, raw_partition, raw_offset, raw_index,"
                        + " tests, flag, catalog_version)::text)::bigint)"
                        + before(readings));
    }

    private void windowsAreThoseOfTheReadings(int readings) {
        int whole = readings / OF_A_WINDOW - 1;
        for (int window = 0; window < whole; window++) {
            int first = window * OF_A_WINDOW;
            long sum = (long) IntStream.range(first, first + OF_A_WINDOW)
                    .mapToDouble(BackupDrillIT::value)
                    .sum();
            String where = " from current_window where datastream = 'riverbend/air-central-station/pm25' and size_ms ="
                    + " 900000 and window_start = '" + time(first) + "'";
            Eventually.await("window " + time(first), LIMIT, () -> running.number("select count(*)" + where) == 1);
            assertThat(running.number("select good_count + suspect_count + fail_count + not_evaluated_count" + where))
                    .as("readings of " + time(first))
                    .isEqualTo(OF_A_WINDOW);
            assertThat(running.number("select round(coalesce(good_sum, 0) + coalesce(suspect_sum, 0))" + where))
                    .as("sum of " + time(first))
                    .isEqualTo(sum);
        }
        assertThat(whole).as("windows compared").isPositive();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
