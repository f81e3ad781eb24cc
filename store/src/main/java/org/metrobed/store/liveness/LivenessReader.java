package org.metrobed.store.liveness;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.metrobed.model.Liveness;
import org.metrobed.store.query.Query;

/** Reads when each gateway and thing was last heard. Thread-safe if its data source is. */
public final class LivenessReader {

    private static final String SELECT =
            "select " + LivenessWriter.TABLE.select("l") + " from liveness l where l.kind = ? ";

    private final DataSource database;

    /** Reads from this database. */
    public LivenessReader(DataSource database) {
        this.database = database;
    }

    /** All rows of a kind, of one test-bed or of all, by id. */
    public List<Liveness> list(Liveness.Kind kind, Optional<String> testbed) throws SQLException {
        Query sql = new Query().add(SELECT, kind.word());
        testbed.ifPresent(only -> sql.add("and starts_with(l.id, ?)", only + "/"));
        return sql.add("order by l.id").list(database, LivenessWriter.TABLE::read);
    }

    /** The row of one gateway or thing, if it was ever heard. */
    public Optional<Liveness> find(Liveness.Kind kind, String id) throws SQLException {
        return new Query().add(SELECT + "and l.id = ?", kind.word(), id).find(database, LivenessWriter.TABLE::read);
    }

    /** The things whose last message came through a gateway, by id. */
    public List<Liveness> listThings(String gateway) throws SQLException {
        return new Query()
                .add(SELECT + "and l.gateway = ? order by l.id", Liveness.Kind.THING.word(), gateway)
                .list(database, LivenessWriter.TABLE::read);
    }
}
