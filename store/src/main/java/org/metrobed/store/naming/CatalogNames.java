package org.metrobed.store.naming;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.metrobed.model.Site;
import org.metrobed.store.DatabaseConfig;
import org.metrobed.store.Databases;
import org.metrobed.store.query.Query;
import org.metrobed.store.query.ResultRow;
import org.metrobed.store.write.Table;

/** Reads and replaces the names of the catalog. Static functions only. */
public final class CatalogNames {

    /** A name, and the version of the catalog that it comes from. Immutable. */
    public record Versioned(CatalogName name, long version) {}

    /** The names of one version. */
    public static final Table<Versioned> TABLE = Table.<Versioned>named("catalog_name")
            .text("id", row -> row.name().id())
            .text("name", row -> row.name().name())
            .text("unit", row -> row.name().unit())
            .text("zone", row -> row.name().zone())
            .int8("interval_ms", row -> row.name().intervalMillis())
            .float8("latitude_degrees", row -> row.name().site().latitudeDegrees())
            .float8("longitude_degrees", row -> row.name().site().longitudeDegrees())
            .text("public_rules", row -> String.join(" ", row.name().publicRules()))
            .int8("catalog_version", Versioned::version)
            .readBy(CatalogNames::read)
            .key("id");

    private static final String INSERT =
            "insert into catalog_name (" + TABLE.names() + ") values (" + TABLE.parameters() + ")";

    private static final int ROWS_A_BATCH = 1_000;

    private CatalogNames() {}

    /**
     * Names by id.
     *
     * @param datastreams ids of datastreams; their things and test-beds are read too
     */
    public static Map<String, CatalogName> read(Connection connection, Collection<String> datastreams)
            throws SQLException {
        Set<String> ids = new TreeSet<>();
        for (String datastream : datastreams) {
            for (int end = datastream.indexOf('/'); end >= 0; end = datastream.indexOf('/', end + 1)) {
                ids.add(datastream.substring(0, end));
            }
            ids.add(datastream);
        }
        Map<String, CatalogName> names = new TreeMap<>();
        new Query()
                .add("select " + TABLE.select("n") + " from catalog_name n where n.id = any (?)", List.copyOf(ids))
                .list(connection, TABLE::read)
                .forEach(row -> names.put(row.name().id(), row.name()));
        return names;
    }

    /**
     * Replaces all names by those of a version, unless they are of that version or of a later one. Several callers at a
     * time wait for one another.
     *
     * @return whether they were replaced
     */
    public static boolean replace(DatabaseConfig database, long version, Collection<CatalogName> names)
            throws SQLException {
        try (Connection connection = Databases.connect(database)) {
            connection.setAutoCommit(false);
            boolean done = false;
            try {
                done = replace(connection, version, names);
            } finally {
                if (done) {
                    connection.commit();
                } else {
                    connection.rollback();
                }
            }
            return done;
        }
    }

    private static boolean replace(Connection connection, long version, Collection<CatalogName> names)
            throws SQLException {
        new Query().add("lock table catalog_name in exclusive mode").update(connection);
        long stored = new Query()
                .add("select coalesce(max(catalog_version), -1) as version from catalog_name")
                .list(connection, row -> row.int8("version"))
                .get(0);
        if (stored >= version) {
            return false;
        }
        new Query().add("delete from catalog_name").update(connection);
        insert(connection, version, names);
        return true;
    }

    private static void insert(Connection connection, long version, Collection<CatalogName> names) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            int rows = 0;
            for (CatalogName name : names) {
                Object[] values = TABLE.values(new Versioned(name, version));
                for (int i = 0; i < values.length; i++) {
                    statement.setObject(i + 1, values[i]);
                }
                statement.addBatch();
                rows++;
                if (rows % ROWS_A_BATCH == 0) {
                    statement.executeBatch();
                }
            }
            statement.executeBatch();
        }
    }

    private static Versioned read(ResultRow row) throws SQLException {
        String rules = row.text("public_rules");
        CatalogName name = new CatalogName(
                row.text("id"),
                row.text("name"),
                row.text("unit"),
                row.text("zone"),
                row.int8("interval_ms"),
                new Site(row.float8("latitude_degrees"), row.float8("longitude_degrees")),
                rules.isEmpty() ? List.of() : Arrays.asList(rules.split(" ")));
        return new Versioned(name, row.int8("catalog_version"));
    }
}
