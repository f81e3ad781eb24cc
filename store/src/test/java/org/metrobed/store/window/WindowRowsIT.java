package org.metrobed.store.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.metrobed.model.window.Summary;
import org.metrobed.model.window.WindowRevision;
import org.metrobed.store.RowWriters;
import org.metrobed.store.Samples;
import org.metrobed.store.TestStore;
import org.metrobed.store.query.Query;
import org.metrobed.testkit.Times;

final class WindowRowsIT {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    @ParameterizedTest
    @CsvSource({"true, true", "true, false", "false, true", "false, false"})
    void rowsAreTheSameInAnyOrderOfTheirColumns(boolean suspect, boolean quantiles) throws SQLException {
        Summary good = Summary.of(1, Times.NOON_MICROS)
                .add(8, Times.NOON_MICROS + 1)
                .add(0, Times.NOON_MICROS + 2)
                .add(3, Times.NOON_MICROS + 3);
        List<WindowRevision> rows = List.of(
                Samples.window(0, 0, good, Summary.of(5, Times.NOON_MICROS + 9)),
                Samples.window(1, 0, Summary.EMPTY, good),
                Samples.window(2, 3, good, Summary.EMPTY));
        STORE.append(RowWriters.windows(), rows);
        WindowDetail detail = new WindowDetail(suspect, quantiles);
        List<StoredRevision> plain = read(detail, "select w.* from (%s) w");
        assertThat(plain).extracting(row -> row.revision().good().max()).containsExactly(8.0, Double.NaN, 8.0);
        if (suspect && quantiles) {
            assertThat(plain).extracting(StoredRevision::revision).containsExactlyElementsOf(rows);
        }

        List<String> names = STORE.read(database -> new Query()
                        .add("select string_agg(key, ',') as names from (" + select(detail, database) + " limit 1) x,")
                        .add("json_object_keys(to_json(x)) key")
                        .list(database, row -> Arrays.asList(row.text("names").split(","))))
                .get(0);
        Random random = new Random(5);
        for (int i = 0; i < 3; i++) {
            Collections.shuffle(names, random);
            assertThat(read(detail, "select " + String.join(", ", names) + " from (%s) w"))
                    .isEqualTo(plain);
        }
    }

    private static List<StoredRevision> read(WindowDetail detail, String around) throws SQLException {
        return STORE.read(database -> {
            WindowRows rows = rows(detail, database);
            return new Query()
                    .add(around.formatted(select(detail, database)))
                    .add("order by w.window_start")
                    .list(database, rows::read);
        });
    }

    private static String select(WindowDetail detail, DataSource database) throws SQLException {
        return "select " + rows(detail, database).columns() + " from window_revision w";
    }

    private static WindowRows rows(WindowDetail detail, DataSource database) throws SQLException {
        return new WindowRows(detail, Names.read(database, List.of(Samples.DATASTREAM)));
    }
}
