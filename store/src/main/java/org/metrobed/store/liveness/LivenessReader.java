package org.metrobed.store.liveness;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.metrobed.model.Liveness;
import org.metrobed.model.LivenessBuilder;
import org.metrobed.store.query.Query;

/** Reads when each gateway and thing was last heard. Thread-safe if its data source is. */
public final class LivenessReader {

    private static final String COLUMNS =
            "kind, id, gateway, " + Query.asMillis("heard_time") + ", " + Query.asMicros("phenomenon_time")
                    + ", status, " + Query.asMillis("status_time") + ", skew_ms, skew_samples";

    private final DataSource database;

    /** Reads from this database. */
    public LivenessReader(DataSource database) {
        this.database = database;
    }

    /** All rows of a kind, of one test-bed or of all, by id. */
    public List<Liveness> list(Liveness.Kind kind, Optional<String> testbed) throws SQLException {
        Query sql = new Query().add("select " + COLUMNS + " from liveness where kind = ?", kind.word());
        testbed.ifPresent(only -> sql.add("and starts_with(id, ?)", only + "/"));
        return sql.add("order by id").list(database, LivenessReader::map);
    }

    /** The row of one gateway or thing, if it was ever heard. */
    public Optional<Liveness> find(Liveness.Kind kind, String id) throws SQLException {
        return new Query()
                        .add("select " + COLUMNS + " from liveness where kind = ? and id = ?", kind.word(), id)
                        .list(database, LivenessReader::map)
                        .stream()
                        .findFirst();
    }

    /** The things whose last message came through a gateway, by id. */
    public List<Liveness> listThings(String gateway) throws SQLException {
        return new Query()
                .add("select " + COLUMNS + " from liveness where kind = 'thing' and gateway = ? order by id", gateway)
                .list(database, LivenessReader::map);
    }

    private static Liveness map(ResultSet row) throws SQLException {
        long micros = row.getLong(5);
        long phenomenonMicros = row.wasNull() ? Long.MIN_VALUE : micros;
        return LivenessBuilder.builder()
                .kind(Liveness.Kind.parse(row.getString(1)))
                .id(row.getString(2))
                .gateway(row.getString(3))
                .heardMillis(row.getLong(4))
                .phenomenonMicros(phenomenonMicros)
                .status(Liveness.Status.parse(row.getString(6)))
                .statusMillis(row.getLong(7))
                .skewMillis(row.getLong(8))
                .skewSamples(row.getInt(9))
                .build();
    }
}
