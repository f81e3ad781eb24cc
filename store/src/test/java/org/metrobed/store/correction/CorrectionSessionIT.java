package org.metrobed.store.correction;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metrobed.analysis.correction.AnnotationEvent;
import org.metrobed.analysis.correction.Correction;
import org.metrobed.analysis.correction.SettingsByVersion;
import org.metrobed.analysis.quality.FlatLine;
import org.metrobed.analysis.quality.QualityRun;
import org.metrobed.analysis.quality.QualityState;
import org.metrobed.analysis.quality.Spike;
import org.metrobed.analysis.quality.TestBits;
import org.metrobed.model.Datastream.Statistic;
import org.metrobed.model.DatastreamId;
import org.metrobed.model.DatastreamSettings;
import org.metrobed.model.Observation;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.ReadingKind;
import org.metrobed.model.Scale;
import org.metrobed.model.Verdicts;
import org.metrobed.model.limits.QualityConfig;
import org.metrobed.model.limits.Sentinels;
import org.metrobed.model.window.WindowAccumulator;
import org.metrobed.model.window.WindowContent;
import org.metrobed.model.window.WindowLevel;
import org.metrobed.model.window.WindowRevision;
import org.metrobed.model.window.WindowRevisionBuilder;
import org.metrobed.store.DatabaseConfig;
import org.metrobed.store.Databases;
import org.metrobed.store.Migrations;
import org.metrobed.store.RowWriters;
import org.metrobed.store.Samples;
import org.metrobed.store.Schemas;
import org.metrobed.store.SeveralConnections;
import org.metrobed.store.StoreSession;
import org.metrobed.store.TableDigest;
import org.metrobed.store.TestStore;
import org.metrobed.store.observation.ConflictQuery;
import org.metrobed.store.observation.ConflictReader;
import org.metrobed.store.progress.Progress;
import org.metrobed.store.query.Subjects;
import org.metrobed.store.query.TimeOrder;
import org.metrobed.store.settings.SettingsSource;
import org.metrobed.store.window.WindowReader;
import org.metrobed.testkit.Eventually;
import org.metrobed.testkit.Observations;
import org.metrobed.testkit.Times;

/** Annotations on real rows: the corrections, when they are computed, and that none is computed twice. */
@SeveralConnections
final class CorrectionSessionIT {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    private static final long MINUTE = 60_000;
    private static final String TESTBED = new DatastreamId(Samples.DATASTREAM).testbed();
    private static final DatastreamSettings SETTINGS = new DatastreamSettings(
            Samples.DATASTREAM, 1, 10_000, 0, 60_000, QualityConfig.ofInterval(10_000_000), Sentinels.NONE, List.of());

    /** Settings of one datastream. */
    private record FixedSettings(SettingsByVersion byVersion, List<DatastreamSettings> all) implements SettingsSource {
        @Override
        public Optional<DatastreamSettings> find(String datastream, long catalogVersion) {
            return byVersion.find(catalogVersion);
        }

        @Override
        public List<DatastreamSettings> listAll(String datastream) {
            return all;
        }
    }

    private final List<Observation> stored = new ArrayList<>();
    private Optional<DatastreamSettings> settings = Optional.empty();
    /** From catalog version 2 on. */
    private Optional<DatastreamSettings> later = Optional.empty();

    private HikariDataSource pool;
    private AnnotationLog log;
    private long asOf = Times.NOON_MILLIS;

    @BeforeEach
    void open() {
        pool = Databases.pool(STORE.writer(), 2);
        log = new AnnotationLog(STORE.writer(), pool);
    }

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void readingsAndWindowsAreCorrectedFromTheNextMinuteOnAndNotBefore() throws SQLException {
        twoMinutes();
        progress(130);
        AnnotationEvent bad = make(0, 60, Correction.BAD);
        assertThat(bad.logMillis()).isEqualTo(Times.NOON_MILLIS + 130_000);
        assertThat(applyAll()).as("its minute has not come").isZero();
        assertThat(reader().find(bad.annotation()).orElseThrow().isApplied()).isFalse();

        progress(200);
        assertThat(applyAll()).isEqualTo(6 + 1);

        assertThat(good(0, Long.MAX_VALUE)).isZero();
        assertThat(good(0, Times.NOON_MILLIS + 3 * MINUTE - 1))
                .as("as it was known before")
                .isEqualTo(6);
        assertThat(good(1, Long.MAX_VALUE)).as("outside the range").isEqualTo(6);
        assertThat(STORE.text("select count(*) from current_observation where flag = 4 and cause = 2"
                        + " and result is not null and received_time = '2026-05-01T12:03:00Z'"))
                .isEqualTo("6");
        assertThat(STORE.text("select good_count from current_window order by window_start limit 1"))
                .isEqualTo("0");
        StoredAnnotation now = reader().find(bad.annotation()).orElseThrow();
        assertThat(now.isApplied()).isTrue();
        assertThat(now.days()).isEqualTo(1);
        assertThat(now.undone()).isEmpty();
    }

    @Test
    void answersEndBeforeACorrectionUntilItIsWritten() throws SQLException {
        twoMinutes();
        progress(130);
        make(0, 60, Correction.BAD);
        assertThat(settled()).as("before its minute").hasValue(asOf);
        progress(200);
        assertThat(settled()).hasValue(Times.NOON_MILLIS + 3 * MINUTE - 1);
        assertThat(new SettledTime(pool).read().lagMillis()).isEqualTo(20_001);
        assertThat(settled(testbed -> testbed.equals("other")))
                .as("of another test-bed")
                .hasValue(asOf);
        assertThat(settled(List.of("other", TESTBED)::contains)).hasValue(Times.NOON_MILLIS + 3 * MINUTE - 1);
        assertThat(cells().countDue()).isEqualTo(1);
        applyAll();
        assertThat(settled()).hasValue(asOf);
        assertThat(cells().countDue()).isZero();
    }

    @Test
    void noTimeIsToldWhileAnEventIsBeingAccepted() throws Exception {
        progress(130);
        try (Connection accepting = Databases.connect(STORE.writer())) {
            accepting.setAutoCommit(false);
            SettledTime.take(accepting);
            CompletableFuture<OptionalLong> told = CompletableFuture.supplyAsync(() -> {
                try {
                    return settled();
                } catch (SQLException e) {
                    throw new AssertionError(e);
                }
            });
            Eventually.await("the reader waits", Duration.ofSeconds(60), CorrectionSessionIT::someoneWaits);
            assertThat(told).isNotDone();
            accepting.commit();
            assertThat(told.get(60, TimeUnit.SECONDS)).hasValue(asOf);
        }
    }

    private static boolean someoneWaits() {
        try {
            return !STORE.text("select count(*) from pg_locks where locktype = 'advisory' and not granted")
                    .equals("0");
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void lateAdditionToACorrectedWindowKeepsAnswersBackUntilItIsCorrected() throws SQLException {
        twoMinutes();
        progress(130);
        make(0, 60, Correction.BAD);
        progress(200);
        applyAll();
        addLate(at(65).receivedAt(Times.NOON.plusSeconds(250)).build(), 5);
        progress(310);
        assertThat(settled()).as("another window").hasValue(asOf);
        addLate(at(25).receivedAt(Times.NOON.plusSeconds(320)).build(), 6);
        progress(400);
        assertThat(settled()).hasValue(Times.NOON_MILLIS + 6 * MINUTE - 1);
        applyAll();
        assertThat(settled()).hasValue(asOf);
    }

    @Test
    void applyingAgainChangesNothingAndUndoingRestoresAll() throws SQLException {
        twoMinutes();
        String before = digest();
        progress(130);
        AnnotationEvent offset = make(30, 90, new Correction(Correction.Kind.OFFSET, 2.5));
        progress(200);
        assertThat(applyAll()).isEqualTo(6 + 2);
        assertThat(applyAll()).isZero();
        STORE.execute(
                "insert into correction_due select datastream, day, now() - interval '1 year' from recompute_cell");
        assertThat(applyAll()).as("all is there").isZero();
        assertThat(digest()).isNotEqualTo(before);

        assertThat(log.undo(offset.annotation(), "wrong range", "ada")).isPresent();
        assertThat(log.undo(offset.annotation(), "again", "ada"))
                .as("undone once")
                .isEmpty();
        assertThat(log.undo("nobody", "x", "ada")).isEmpty();
        progress(300);
        assertThat(applyAll()).isEqualTo(6 + 2);
        assertThat(digest()).isEqualTo(before);
        assertThat(reader().list(List.of(Samples.DATASTREAM), Long.MAX_VALUE, 10, Subjects.ALL))
                .singleElement()
                .satisfies(found ->
                        assertThat(found.undone().orElseThrow().reason()).isEqualTo("wrong range"));
        assertThat(STORE.text("select state || undone_author from annotation")).isEqualTo("undoneada");
    }

    @Test
    void lateAdditionsAfterACorrectionAreCorrectedTooAndTheSumStaysRight() throws SQLException {
        twoMinutes();
        progress(130);
        make(0, 60, new Correction(Correction.Kind.SCALE, 2));
        progress(200);
        applyAll();

        Observation late = at(25).value(100)
                .tests(TestBits.LATE)
                .receivedAt(Times.NOON.plusSeconds(250))
                .build();
        addLate(late, 5);
        progress(310);
        assertThat(applyAll()).isEqualTo(2);

        WindowRevision folded = fold(0, Long.MAX_VALUE);
        assertThat(folded.good().count()).isEqualTo(7);
        assertThat(folded.good().sum()).isEqualTo(2 * (100 + 0 + 1 + 2 + 3 + 4 + 5));
        assertThat(folded.lateCount()).isEqualTo(1);
        assertThat(STORE.text("select good_sum from current_window order by window_start limit 1"))
                .isEqualTo("230");
    }

    @Test
    void lookingEveryMinuteOrOnceGivesTheSameTables() throws SQLException {
        String often = scenario(true);
        open();
        STORE.beforeEach(null);
        stored.clear();
        assertThat(scenario(false)).isEqualTo(often);
    }

    @Test
    void readingsBeyondTheHorizonEnterWindowsWithoutAnOrder() throws SQLException {
        List<Observation> old = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            old.add(at(10 * i)
                    .value(i)
                    .tests(TestBits.LATE | TestBits.BEYOND_RETENTION)
                    .receivedAt(Times.NOON.plus(Duration.ofDays(3)))
                    .build());
        }
        STORE.append(RowWriters.observations(), old);
        settings = Optional.of(SETTINGS);
        progress(3 * 86_400 + 30);
        assertThat(applyAll()).as("their minute has not come").isZero();
        progress(3 * 86_400 + 130);
        assertThat(settled()).hasValue(Times.NOON_MILLIS + Duration.ofDays(3).toMillis() + MINUTE - 1);
        assertThat(applyAll()).as("a minute, a quarter, an hour, a day").isEqualTo(4);
        WindowRevision window = fold(0, Long.MAX_VALUE);
        assertThat(window.good().count()).isEqualTo(6);
        assertThat(window.replaces()).isTrue();
        assertThat(window.coverage()).isEqualTo(1);
        STORE.append(
                RowWriters.observations(),
                List.of(at(10).value(1)
                        .tests(TestBits.LATE | TestBits.BEYOND_RETENTION)
                        .raw(0, 99, 0)
                        .receivedAt(Times.NOON.plus(Duration.ofDays(3)).plusSeconds(140))
                        .build()));
        progress(3 * 86_400 + 200);
        assertThat(applyAll()).as("a repeat").isZero();
        assertThat(make(0, 3_600, Correction.RECOMPUTE).correction()).isEqualTo(Correction.RECOMPUTE);
        progress(3 * 86_400 + 300);
        assertThat(applyAll()).as("an order finds nothing left to do").isZero();
        assertThat(reader().list(List.of(), Long.MAX_VALUE, 10, Subjects.ALL))
                .as("an order is no annotation")
                .isEmpty();
    }

    @Test
    void readingsBeyondTheHorizonThatWereStoredBeforeTheUpgradeEnterWindows() throws SQLException, IOException {
        twoMinutes();
        STORE.append(RowWriters.observations(), List.of(beyond(75, 140)));
        STORE.execute("delete from recompute_cell");
        try (InputStream sql = CorrectionSessionIT.class.getResourceAsStream(
                "/org/metrobed/store/migrations/V14__readings_beyond_retention.sql")) {
            STORE.execute(new String(sql.readAllBytes(), StandardCharsets.UTF_8));
        }
        progress(200);
        applyAll();
        assertThat(good(1, Times.NOON_MILLIS + 3 * MINUTE - 1)).isEqualTo(6);
        assertThat(good(1, Long.MAX_VALUE)).isEqualTo(7);
    }

    @Test
    void eventsAreCopiedIntoARebuiltSchemaWhereTheSameFollows() throws SQLException {
        twoMinutes();
        stored.add(beyond(75, 140));
        STORE.append(RowWriters.observations(), List.of(beyond(75, 140)));
        progress(130);
        make(0, 60, Correction.BAD);
        progress(200);
        applyAll();
        DatabaseConfig rebuilt = STORE.newConfig();
        Migrations.migrate(rebuilt);
        try (StoreSession session =
                        StoreSession.open(rebuilt, TestStore.modes().findFirst().orElseThrow(), "test");
                HikariDataSource other = Databases.pool(rebuilt, 1)) {
            Progress end = new Progress("test", 0, 1, asOf);
            session.append(RowWriters.observations(), stored, end);
            session.append(RowWriters.windows(), windows(), end);
            AnnotationLog.copy(STORE.writer(), rebuilt);
            try (CorrectionSession corrections = CorrectionSession.open(rebuilt, other, SettingsSource.NONE, "test")) {
                for (Cell cell : new CellReader(other).listAll()) {
                    corrections.apply(cell);
                }
            }
            assertThat(TableDigest.list(rebuilt)).isEqualTo(TableDigest.list(STORE.writer()));
            assertThat(new AnnotationLog(rebuilt, other)
                            .make(new AnnotationDraft(SETTINGS, 0, 1, Correction.BAD, "r", "a"))
                            .orElseThrow()
                            .sequence())
                    .isGreaterThan(1);
        } finally {
            Schemas.drop(rebuilt);
        }
    }

    @Test
    void whatWasNotPublishedIsToldAgain() throws SQLException {
        twoMinutes();
        progress(130);
        make(0, 60, Correction.BAD);
        progress(200);
        try (CorrectionSession session = session()) {
            Cell cell = cells().listDue(minute(), 10).get(0);
            CellOutcome first = session.apply(cell);
            CellOutcome again = session.apply(cell);
            assertThat(first.appended()).isEqualTo(7);
            assertThat(again.appended()).isZero();
            assertThat(again.observations()).isEqualTo(first.observations()).hasSize(6);
            assertThat(again.windows()).isEqualTo(first.windows()).hasSize(1);
            assertThat(cells().listDue(minute(), 10)).containsExactly(cell);
            session.published(cell);
            assertThat(cells().listDue(minute(), 10)).isEmpty();
            assertThat(session.apply(cell).isPublished()).isTrue();
        }
    }

    @Test
    void eventsThatWereRestoredAloneAreFollowedAgain() throws SQLException {
        twoMinutes();
        progress(130);
        make(0, 60, Correction.BAD);
        STORE.execute("delete from recompute_cell");
        progress(200);
        assertThat(applyAll()).isZero();
        try (CorrectionSession session = session()) {
            session.addMissingCells();
        }
        assertThat(applyAll()).isEqualTo(7);
    }

    @Test
    void valueThatReplacesAnotherIsARevisionAndItsWindowFollows() throws SQLException {
        twoMinutes();
        Observation other = at(20).value(50)
                .tests(TestBits.DUPLICATE | TestBits.REPLACES)
                .raw(0, 77, 0)
                .receivedAt(Times.NOON.plusSeconds(130))
                .build();
        Observation ignored = at(30).value(60)
                .tests(TestBits.DUPLICATE)
                .raw(0, 78, 0)
                .receivedAt(Times.NOON.plusSeconds(130))
                .build();
        STORE.append(RowWriters.observations(), List.of(other, ignored));
        progress(200);
        assertThat(settled()).hasValue(Times.NOON_MILLIS + 3 * MINUTE - 1);
        assertThat(applyAll()).isEqualTo(2);
        assertThat(settled()).hasValue(asOf);
        assertThat(fold(0, Long.MAX_VALUE).good().sum()).isEqualTo(0 + 1 + 50 + 3 + 4 + 5);
        assertThat(fold(0, Times.NOON_MILLIS + 3 * MINUTE - 1).good().sum()).isEqualTo(15);
        assertThat(STORE.text("select result || ' ' || cause || ' ' || raw_offset from current_observation"
                        + " where revision = 1"))
                .isEqualTo("50 4 77");
        assertThat(new ConflictReader(pool)
                        .list(new ConflictQuery(
                                List.of(Samples.DATASTREAM),
                                0,
                                Long.MAX_VALUE,
                                asOf,
                                TimeOrder.OLDEST_FIRST,
                                10,
                                Optional.empty())))
                .extracting(conflict ->
                        conflict.first().result() + " " + conflict.other().result())
                .containsExactly("2.0 50.0", "3.0 60.0");
        assertThat(new ConflictReader(pool).count(0, Times.NOON_MILLIS + 10 * MINUTE))
                .containsExactlyEntriesOf(Map.of(Samples.DATASTREAM.split("/", 2)[0], 2L));
        STORE.append(RowWriters.observations(), List.of(other));
        assertThat(cells().countDue()).as("a replay lists nothing").isZero();
    }

    @Test
    void numberThatComesForAMissingReadingFillsItAndItsWindow() throws SQLException {
        stored.clear();
        for (int i = 0; i < 12; i++) {
            Observations reading = at(10 * i).value(i).raw(0, i, 0);
            stored.add((i == 2 ? reading.missing() : reading).build());
        }
        STORE.append(RowWriters.observations(), stored);
        STORE.append(RowWriters.windows(), List.of(window(0, 6), window(6, 6)));
        Observations later = at(20).tests(TestBits.DUPLICATE).receivedAt(Times.NOON.plusSeconds(130));
        STORE.append(
                RowWriters.observations(),
                List.of(
                        later.value(50).raw(0, 77, 0).build(),
                        later.value(60).raw(0, 78, 0).build()));
        assertThat(conflicts()).containsExactly("50.0 FIRST", "60.0 FIRST");

        progress(200);
        assertThat(applyAll()).isEqualTo(2);

        assertThat(fold(0, Long.MAX_VALUE).good().sum()).isEqualTo(0 + 1 + 50 + 3 + 4 + 5);
        assertThat(conflicts()).containsExactly("50.0 OTHER", "60.0 NEITHER");
    }

    private List<String> conflicts() throws SQLException {
        return new ConflictReader(pool)
                        .list(new ConflictQuery(
                                List.of(Samples.DATASTREAM),
                                0,
                                Long.MAX_VALUE,
                                Times.NOON_MILLIS + 10 * MINUTE,
                                TimeOrder.OLDEST_FIRST,
                                10,
                                Optional.empty()))
                        .stream()
                        .map(one -> one.other().result() + " " + one.stands())
                        .toList();
    }

    @Test
    void validatedValueReplacesAProvisionalOneOnce() throws SQLException {
        twoMinutes();
        long decides = TestBits.DUPLICATE | TestBits.VALIDATED | TestBits.REPLACES;
        Observations later = at(20).tests(decides).receivedAt(Times.NOON.plusSeconds(130));
        STORE.append(
                RowWriters.observations(),
                List.of(
                        at(20).value(40).tests(TestBits.DUPLICATE).raw(0, 76, 0).build(),
                        later.value(50).raw(0, 77, 0).build(),
                        later.value(60).raw(0, 78, 0).build()));
        progress(200);
        assertThat(applyAll()).isEqualTo(2);
        assertThat(fold(0, Long.MAX_VALUE).good().sum()).isEqualTo(0 + 1 + 50 + 3 + 4 + 5);
        assertThat(STORE.text("select result || ' ' || cause || ' ' || (tests & " + TestBits.VALIDATED + " <> 0)"
                        + " from current_observation where revision = 1"))
                .isEqualTo("50 4 true");
    }

    @Test
    void lateReadingIsJudgedWithItsNeighbours() throws SQLException {
        for (int i = 0; i < 12; i++) {
            if (i != 3) {
                stored.add(at(10 * i).value(5).raw(0, i, 0).build());
            }
        }
        STORE.append(RowWriters.observations(), stored);
        STORE.append(RowWriters.windows(), List.of(window(0, 5), window(5, 6)));
        QualityConfig quality =
                QualityConfig.ofInterval(10_000_000).with(new Spike.Params(20, 60, Spike.Method.AVERAGE));
        Verdicts alone = new QualityRun(quality, Scale.LINE).testAlone(0, 300, TestBits.LATE);
        Observation late = at(30).value(300)
                .receivedAt(Times.NOON.plusSeconds(130))
                .build()
                .with()
                .tests(alone)
                .flag(QualityFlag.NOT_EVALUATED)
                .build();
        addLate(late, 3);
        progress(130);
        settings = Optional.of(SETTINGS.withQuality(quality));
        assertThat(applyAll()).as("its minute has not come").isZero();
        progress(200);
        assertThat(applyAll()).as("it, those before and after it, the window").isEqualTo(4);
        assertThat(STORE.text("select string_agg(result || ' ' || flag || ' ' || cause, ', ' order by phenomenon_time)"
                        + " from current_observation where revision = 1"))
                .isEqualTo("5 4 5, 300 4 5, 5 4 5");
        assertThat(fold(0, Long.MAX_VALUE).failCount()).isEqualTo(3);
        assertThat(fold(0, Long.MAX_VALUE).good().count()).isEqualTo(3);
        progress(300);
        assertThat(applyAll()).isZero();
        assertThat(settled()).hasValue(asOf);
    }

    @Test
    void lateReadingChangesVerdictsOfTheNextDayThoughALaterVersionOfItHasShorterTests() throws SQLException {
        QualityConfig flat = QualityConfig.ofInterval(60_000_000).with(FlatLine.Params.ofReference(600, 1_200, 0.5));
        settings = Optional.of(SETTINGS.withQuality(flat));
        later = Optional.of(SETTINGS.withQuality(QualityConfig.ofInterval(1_000_000)));
        QualityRun run = new QualityRun(flat, Scale.LINE);
        QualityState state = new QualityState();
        int first = (int) Duration.ofMinutes(698).toSeconds();
        for (int minute = 0; minute < 30; minute++) {
            Observation row = at(first + 60 * minute).value(5).raw(0, minute, 0).build();
            if (minute != 14) {
                Verdicts tests = run.accept(state, row.phenomenonMicros(), 5, TestBits.NONE);
                stored.add(row.with()
                        .tests(tests)
                        .flag(TestBits.overall(tests))
                        .catalogVersion(1)
                        .build());
            }
        }
        stored.add(at(first + 36_000)
                .raw(0, 99, 0)
                .build()
                .with()
                .catalogVersion(2)
                .build());
        STORE.append(RowWriters.observations(), stored);
        List<WindowRevision> minutes = new ArrayList<>();
        for (int i = 0; i < stored.size(); i++) {
            minutes.add(window(i, 1));
        }
        STORE.append(RowWriters.windows(), minutes);
        Observation late = at(first + 840)
                .value(50)
                .receivedAt(Times.NOON.plusSeconds(first + 36_010))
                .build();
        Verdicts alone = run.testAlone(0, 50, TestBits.LATE);
        addLate(
                late.with()
                        .tests(alone)
                        .flag(QualityFlag.NOT_EVALUATED)
                        .catalogVersion(1)
                        .build(),
                first / 60 + 602);
        String midnight = "select flag || ' ' || cause from current_observation"
                + " where phenomenon_time = '2026-05-02T00:00:00Z'";
        assertThat(STORE.text(midnight)).as("flat for twenty minutes").isEqualTo("4 0");
        progress(first + 36_200);
        applyAll();
        applyAll();
        assertThat(STORE.text(midnight)).as("eight minutes after another value").isEqualTo("1 5");
        assertThat(settled()).hasValue(asOf);
    }

    @Test
    void nothingCanBeSaidAboutAnEmptyStore() throws SQLException {
        assertThat(log.make(new AnnotationDraft(SETTINGS, 0, 1, Correction.BAD, "r", "a")))
                .isEmpty();
    }

    private String scenario(boolean often) throws SQLException {
        twoMinutes();
        progress(130);
        AnnotationEvent bad = make(0, 40, Correction.BAD);
        look(often, 180);
        make(20, 80, new Correction(Correction.Kind.OFFSET, 1));
        look(often, 240);
        addLate(
                at(35).tests(TestBits.LATE)
                        .receivedAt(Times.NOON.plusSeconds(250))
                        .build(),
                5);
        STORE.append(RowWriters.observations(), List.of(beyond(75, 260)));
        look(often, 300);
        log.undo(bad.annotation(), "no", "ada");
        look(often, 330);
        progress(400);
        applyAll();
        String digest = TableDigest.list(STORE.writer()).toString();
        pool.close();
        return digest;
    }

    /** A reading that was older than the deduplication retention when it came. */
    private static Observation beyond(int second, int receivedSecond) {
        return at(second)
                .value(9)
                .tests(TestBits.LATE | TestBits.BEYOND_RETENTION)
                .raw(0, 99, 0)
                .receivedAt(Times.NOON.plusSeconds(receivedSecond))
                .build();
    }

    private void look(boolean really, int second) throws SQLException {
        progress(second);
        if (really) {
            applyAll();
        }
    }

    /** Twelve readings, ten seconds apart, and their two windows. */
    private void twoMinutes() throws SQLException {
        for (int i = 0; i < 12; i++) {
            stored.add(at(10 * i).value(i).raw(0, i, 0).build());
        }
        STORE.append(RowWriters.observations(), stored);
        STORE.append(RowWriters.windows(), windows());
    }

    private List<WindowRevision> windows() {
        return List.of(window(0, 6), window(6, 6));
    }

    /** The window of some stored readings of one minute. */
    private WindowRevision window(int first, int count) {
        long start = WindowLevel.MINUTE.startMicros(stored.get(first).phenomenonMicros());
        WindowAccumulator sum = new WindowAccumulator(start);
        stored.subList(first, first + count).forEach(row -> sum.add(row, ReadingKind.of(Statistic.MEAN)));
        return window(sum, 0, start / 1_000 + MINUTE + 2_000, false);
    }

    private static void addLate(Observation late, int recordedMinute) throws SQLException {
        long recorded = Times.NOON_MILLIS + recordedMinute * MINUTE;
        WindowAccumulator sum = new WindowAccumulator(WindowLevel.MINUTE.startMicros(late.phenomenonMicros()));
        sum.add(late, ReadingKind.of(Statistic.MEAN));
        STORE.append(RowWriters.observations(), List.of(late));
        STORE.append(RowWriters.windows(), List.of(window(sum, (int) (recorded / MINUTE), recorded, true)));
    }

    private AnnotationEvent make(int fromSecond, int toSecond, Correction correction) throws SQLException {
        Optional<AnnotationEvent> made = log.make(new AnnotationDraft(
                SETTINGS,
                Times.NOON_MICROS + fromSecond * 1_000_000L,
                Times.NOON_MICROS + toSecond * 1_000_000L,
                correction,
                "calibration gas",
                "ada"));
        return made.orElseThrow();
    }

    private long applyAll() throws SQLException {
        long appended = 0;
        try (CorrectionSession session = session()) {
            for (Cell cell : cells().listDue(minute(), 10)) {
                appended += session.apply(cell).appended();
                session.published(cell);
            }
        }
        return appended;
    }

    private CorrectionSession session() throws SQLException {
        return CorrectionSession.open(
                STORE.writer(),
                pool,
                new FixedSettings(
                        version -> version < 2 ? settings : later,
                        Stream.concat(settings.stream(), later.stream()).toList()),
                "test");
    }

    private CellReader cells() {
        return new CellReader(pool);
    }

    private OptionalLong settled() throws SQLException {
        return settled(testbed -> true);
    }

    private OptionalLong settled(Predicate<String> corrected) throws SQLException {
        return new SettledTime(pool).read().settled(corrected);
    }

    private AnnotationReader reader() {
        return new AnnotationReader(pool);
    }

    private long minute() {
        return asOf / MINUTE * MINUTE;
    }

    private void progress(int second) throws SQLException {
        asOf = Times.NOON_MILLIS + second * 1_000L;
        try (StoreSession session = STORE.open()) {
            session.append(RowWriters.windows(), List.of(), new Progress("test", 0, 1, asOf));
        }
    }

    private long good(int minute, long asOfMillis) throws SQLException {
        return fold(minute, asOfMillis).good().count();
    }

    private WindowRevision fold(int minute, long asOfMillis) throws SQLException {
        long start = Times.NOON_MICROS + minute * MINUTE * 1_000;
        return WindowRevision.fold(new WindowReader(pool, SettingsSource.NONE)
                .listRevisions(Samples.DATASTREAM, start, start + 1).stream()
                        .filter(window -> window.sizeMillis() == MINUTE)
                        .filter(window -> window.recordedMillis() <= asOfMillis)
                        .toList());
    }

    /** The rows that readers see now, without revisions and times. */
    private static String digest() throws SQLException {
        return STORE.text("select (select string_agg(row(phenomenon_time, result, flag, tests, stated_unit)::text, ','"
                + " order by phenomenon_time) from current_observation)"
                + " || (select string_agg(row(window_start, good_count, good_mean, good_squares, good_sum, good_min,"
                + " good_max, good_first, good_last, fail_count, late_count, coverage)::text, ',' order by window_start)"
                + " from current_window)");
    }

    private static Observations at(int second) {
        return Observations.observation().afterNoon(Duration.ofSeconds(second));
    }

    private static WindowRevision window(WindowAccumulator sum, int revision, long recordedMillis, boolean late) {
        WindowContent content = sum.content();
        return WindowRevisionBuilder.builder()
                .datastream(Samples.DATASTREAM)
                .sizeMillis(60_000)
                .startMicros(sum.startMicros())
                .revision(revision)
                .recordedMillis(recordedMillis)
                .intervalMillis(10_000)
                .good(content.good())
                .suspect(content.suspect())
                .notEvaluatedCount(content.notEvaluated())
                .failCount(content.fail())
                .missingCount(content.missing())
                .lateCount(late ? content.count() : 0)
                .catalogVersion(content.catalogVersion())
                .build();
    }
}
