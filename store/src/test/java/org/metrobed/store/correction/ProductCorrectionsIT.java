package org.metrobed.store.correction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metrobed.analysis.correction.AnnotationEvent;
import org.metrobed.analysis.correction.Correction;
import org.metrobed.analysis.product.NowCast;
import org.metrobed.analysis.product.PurpleAirCorrection;
import org.metrobed.analysis.quality.GrossRange;
import org.metrobed.analysis.quality.TestBits;
import org.metrobed.model.Datastream.Statistic;
import org.metrobed.model.DatastreamSettings;
import org.metrobed.model.Derivation;
import org.metrobed.model.Observation;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.RawPosition;
import org.metrobed.model.ReadingKind;
import org.metrobed.model.Verdicts;
import org.metrobed.model.limits.QualityConfig;
import org.metrobed.model.limits.Sentinels;
import org.metrobed.model.limits.Span;
import org.metrobed.model.window.WindowAccumulator;
import org.metrobed.model.window.WindowContent;
import org.metrobed.model.window.WindowLevel;
import org.metrobed.model.window.WindowRevision;
import org.metrobed.model.window.WindowRevisionBuilder;
import org.metrobed.store.Databases;
import org.metrobed.store.Migrations;
import org.metrobed.store.RowWriters;
import org.metrobed.store.Samples;
import org.metrobed.store.SeveralConnections;
import org.metrobed.store.StoreSession;
import org.metrobed.store.TableDigest;
import org.metrobed.store.TestStore;
import org.metrobed.store.observation.ObservationReader;
import org.metrobed.store.progress.Progress;
import org.metrobed.store.settings.SettingsSource;
import org.metrobed.testkit.Observations;
import org.metrobed.testkit.Times;

/** Products on real rows after corrections of their input: when they follow, and that answers end before. */
@SeveralConnections
final class ProductCorrectionsIT {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    private static final String PRODUCT = "city/station/nowcast";
    private static final long MINUTE = 60_000;
    private static final int STEPS = 6;
    private static final int HOURS = 8;
    private static final DatastreamSettings NOWCAST = settings(PRODUCT, 60 * MINUTE)
            .withDerivation(new Derivation("nowcast-pm25", List.of(new Derivation.Input(Samples.DATASTREAM, 1, 0))));
    private static final String CORRECTED = "city/pier/corrected";
    private static final List<String> CHANNELS = List.of("city/pier/pm25-a", "city/pier/pm25-b", "city/pier/wet");
    private static final Map<String, DatastreamSettings> SETTINGS = Map.of(
            PRODUCT,
            NOWCAST,
            Samples.DATASTREAM,
            settings(Samples.DATASTREAM, 10 * MINUTE),
            CORRECTED,
            settings(CORRECTED, 10 * MINUTE)
                    .withDerivation(new Derivation(
                            "purpleair-epa",
                            CHANNELS.stream()
                                    .map(channel -> new Derivation.Input(channel, 1, 0))
                                    .toList())),
            CHANNELS.get(0),
            settings(CHANNELS.get(0), 10 * MINUTE),
            CHANNELS.get(1),
            settings(CHANNELS.get(1), 10 * MINUTE),
            CHANNELS.get(2),
            settings(CHANNELS.get(2), 10 * MINUTE));

    /** The settings above, in all versions. */
    private static final class SameSettings implements SettingsSource {
        @Override
        public Optional<DatastreamSettings> find(String datastream, long version) {
            return Optional.ofNullable(SETTINGS.get(datastream));
        }

        @Override
        public List<DatastreamSettings> listAll(String datastream) {
            return find(datastream, 0).stream().toList();
        }

        @Override
        public List<DatastreamSettings> listProducts(String datastream, long version) {
            return SETTINGS.values().stream()
                    .filter(product -> product.derivation().inputs().stream()
                            .anyMatch(input -> input.datastream().equals(datastream)))
                    .toList();
        }
    }

    private final double[] values = new double[HOURS + 1];
    private HikariDataSource pool;
    private AnnotationLog log;
    private long asOf;

    private static DatastreamSettings settings(String datastream, long intervalMillis) {
        QualityConfig quality = QualityConfig.ofInterval(intervalMillis * 1_000)
                .with(new GrossRange.Params(new Span(0, 900), Span.OPEN));
        return new DatastreamSettings(
                datastream, 1, intervalMillis, 0, 2 * intervalMillis, quality, Sentinels.NONE, List.of());
    }

    @BeforeEach
    void open() throws SQLException {
        pool = Databases.pool(STORE.writer(), 2);
        log = new AnnotationLog(STORE.writer(), pool);
        for (int hour = 0; hour < HOURS; hour++) {
            values[hour] = 10;
            storeHour(hour, IntStream.range(0, STEPS).toArray());
            storeProduct(hour);
        }
        progress(HOURS * 60 + 10);
    }

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void productFollowsAnAnnotationOfItsInputAndItsWithdrawal() throws SQLException {
        String before = digest();
        AnnotationEvent offset = make(3, 4, new Correction(Correction.Kind.OFFSET, 90));
        progress(HOURS * 60 + 12);
        assertThat(settled()).as("before the annotation holds").hasValue(minute(HOURS * 60 + 11) - 1);
        apply(1);
        assertThat(settled()).as("the product is not written").hasValue(minute(HOURS * 60 + 11) - 1);
        applyAll();
        assertThat(settled()).hasValue(asOf);
        values[3] = 100;
        assertThat(products()).isEqualTo(expected());
        assertThat(STORE.text("select string_agg(distinct input || ' ' || event || ' ' || (annotation_id = '"
                        + offset.annotation() + "'), ',') from product_cause"))
                .isEqualTo(Samples.DATASTREAM + " correction true");
        assertThat(STORE.text("select count(*) from current_observation where datastream = '" + PRODUCT
                        + "' and cause = 6 and received_time = '2026-05-01T20:11:00Z'"))
                .isEqualTo("5");

        assertThat(log.undo(offset.annotation(), "it was right", "ada")).isPresent();
        progress(HOURS * 60 + 15);
        applyAll();
        values[3] = 10;
        assertThat(products()).isEqualTo(expected());
        assertThat(digest()).isEqualTo(before);
    }

    @Test
    void productWithoutEnoughInputsIsMissingWithItsReason() throws SQLException {
        make(6, 8, Correction.BAD);
        progress(HOURS * 60 + 12);
        applyAll();
        assertThat(STORE.text(
                        "select result is null and flag = 9 and cause = 6 from current_observation where datastream = '"
                                + PRODUCT + "' order by phenomenon_time desc limit 1"))
                .isEqualTo("t");
        List<Observation> newest = List.of(new ObservationReader(pool)
                .listRevisions(PRODUCT, micros(7 * 60), micros(8 * 60))
                .get(1));
        assertThat(new ProductCauseReader(pool).find(newest).get(newest.get(0)).event())
                .isEqualTo("correction");
    }

    @Test
    void productFollowsAReadingThatComesLate() throws SQLException {
        values[HOURS] = 100;
        storeHour(HOURS, new int[] {0, 1, 2, 3});
        storeProduct(HOURS, 10);
        progress((HOURS + 1) * 60 + 10);
        assertThat(settled()).hasValue(asOf);
        for (int step = 4; step < STEPS; step++) {
            STORE.append(
                    RowWriters.observations(), List.of(late(HOURS, step, 100, (HOURS + 1) * 60 + 11, TestBits.LATE)));
        }
        progress((HOURS + 1) * 60 + 14);
        assertThat(settled()).hasValue(minute((HOURS + 1) * 60 + 12) - 1);
        applyAll();
        assertThat(STORE.text("select result from current_observation where datastream = '" + PRODUCT
                        + "' order by phenomenon_time desc limit 1"))
                .isEqualTo("55");
        assertThat(STORE.text("select string_agg(distinct event, ',') from product_cause"))
                .isEqualTo("late");
    }

    @Test
    void backlogThatComesTooLateHasProducts() throws SQLException {
        int first = 3 * 24;
        for (int hour = -first; hour < -first + 3; hour++) {
            for (int step = 0; step < STEPS; step++) {
                STORE.append(
                        RowWriters.observations(),
                        List.of(late(hour, step, 10, HOURS * 60 + 11, TestBits.LATE | TestBits.BEYOND_RETENTION)));
            }
        }
        progress(HOURS * 60 + 20);
        applyAll();
        assertThat(STORE.text("select string_agg(coalesce(result::text, 'none') || ' ' || revision, ',' order by"
                        + " phenomenon_time) from current_observation where datastream = '" + PRODUCT
                        + "' and phenomenon_time < '2026-05-01'"))
                .isEqualTo("none 0,10 0,10 0");
        assertThat(STORE.text("select count(*) from current_window where datastream = '" + PRODUCT
                        + "' and window_start < '2026-05-01' and size_ms = 3600000 and good_count = 1"))
                .isEqualTo("2");
        applyAll();
        assertThat(settled()).hasValue(asOf);
    }

    @Test
    void productIsComputedOnceAllItsInputsAre() throws SQLException {
        double[] read = {40, 42, 50};
        List<Observation> rows = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            rows.add(row(CHANNELS.get(i), 0, read[i]));
        }
        double value = PurpleAirCorrection.correct(40, 42, 50).orElseThrow();
        rows.add(row(CORRECTED, 0, value).withRaw(new RawPosition(0, 0, -2)));
        STORE.append(RowWriters.observations(), rows);
        for (Observation row : rows) {
            STORE.append(
                    RowWriters.windows(), List.of(window(MINUTE, List.of(row), row.receivedMillis() + 2 * MINUTE)));
        }
        for (String datastream : List.of(CORRECTED, CHANNELS.get(0), CHANNELS.get(1))) {
            log.make(new AnnotationDraft(
                    SETTINGS.get(datastream),
                    micros(0),
                    micros(1),
                    new Correction(Correction.Kind.OFFSET, 1),
                    "r",
                    "a"));
        }
        progress(HOURS * 60 + 12);
        Cell cell = new Cell(CORRECTED, micros(-12 * 60));
        try (CorrectionSession session = CorrectionSession.open(STORE.writer(), pool, new SameSettings(), "test")) {
            assertThat(session.apply(cell).appended())
                    .as("it knows its inputs by its rows, and waits for them")
                    .isZero();
        }
        applyAll();
        assertThat(new ObservationReader(pool).listRevisions(CORRECTED, micros(0), micros(1)))
                .extracting(Observation::revision, Observation::cause, Observation::result)
                .containsExactly(
                        tuple(0, Observation.Cause.ARRIVAL, value),
                        tuple(
                                1,
                                Observation.Cause.CORRECTION,
                                1 + PurpleAirCorrection.correct(41, 43, 50).orElseThrow()));
    }

    @Test
    void lookingEveryMinuteOrOnceGivesTheSameTables() throws SQLException {
        String often = scenario(true);
        STORE.beforeEach(null);
        open();
        assertThat(scenario(false)).isEqualTo(often);
    }

    @Test
    void productsThatWereComputedBeforeTheUpgradeFollowAfterIt() throws SQLException, IOException {
        make(3, 4, new Correction(Correction.Kind.OFFSET, 90));
        progress(HOURS * 60 + 12);
        apply(1);
        STORE.execute("delete from correction_due; delete from recompute_cell where datastream = '" + PRODUCT
                + "'; drop table product_input; drop table product_cause");
        try (InputStream sql = ProductCorrectionsIT.class.getResourceAsStream(
                "/org/metrobed/store/migrations/V15__products_follow.sql")) {
            STORE.execute(new String(sql.readAllBytes(), StandardCharsets.UTF_8));
        }
        Migrations.migrate(STORE.config()); // grants the new tables
        applyAll();
        values[3] = 100;
        assertThat(products()).isEqualTo(expected());
    }

    /** An annotation, one more hour, a late reading, a value that replaces another, a withdrawal. */
    private String scenario(boolean often) throws SQLException {
        int minute = HOURS * 60 + 10;
        AnnotationEvent scale = make(3, 5, new Correction(Correction.Kind.SCALE, 2));
        minute = look(often, minute);
        STORE.append(
                RowWriters.observations(),
                List.of(late(5, 2, 70, minute, TestBits.DUPLICATE | TestBits.REPLACES)
                        .with()
                        .raw(Observations.observation().raw(0, 999, 0).build().raw())
                        .build()));
        minute = look(often, minute);
        values[HOURS] = 20;
        storeHour(HOURS, new int[] {0, 1, 2, 3, 4});
        progress(minute + 60);
        storeProduct(HOURS);
        minute = look(often, minute + 60);
        STORE.append(RowWriters.observations(), List.of(late(HOURS, 5, 90, minute, TestBits.LATE)));
        minute = look(often, minute);
        log.undo(scale.annotation(), "no", "ada");
        minute = look(often, minute);
        look(true, minute);
        STORE.execute("update product_cause set annotation_id = (annotation_id <> '')::text"); // a random name
        return TableDigest.list(STORE.writer()).toString();
    }

    private int look(boolean really, int minute) throws SQLException {
        for (int next = minute + 1; next < minute + 4; next++) {
            progress(next);
            if (really) {
                applyAll();
            }
        }
        return minute + 3;
    }

    private void storeHour(int hour, int[] steps) throws SQLException {
        List<Observation> rows = new ArrayList<>();
        List<WindowRevision> windows = new ArrayList<>();
        for (int step : steps) {
            Observation row = row(Samples.DATASTREAM, hour * 60 + step * 10, values[hour]);
            rows.add(row);
            windows.add(window(MINUTE, List.of(row), row.receivedMillis() + 2 * MINUTE));
        }
        windows.add(window(60 * MINUTE, rows, minute((hour + 1) * 60) + 1_000));
        STORE.append(RowWriters.observations(), rows);
        STORE.append(RowWriters.windows(), windows);
    }

    private void storeProduct(int hour) throws SQLException {
        List<Double> newestFirst = new ArrayList<>();
        for (int at = hour; at >= 0; at--) {
            newestFirst.add(values[at]);
        }
        storeProduct(hour, NowCast.pm25(newestFirst).orElse(Double.NaN));
    }

    private static void storeProduct(int hour, double value) throws SQLException {
        Observation row = row(PRODUCT, hour * 60, value)
                .with()
                .receivedMillis(minute((hour + 1) * 60) + 2_000)
                .raw(Observations.observation().raw(0, 1_000 + hour, -2).build().raw())
                .build();
        STORE.append(RowWriters.observations(), List.of(row));
        STORE.append(
                RowWriters.windows(),
                List.of(
                        window(MINUTE, List.of(row), row.receivedMillis() + 1_000),
                        window(60 * MINUTE, List.of(row), row.receivedMillis() + 1_000)));
    }

    private static Observation late(int hour, int step, double value, int receivedMinute, long marks) {
        Observation row = row(Samples.DATASTREAM, hour * 60 + step * 10, value);
        return row.with()
                .tests(TestBits.mark(row.tests(), marks))
                .receivedMillis(minute(receivedMinute) + 5_000)
                .build();
    }

    private static Observation row(String datastream, int minute, double value) {
        QualityFlag flag = Double.isNaN(value) ? QualityFlag.MISSING : QualityFlag.GOOD;
        return Observations.observation()
                .of(datastream)
                .afterNoon(Duration.ofMinutes(minute))
                .value(value)
                .flag(flag)
                .tests(TestBits.with(Verdicts.NONE, GrossRange.TEST.slot(), flag))
                .raw(0, Math.floorMod(minute, 100_000), 0)
                .build();
    }

    private static WindowRevision window(long size, List<Observation> rows, long recordedMillis) {
        long start = WindowLevel.MINUTE.startMicros(rows.get(0).phenomenonMicros());
        WindowAccumulator sum = new WindowAccumulator(start);
        rows.forEach(row -> sum.add(row, ReadingKind.of(Statistic.MEAN)));
        WindowContent content = sum.content();
        return WindowRevisionBuilder.builder()
                .datastream(rows.get(0).datastream())
                .sizeMillis(size)
                .startMicros(start)
                .recordedMillis(recordedMillis)
                .intervalMillis(10 * MINUTE)
                .good(content.good())
                .suspect(content.suspect())
                .notEvaluatedCount(content.notEvaluated())
                .failCount(content.fail())
                .missingCount(content.missing())
                .catalogVersion(content.catalogVersion())
                .build();
    }

    private AnnotationEvent make(int fromHour, int toHour, Correction correction) throws SQLException {
        return log.make(new AnnotationDraft(
                        SETTINGS.get(Samples.DATASTREAM),
                        micros(fromHour * 60),
                        micros(toHour * 60),
                        correction,
                        "calibration gas",
                        "ada"))
                .orElseThrow();
    }

    /** Computes cells one by one until nothing is due. */
    private void applyAll() throws SQLException {
        for (int i = 0; apply(1) > 0; i++) {
            assertThat(i).as("cells that are due again and again").isLessThan(100);
        }
    }

    private int apply(int cells) throws SQLException {
        List<Cell> due = new CellReader(pool).listDue(asOf / MINUTE * MINUTE, cells);
        try (CorrectionSession session = CorrectionSession.open(STORE.writer(), pool, new SameSettings(), "test")) {
            for (Cell cell : due) {
                session.apply(cell);
                session.published(cell);
            }
        }
        return due.size();
    }

    private OptionalLong settled() throws SQLException {
        return new SettledTime(pool).read().settled(testbed -> true);
    }

    private void progress(int minute) throws SQLException {
        asOf = minute(minute) + 30_000;
        try (StoreSession session = STORE.open()) {
            session.append(RowWriters.windows(), List.of(), new Progress("test", 0, 1, asOf));
        }
    }

    private static String products() throws SQLException {
        return STORE.text("select string_agg(coalesce(result::text, 'none'), ',' order by phenomenon_time)"
                + " from current_observation where datastream = '" + PRODUCT + "'");
    }

    private String expected() {
        List<String> all = new ArrayList<>();
        for (int hour = 0; hour < HOURS; hour++) {
            int newest = hour;
            DoubleStream hours = IntStream.rangeClosed(0, hour).mapToDouble(back -> values[newest - back]);
            double value = NowCast.pm25(hours.boxed().toList()).orElse(Double.NaN);
            all.add(Double.isNaN(value) ? "none" : value == Math.rint(value) ? "" + (long) value : "" + value);
        }
        return String.join(",", all);
    }

    private static String digest() throws SQLException {
        return STORE.text("select string_agg(row(datastream, phenomenon_time, result, flag, tests)::text, ','"
                + " order by datastream, phenomenon_time) from current_observation");
    }

    private static long minute(int minutesAfterNoon) {
        return Times.NOON_MILLIS + minutesAfterNoon * MINUTE;
    }

    private static long micros(int minutesAfterNoon) {
        return minute(minutesAfterNoon) * 1_000;
    }
}
