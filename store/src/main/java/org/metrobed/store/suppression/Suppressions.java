package org.metrobed.store.suppression;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.metrobed.model.alert.Suppression;
import org.metrobed.store.DatabaseConfig;
import org.metrobed.store.Databases;
import org.metrobed.store.query.Query;

/** Makes and ends silences and maintenance windows. Thread-safe; each call opens its own connection. */
public final class Suppressions {

    private static final String MAKE = "insert into suppression_event (" + SuppressionReader.TABLE.names()
            + ") values (" + SuppressionReader.TABLE.parameters() + ") on conflict do nothing";

    private static final String END = "insert into suppression_event"
            + " (suppression_id, event, kind, pattern, detector, from_time, to_time, reason, author, accepted_time)"
            + " select suppression_id, 'ended', kind, pattern, detector, from_time, to_time, ?, ?, " + Query.millis()
            + " from suppression_event where suppression_id = ? and event = 'made' and to_time > " + Query.millis()
            + " on conflict do nothing";

    private final DatabaseConfig config;

    /** Writes to one schema. */
    public Suppressions(DatabaseConfig config) {
        this.config = config;
    }

    /**
     * Makes a suppression. Making it again under the same id changes nothing.
     *
     * @param acceptedMillis when, by the clock, milliseconds since 1970 UTC
     */
    public void make(Suppression suppression, long acceptedMillis) throws SQLException {
        StoredSuppression made = new StoredSuppression(0, suppression, acceptedMillis, Optional.empty());
        try (Connection connection = Databases.connect(config)) {
            new Query().add(MAKE, SuppressionReader.TABLE.values(made)).update(connection);
        }
    }

    /**
     * Ends a suppression early.
     *
     * @param atMillis when, by the clock, milliseconds since 1970 UTC
     * @return false if there is none, or it was over or ended already
     */
    public boolean end(String id, String reason, String author, long atMillis) throws SQLException {
        try (Connection connection = Databases.connect(config)) {
            return new Query().add(END, reason, author, atMillis, id, atMillis).update(connection) == 1;
        }
    }
}
