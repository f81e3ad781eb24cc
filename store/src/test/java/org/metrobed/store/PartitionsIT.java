package org.metrobed.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metrobed.model.Observation;
import org.metrobed.store.write.WriteMode;
import org.metrobed.store.write.WriteResult;
import org.metrobed.testkit.Observations;
import org.metrobed.testkit.Times;

final class PartitionsIT {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    private static final int SESSIONS = 4;

    @Test
    @SeveralConnections
    void fourSessionsMayMeetTheSameNewMonthsAndDatastreamsAtOnce()
            throws SQLException, InterruptedException, ExecutionException, TimeoutException {
        ExecutorService threads = Executors.newFixedThreadPool(SESSIONS);
        CyclicBarrier together = new CyclicBarrier(SESSIONS);
        try {
            List<Future<WriteResult>> results = IntStream.range(0, SESSIONS)
                    .mapToObj(session -> threads.submit(() -> {
                        List<Observation> rows = everyMonth(session);
                        try (StoreSession opened = STORE.open()) {
                            together.await(60, TimeUnit.SECONDS);
                            return opened.append(RowWriters.observations(), rows, TestStore.PROGRESS);
                        }
                    }))
                    .toList();
            for (Future<WriteResult> result : results) {
                assertThat(result.get(60, TimeUnit.SECONDS).appended()).isEqualTo(12 * 20);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(STORE.text("select count(*) || ' ' || count(distinct datastream) from current_observation"))
                .isEqualTo(SESSIONS * 12 * 20 + " 20");
    }

    @Test
    void sessionMakesAPartitionAgainThatSomebodyDropped() throws SQLException {
        assumeThat(STORE.layout()).isEqualTo(Layout.NATIVE);
        List<Observation> rows = List.of(Observations.observation().build());
        try (StoreSession session = STORE.open()) {
            session.append(RowWriters.observations(), rows, TestStore.PROGRESS);
            STORE.execute("drop table observation_2026_05");
            assertThat(session.append(RowWriters.observations(), rows, TestStore.PROGRESS))
                    .isEqualTo(new WriteResult(1, 0, 0, 0));
        }
    }

    @Test
    void rowsOfASeriesThatComeTogetherLieTogether() throws SQLException {
        assumeThat(TestStore.modes()).contains(WriteMode.COPY);
        List<Observation> rows = new ArrayList<>();
        for (int round = 0; round < 3; round++) {
            for (String thing : List.of("b", "a", "c")) {
                rows.add(Observations.observation()
                        .of("city/" + thing + "/no2")
                        .afterNoon(Duration.ofMinutes(round))
                        .value(round)
                        .build());
            }
        }
        STORE.append(WriteMode.COPY, RowWriters.observations(), rows);
        assertThat(STORE.text("select string_agg(datastream || ' ' || result, ', ' order by o.ctid)"
                        + " from observation o join series using (series_id)"))
                .isEqualTo("city/a/no2 0, city/a/no2 1, city/a/no2 2, city/b/no2 0, city/b/no2 1, city/b/no2 2,"
                        + " city/c/no2 0, city/c/no2 1, city/c/no2 2");
    }

    @Test
    void growingMonthIsNotVacuumedForItsNewRows() throws SQLException {
        assumeThat(STORE.layout()).isEqualTo(Layout.NATIVE);
        List<Observation> rows = List.of(Observations.observation().build());
        STORE.append(RowWriters.observations(), rows);
        STORE.execute("alter table observation_2026_05 reset (autovacuum_vacuum_insert_threshold)");
        STORE.append(RowWriters.observations(), rows);
        assertThat(STORE.text("select reloptions from pg_class where oid = 'observation_2026_05'::regclass"))
                .isEqualTo("{autovacuum_vacuum_insert_threshold=-1}");
    }

    private static List<Observation> everyMonth(int session) {
        List<Observation> rows = new ArrayList<>();
        for (int month = 1; month <= 12; month++) {
            Instant time =
                    Instant.parse("2021-%02d-15T00:00:00Z".formatted(month)).plusSeconds(session);
            for (int stream = 0; stream < 20; stream++) {
                // each session writes them in another order
                int named = (stream + session * 5) % 20;
                rows.add(Observations.observation()
                        .of("city/s" + named + "/no2")
                        .at(time)
                        .receivedAt(Times.NOON)
                        .build());
            }
        }
        return rows;
    }
}
