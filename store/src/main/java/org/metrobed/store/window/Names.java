package org.metrobed.store.window;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.metrobed.store.query.Query;

/**
 * Names of the surrogate numbers in rows. Immutable.
 *
 * @param datastreams by the number of their series
 * @param pipelines versions by their number
 */
record Names(Map<Integer, String> datastreams, Map<Integer, String> pipelines) {
    Names {
        datastreams = Map.copyOf(datastreams);
        pipelines = Map.copyOf(pipelines);
    }

    private record Entry(boolean series, int number, String name) {}

    /** The names of given datastreams, if they have rows. */
    static Names read(DataSource database, List<String> datastreams) throws SQLException {
        Map<Integer, String> series = new HashMap<>();
        Map<Integer, String> pipelines = new HashMap<>();
        new Query()
                .add(
                        "select true as series, series_id as number, datastream as name from series where datastream = any (?)",
                        datastreams)
                .add("union all select false, pipeline_id, version from pipeline")
                .forEach(
                        database,
                        row -> new Entry(row.bool("series"), row.int4("number"), row.text("name")),
                        entry -> (entry.series ? series : pipelines).put(entry.number, entry.name));
        return new Names(series, pipelines);
    }

    /** The numbers of the series, sorted. */
    List<Integer> seriesIds() {
        return datastreams.keySet().stream().sorted().toList();
    }
}
