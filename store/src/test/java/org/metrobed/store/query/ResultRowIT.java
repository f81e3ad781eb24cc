package org.metrobed.store.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metrobed.store.TestStore;

final class ResultRowIT {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    @Test
    void columnsAreReadByNameEvenIfRowsAreReadInDifferentOrders() throws SQLException {
        assertThat(list("select n as c, n + 10 as a, n + 20 as b from generate_series(1, 4) n order by n", row -> {
                    int a = row.int4("a");
                    return a % 2 == 0
                            ? List.of(a, row.int4("c"), row.int4("b"))
                            : List.of(a, row.int4("b"), row.int4("b"));
                }))
                .containsExactly(List.of(11, 21, 21), List.of(12, 2, 22), List.of(13, 23, 23), List.of(14, 4, 24));
    }

    @Test
    void groupsAreReadByTheRestOfTheirNames() throws SQLException {
        assertThat(list(
                        "select 1 as bad_sum, 2 as good_count, 3 as sum, 4 as good_sum, 5 as bad_count",
                        row -> List.of(
                                row.group("good_").int4("sum"),
                                row.group("good_").int4("count"),
                                row.group("bad_").int4("sum"),
                                row.int4("sum"),
                                row.int4("bad_sum"))))
                .containsExactly(List.of(4, 2, 1, 3, 1));
    }

    @Test
    void nullIsToldFromZero() throws SQLException {
        String numbers = "select x::float8 as x, x::int8 as t, case when x = 0 then timestamptz 'epoch' end as i"
                + " from (values (0), (null)) v (x)";
        assertThat(list(numbers, row -> row.float8("x"))).containsExactly(0.0, Double.NaN);
        assertThat(list(numbers, row -> row.time("t"))).containsExactly(0L, ResultRow.NO_TIME);
        assertThat(list(numbers, row -> row.optionalTime("t").isPresent())).containsExactly(true, false);
        assertThat(list(numbers, row -> row.instant("i"))).containsExactly(Instant.EPOCH, null);
    }

    @Test
    void aColumnThatIsNotSelectedIsNamed() {
        assertThatThrownBy(() -> list("select 1 as a, 2 as b", row -> row.int4("c")))
                .isInstanceOf(SQLException.class)
                .hasMessage("column c is not among the selected [a, b]");
    }

    @Test
    void aNameThatIsSelectedTwiceIsRefused() {
        assertThatThrownBy(() -> list("select 1 as a, 2 as a", row -> row.int4("a")))
                .hasMessage("column a is selected twice");
    }

    private static <T> List<T> list(String sql, RowMapper<T> mapper) throws SQLException {
        return STORE.read(database -> new Query().add(sql).list(database, mapper));
    }
}
