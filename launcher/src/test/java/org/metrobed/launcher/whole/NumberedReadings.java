package org.metrobed.launcher.whole;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.metrobed.simulators.mqtt.BrokerConfig;
import org.metrobed.simulators.mqtt.MqttEmitter;
import org.metrobed.testkit.Eventually;

/**
 * Readings of one datastream of Riverbend whose times and values follow from their numbers, published by a gateway that
 * connects again and sends again what was not acknowledged. Compares the tables with them. One thread publishes; any may
 * ask.
 */
final class NumberedReadings {

    static final String DATASTREAM = "riverbend/air-central-station/pm25";

    private static final int BATCH = 10;
    private static final int STEP_SECONDS = 10;
    private static final int OF_A_WINDOW = 900 / STEP_SECONDS;
    /** A message tells the end of the interval, a row its begin. */
    private static final Duration INTERVAL = Duration.ofMinutes(1);

    private static final Duration LIMIT = Duration.ofSeconds(300);
    private static final String TOPIC = "metrobed/v1/riverbend/gw-test/air-central-station/up";
    private static final String ROWS =
            " from observation join series using (series_id) where datastream = '" + DATASTREAM + "'";
    private static final String CURRENT =
            " from current_window where datastream = '" + DATASTREAM + "' and size_ms = 900000 and window_start = '";

    private final Instant base = Instant.now().minus(Duration.ofHours(44)).truncatedTo(ChronoUnit.HOURS);
    private final AtomicInteger acknowledged = new AtomicInteger();

    /** The number of readings that are acknowledged. */
    int acknowledged() {
        return acknowledged.get();
    }

    /** The time of the first reading. */
    Instant first() {
        return base;
    }

    /** Publishes on, a batch after each pause, until {@code stop} is true; each batch is acknowledged before the next. */
    void publish(int mqttPort, Duration pause, AtomicBoolean stop) {
        try (MqttEmitter gateway = MqttEmitter.open(
                BrokerConfig.of("tcp://127.0.0.1:" + mqttPort), "numbered", null, Duration.ofSeconds(60))) {
            while (!stop.get()
                    && time(acknowledged.get()).isBefore(Instant.now().minusSeconds(3_600))) {
                for (int i = 0; i < BATCH; i++) {
                    int next = acknowledged.get() + i;
                    gateway.publish(
                            TOPIC,
                            ("{\"t\":\"" + time(next).plus(INTERVAL) + "\",\"o\":{\"pm25\":" + value(next) + "}}")
                                    .getBytes(UTF_8));
                }
                assertThat(gateway.awaitAcknowledged(LIMIT)).isTrue();
                acknowledged.addAndGet(BATCH);
                LockSupport.parkNanos(pause.toNanos());
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits until each of the first readings has its row, and none has a second one, a dead letter or a conflict. */
    void storedAre(Running running, int readings) {
        String before = ROWS + " and revision = 0 and phenomenon_time < '" + time(readings) + "'";
        Eventually.get(
                "rows of " + readings + " readings, without a repeat, dead letters and conflicts",
                LIMIT,
                () -> List.of(
                        running.number("select count(distinct phenomenon_time)" + before),
                        running.number("select count(*)" + before),
                        running.number("select count(*) from dead_letter"),
                        running.number("select count(*) from observation_conflict")),
                counts -> counts.equals(List.of((long) readings, (long) readings, 0L, 0L)));
        long sum = (long) IntStream.range(0, readings)
                .mapToDouble(NumberedReadings::value)
                .sum();
        assertThat(running.number("select round(sum(result))" + before))
                .as("sum of the stored values")
                .isEqualTo(sum);
    }

    /** Compares each whole quarter of an hour with the readings in it. */
    void windowsAreThose(Running running, int readings) {
        int whole = readings / OF_A_WINDOW - 1;
        for (int window = 0; window < whole; window++) {
            int first = window * OF_A_WINDOW;
            long sum = (long) IntStream.range(first, first + OF_A_WINDOW)
                    .mapToDouble(NumberedReadings::value)
                    .sum();
            String where = CURRENT + time(first) + "'";
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

    /** A number that follows from all stored columns of the first readings, except the time when they were written. */
    long checksum(Running running, int readings) {
        return running.number(
                "select sum(hashtext(row(phenomenon_time, received_time, result, raw_partition, raw_offset, raw_index,"
                        + " tests, flag, catalog_version)::text)::bigint)" + ROWS
                        + " and revision = 0 and phenomenon_time < '" + time(readings) + "'");
    }

    private Instant time(int reading) {
        return base.plusSeconds((long) reading * STEP_SECONDS);
    }

    private static double value(int reading) {
        return 10 + reading % 7;
    }
}
