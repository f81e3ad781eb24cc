package org.metrobed.store.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metrobed.model.window.Summary;
import org.metrobed.model.window.WindowRevision;
import org.metrobed.store.RowWriters;
import org.metrobed.store.Samples;
import org.metrobed.store.TestStore;

/** Migration V9 on windows that have a rounded number of expected readings. */
final class IntervalOfOldWindowsIT {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    private static final String MIGRATION = "/org/metrobed/store/migrations/V9__interval_of_windows.sql";
    private static final long DAY = 86_400_000;

    @Test
    void intervalIsThatOfTheDayBeforeOrFollowsFromTheWindow() throws SQLException, IOException {
        STORE.append(
                RowWriters.windows(),
                List.of(
                        window("city/a/rain", DAY, 0),
                        window("city/a/rain", 900_000, 900_000),
                        window("city/a/rain", 900_000, DAY + 900_000),
                        window("city/b/rain", 900_000, 0)));
        STORE.execute("drop view current_window");
        STORE.execute("alter table window_revision add column expected integer not null default 2");
        STORE.execute("update window_revision set expected = 144 where size_ms = 86400000");
        STORE.execute("alter table window_revision drop column interval_ms");
        STORE.execute("create view current_window as select expected from window_revision");

        try (InputStream sql = IntervalOfOldWindowsIT.class.getResourceAsStream(MIGRATION)) {
            STORE.execute(new String(sql.readAllBytes(), StandardCharsets.UTF_8));
        }

        assertThat(STORE.text("select string_agg(interval_ms::text, ' ' order by series_id, size_ms, window_start)"
                        + " from window_revision"))
                .isEqualTo("600000 600000 600000 450000");
        assertThat(STORE.text("select string_agg(expected || ' ' || coverage, ', ' order by size_ms, window_start)"
                        + " from current_window where datastream = 'city/a/rain'"))
                .isEqualTo("1.5 1, 1.5 1, 144 0.006944444444444444");
    }

    private static WindowRevision window(String datastream, long sizeMillis, long startMillis) {
        return Samples.window(datastream, sizeMillis, startMillis * 1_000, 1, Summary.of(1, startMillis * 1_000));
    }
}
