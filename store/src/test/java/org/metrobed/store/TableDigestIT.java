package org.metrobed.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metrobed.model.DeadLetter;
import org.metrobed.model.Observation;
import org.metrobed.model.window.Summary;
import org.metrobed.testkit.Observations;
import org.metrobed.testkit.Times;

final class TableDigestIT {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    @Test
    void orderSurrogateNumbersAndWriterDoNotMatter() throws SQLException {
        List<Observation> rows = new ArrayList<>(rows(3));
        fill("one", rows);
        List<TableDigest> first = TableDigest.list(STORE.config());

        STORE.beforeEach(null);
        Collections.reverse(rows);
        fill("another", rows);

        assertThat(TableDigest.list(STORE.config())).isEqualTo(first);
        assertThat(first).extracting(TableDigest::rows).containsExactly(300L, 0L, 1L, 1L, 1L, 1L, 0L);
    }

    @Test
    void oneChangedFieldOrRowMatters() throws SQLException {
        fill("one", rows(3));
        List<TableDigest> before = TableDigest.list(STORE.config());

        STORE.execute("update observation set result = result + 1e-9 where raw_offset = 7 and raw_partition = 1");
        assertThat(TableDigest.list(STORE.config()).get(0)).isNotEqualTo(before.get(0));
        STORE.execute("update window_revision set late_count = late_count + 1");
        assertThat(TableDigest.list(STORE.config()).get(2)).isNotEqualTo(before.get(2));
        STORE.execute("update redrive set settled = true");
        assertThat(TableDigest.list(STORE.config()).get(5)).isNotEqualTo(before.get(5));
        STORE.execute("delete from dead_letter");
        assertThat(TableDigest.list(STORE.config()).get(4).rows()).isZero();
    }

    private static void fill(String pipeline, List<Observation> rows) throws SQLException {
        try (StoreSession session =
                StoreSession.open(STORE.config(), TestStore.modes().findFirst().orElseThrow(), pipeline)) {
            session.append(RowWriters.observations(), rows, TestStore.PROGRESS);
            session.append(
                    RowWriters.windows(),
                    List.of(Samples.window(0, 0, Summary.EMPTY, Summary.EMPTY)),
                    TestStore.PROGRESS);
            session.append(RowWriters.alertEvents(), List.of(Samples.opened("a", 0)), TestStore.PROGRESS);
            session.append(
                    RowWriters.deadLetters(),
                    List.of(Samples.deadLetter(0, DeadLetter.Reason.EMPTY, "")),
                    TestStore.PROGRESS);
            session.append(RowWriters.redrives(), List.of(Samples.redrive(0, 9, false)), TestStore.PROGRESS);
        }
    }

    private static List<Observation> rows(int streams) {
        return IntStream.range(0, streams * 100)
                .mapToObj(i -> Observations.observation()
                        .of("city/s" + i % streams + "/no2")
                        .at(Times.NOON.plusSeconds(i))
                        .value(i / 7.0)
                        .raw(i % streams, i / streams, 0)
                        .build())
                .toList();
    }
}
