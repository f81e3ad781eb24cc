package org.metrobed.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metrobed.model.Observation;
import org.metrobed.model.window.Summary;
import org.metrobed.model.window.SummaryAccumulator;
import org.metrobed.model.window.WindowLevel;
import org.metrobed.model.window.WindowRevision;
import org.metrobed.testkit.Observations;
import org.metrobed.testkit.Times;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How much a reading a minute takes with its windows once TimescaleDB has compressed it; skipped on plain PostgreSQL. Two weeks,
 * because these are whole chunks of observations and of windows; the difference of two sizes, because pages of a chunk that are begun are few in a city.
 */
final class CompressedBytesIT {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    private static final Logger LOG = LoggerFactory.getLogger(CompressedBytesIT.class);
    private static final Instant START = Instant.parse("2026-05-07T00:00:00Z"); // as chunks of both tables begin
    private static final int HOURS = 14 * 24;
    private static final long HALF_HOUR = 1_800_000;
    private static final int FEW = 5;
    private static final int MANY = 20;
    private static final double BYTES = 25;

    @BeforeEach
    void onlyOnTimescale() throws SQLException {
        assumeThat(STORE.layout()).as("layout").isEqualTo(Layout.TIMESCALE);
    }

    @Test
    void compressedReadingTakesAtMost25Bytes() throws SQLException {
        Sizes few = new City(FEW).store();
        STORE.beforeEach(null);
        Sizes many = new City(MANY).store();

        double readings = (MANY - FEW) * HOURS * 60.0;
        double observations = (many.observations - few.observations) / readings;
        double windows = (many.windows - few.windows) / readings;
        LOG.info("compressed bytes a reading: {} of observations, {} of windows", observations, windows);
        assertThat(observations + windows).isBetween(10.0, BYTES);
    }

    private record Sizes(long observations, long windows) {}

    private static long size(String table) throws SQLException {
        STORE.text("select count(public.compress_chunk(c)) from public.show_chunks('" + table + "') c");
        return Long.parseLong(STORE.text("select public.hypertable_size('" + table + "')"));
    }

    /** Datastreams with values of two decimals, which come in another order each minute. */
    private static final class City {

        private final Random random = new Random(13);
        private final List<Integer> datastreams;
        private long offset;

        City(int number) {
            datastreams = new ArrayList<>(IntStream.range(0, number).boxed().toList());
        }

        /** The sizes of all when it is compressed. */
        Sizes store() throws SQLException {
            List<List<Observation>> all = datastreams.stream()
                    .<List<Observation>>map(any -> new ArrayList<>())
                    .toList();
            Instant[] now = new Instant[1];
            try (StoreSession session = StoreSession.open(
                    STORE.config(), TestStore.modes().findFirst().orElseThrow(), "test", () -> now[0])) {
                for (int hour = 0; hour < HOURS; hour++) {
                    now[0] = START.plusSeconds(hour * 3_600L + 1_800);
                    session.append(RowWriters.observations(), hour(hour, all), TestStore.PROGRESS);
                }
                Map<Long, List<WindowRevision>> halfHours = windows(all).stream()
                        .collect(Collectors.groupingBy(
                                window -> window.recordedMillis() / HALF_HOUR, TreeMap::new, Collectors.toList()));
                for (Map.Entry<Long, List<WindowRevision>> one : halfHours.entrySet()) {
                    now[0] = Instant.ofEpochMilli(one.getKey() * HALF_HOUR);
                    session.append(RowWriters.windows(), one.getValue(), TestStore.PROGRESS);
                }
            }
            return new Sizes(size("observation"), size("window_revision"));
        }

        private List<Observation> hour(int hour, List<List<Observation>> all) {
            List<Observation> rows = new ArrayList<>();
            for (int minute = 0; minute < 60; minute++) {
                Collections.shuffle(datastreams, random);
                for (int datastream : datastreams) {
                    Instant time = START.plusSeconds(hour * 3_600L + minute * 60L + datastream);
                    Observation row = Observations.observation()
                            .of("city/station-" + datastream + "/pm25")
                            .at(time)
                            .receivedAt(time.plusMillis(200 + random.nextInt(200)))
                            .value(Math.rint(2_000 + 300 * random.nextGaussian()) / 100)
                            .raw(datastream % 4, offset++, 0)
                            .build();
                    rows.add(row);
                    all.get(datastream).add(row);
                }
            }
            return rows;
        }

        /** Each closed by the first reading after its end. */
        private static List<WindowRevision> windows(List<List<Observation>> all) {
            List<WindowRevision> windows = new ArrayList<>();
            for (List<Observation> one : all) {
                for (WindowLevel level : WindowLevel.listCoarser()) {
                    SummaryAccumulator good = new SummaryAccumulator();
                    long start = Times.micros(START);
                    for (Observation row : one) {
                        if (row.phenomenonMicros() >= start + level.micros()) {
                            windows.add(Samples.window(row.datastream(), level.millis(), start, 60_000, good.build())
                                    .withRecordedMillis(row.receivedMillis()));
                            good = new SummaryAccumulator();
                            start += level.micros();
                        }
                        good.add(Summary.of(row.result(), row.phenomenonMicros()));
                    }
                }
            }
            return windows;
        }
    }
}
