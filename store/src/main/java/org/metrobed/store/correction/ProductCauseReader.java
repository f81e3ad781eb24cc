package org.metrobed.store.correction;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.metrobed.analysis.correction.ProductCause;
import org.metrobed.model.Observation;
import org.metrobed.store.query.Query;

/** Reads why revisions of products were written. Thread-safe if its data source is. */
public final class ProductCauseReader {

    private final DataSource database;

    /** Reads from this database. */
    public ProductCauseReader(DataSource database) {
        this.database = database;
    }

    /** Why these revisions were written; nothing is read, and nothing told, of those with another cause. */
    public Map<Observation, ProductCause> find(List<Observation> rows) throws SQLException {
        List<Observation> followed = rows.stream()
                .filter(row -> row.cause() == Observation.Cause.INPUT)
                .toList();
        if (followed.isEmpty()) {
            return Map.of();
        }
        Map<List<Object>, ProductCause> found = new HashMap<>();
        new Query()
                .add("select " + ProductTables.CAUSES.select("c"))
                .add(
                        "from unnest(?, ?::bigint[], ?::int[]) as r (name, micros, revision)",
                        followed.stream().map(Observation::datastream).toList(),
                        followed.stream()
                                .map(row -> Long.toString(row.phenomenonMicros()))
                                .toList(),
                        followed.stream()
                                .map(row -> Integer.toString(row.revision()))
                                .toList())
                .add("join product_cause c on c.datastream = r.name and c.revision = r.revision")
                .add("and c.phenomenon_time = " + Query.micros("r.micros"))
                .forEach(
                        database,
                        ProductTables.CAUSES::read,
                        cause -> found.put(
                                List.of(cause.datastream(), cause.phenomenonMicros(), cause.revision()), cause));
        Map<Observation, ProductCause> causes = new HashMap<>();
        for (Observation row : followed) {
            ProductCause cause = found.get(List.of(row.datastream(), row.phenomenonMicros(), row.revision()));
            if (cause != null) {
                causes.put(row, cause);
            }
        }
        return causes;
    }
}
