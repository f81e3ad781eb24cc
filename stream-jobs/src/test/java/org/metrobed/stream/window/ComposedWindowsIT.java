package org.metrobed.stream.window;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metrobed.config.Secret;
import org.metrobed.model.DatastreamSettings;
import org.metrobed.model.Observation;
import org.metrobed.model.window.WindowLevel;
import org.metrobed.model.window.WindowRevision;
import org.metrobed.store.DatabaseConfig;
import org.metrobed.store.Databases;
import org.metrobed.store.Migrations;
import org.metrobed.store.RowWriters;
import org.metrobed.store.Schemas;
import org.metrobed.store.StoreSession;
import org.metrobed.store.progress.Progress;
import org.metrobed.store.query.TimeOrder;
import org.metrobed.store.settings.SettingsSource;
import org.metrobed.store.window.StoredRevision;
import org.metrobed.store.window.WindowDetail;
import org.metrobed.store.window.WindowQuery;
import org.metrobed.store.window.WindowReader;
import org.metrobed.store.write.WriteMode;
import org.metrobed.testkit.PostgresExtension;

/**
 * A store that has all windows of random streams and one that has only those that the stream stores give the same windows
 * at any log time, whatever is asked.
 */
class ComposedWindowsIT {

    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final int STREAMS = 80;
    private static final int QUESTIONS = 150;
    private static final List<WindowLevel> LEVELS = List.of(WindowLevel.values());
    private static final Comparator<StoredRevision> ORDER = Comparator.comparing(
                    StoredRevision::revision, Comparator.comparing(WindowRevision::datastream))
            .thenComparing(StoredRevision::revision, RandomWindows.ORDER);

    private static final Map<String, RandomWindows> WINDOWS = new HashMap<>();
    private static DatabaseConfig whole;
    private static DatabaseConfig few;
    private static HikariDataSource wholePool;
    private static HikariDataSource fewPool;
    private static WindowReader all;
    private static WindowReader composing;
    private static long endMillis;

    @BeforeAll
    static void store() throws SQLException {
        whole = schema();
        few = schema();
        List<Observation> observations = new ArrayList<>();
        List<WindowRevision> windows = new ArrayList<>();
        List<WindowRevision> stored = new ArrayList<>();
        for (int seed = 0; seed < STREAMS; seed++) {
            RandomWindows random = RandomWindows.of(seed);
            String name = "tb/s" + seed + "/pm25";
            WINDOWS.put(name, random);
            random.observations().forEach(row -> observations.add(row.withDatastream(name)));
            random.all().forEach(row -> windows.add(row.withDatastream(name)));
            random.stored().forEach(row -> stored.add(row.withDatastream(name)));
            endMillis = Math.max(endMillis, random.endMillis());
        }
        append(whole, observations, windows);
        append(few, observations, stored);
        wholePool = Databases.pool(whole, 2);
        fewPool = Databases.pool(few, 2);
        all = new WindowReader(wholePool, SettingsSource.NONE);
        composing = new WindowReader(fewPool, new RandomSettings());
    }

    @AfterAll
    static void drop() throws SQLException {
        wholePool.close();
        fewPool.close();
        Schemas.drop(whole);
        Schemas.drop(few);
    }

    @Test
    void revisionsOfEveryRangeAndLogTimeAreTheSame() throws SQLException {
        Random random = new Random(1);
        int found = 0;
        for (int i = 0; i < QUESTIONS; i++) {
            WindowQuery query = query(random);
            List<StoredRevision> expected = revisions(all, query);
            assertThat(revisions(composing, query)).as("%s", query).isEqualTo(expected);
            found += expected.size();
        }
        assertThat(found).isGreaterThan(20 * QUESTIONS);
    }

    @Test
    void lastKnownWindowsAndEndsAreTheSame() throws SQLException {
        Random random = new Random(2);
        int found = 0;
        for (int i = 0; i < QUESTIONS; i++) {
            WindowQuery query = query(random);
            WindowQuery before = query.withRange(query.sizeMillis(), Long.MIN_VALUE, query.fromMicros());
            List<WindowRevision> expected = all.lastKnown(before);
            assertThat(composing.lastKnown(before)).as("%s", before).containsExactlyInAnyOrderElementsOf(expected);
            found += expected.size();
            assertThat(composing.reach(query)).as("%s", query).isEqualTo(all.reach(query));
        }
        assertThat(found).isGreaterThan(QUESTIONS);
    }

    @Test
    void listBeginsNoLaterThanItsFirstWindow() throws SQLException {
        Random random = new Random(3);
        for (int i = 0; i < QUESTIONS; i++) {
            WindowQuery query = query(random);
            for (TimeOrder order : TimeOrder.values()) {
                all.findFirst(query, order).ifPresent(first -> {
                    try {
                        long begins = composing.findFirst(query, order).orElseThrow();
                        assertThat(order.isBefore(first, begins))
                                .as("%s %s", order, query)
                                .isFalse();
                    } catch (SQLException e) {
                        throw new AssertionError(e);
                    }
                });
            }
        }
    }

    @Test
    void correctionsReadTheSameRevisionsAndCounts() throws SQLException {
        for (String datastream : WINDOWS.keySet()) {
            assertThat(composing.listRevisions(datastream, 0, Long.MAX_VALUE))
                    .as(datastream)
                    .isEqualTo(all.listRevisions(datastream, 0, Long.MAX_VALUE));
            long asOf = endMillis - 86_400_000;
            assertThat(composing.countByHour(datastream, 0, Long.MAX_VALUE, asOf))
                    .as(datastream)
                    .isEqualTo(all.countByHour(datastream, 0, Long.MAX_VALUE, asOf));
        }
    }

    private static WindowQuery query(Random random) {
        List<String> names = List.copyOf(WINDOWS.keySet());
        int from = random.nextInt(names.size());
        List<Observation> rows = WINDOWS.get(names.get(from)).observations();
        WindowLevel level = LEVELS.get(random.nextInt(LEVELS.size()));
        long start = level.startMicros(rows.get(random.nextInt(rows.size())).phenomenonMicros());
        WindowQuery query = WindowQuery.of(
                        names.subList(from, Math.min(names.size(), from + 1 + random.nextInt(20))),
                        level.millis(),
                        start - random.nextInt(300) * level.micros(),
                        start + (1 + random.nextInt(300)) * level.micros())
                .withDetail(new WindowDetail(random.nextBoolean(), random.nextBoolean()));
        long received = rows.get(random.nextInt(rows.size())).receivedMillis();
        return random.nextInt(3) == 0 ? query : query.withAsOf(received + random.nextInt(2));
    }

    private static List<StoredRevision> revisions(WindowReader reader, WindowQuery query) throws SQLException {
        List<StoredRevision> revisions = new ArrayList<>();
        reader.forEachRevision(query, revisions::add);
        List<StoredRevision> sorted = new ArrayList<>(revisions);
        sorted.sort(ORDER);
        query.datastreams().forEach(name -> assertThat(of(name, revisions)).isEqualTo(of(name, sorted)));
        return sorted;
    }

    private static List<StoredRevision> of(String datastream, List<StoredRevision> revisions) {
        return revisions.stream()
                .filter(one -> one.revision().datastream().equals(datastream))
                .toList();
    }

    private static DatabaseConfig schema() throws SQLException {
        DatabaseConfig config = new DatabaseConfig(
                POSTGRES.url(), POSTGRES.user(), new Secret(POSTGRES.password()), POSTGRES.newSchema());
        Migrations.migrate(config);
        return config;
    }

    private static void append(DatabaseConfig config, List<Observation> observations, List<WindowRevision> windows)
            throws SQLException {
        try (StoreSession session = StoreSession.open(config, WriteMode.COPY, "test")) {
            Progress progress = new Progress("test", 0, 1, 0);
            session.append(RowWriters.observations(), observations, progress);
            session.append(RowWriters.windows(), windows, progress);
        }
    }

    /** The settings of the random streams. */
    private static final class RandomSettings implements SettingsSource {

        @Override
        public Optional<DatastreamSettings> find(String datastream, long catalogVersion) {
            return WINDOWS.get(datastream).find(catalogVersion);
        }

        @Override
        public Collection<DatastreamSettings> listAll(String datastream) {
            return WINDOWS.get(datastream).settings().values();
        }
    }
}
