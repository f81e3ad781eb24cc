package org.metrobed.store.suppression;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.metrobed.model.alert.Suppression;
import org.metrobed.store.DatabaseConfig;
import org.metrobed.store.Databases;
import org.metrobed.store.query.Query;

/** Makes and ends silences and maintenance windows. Thread-safe; each call opens its own connection. */
public final class Suppressions {

    private static final String MAKE = "insert into suppression_event"
            + " (suppression_id, event, kind, pattern, detector, from_time, to_time, reason, author, accepted_time)"
            + " values (?, 'made', ?, ?, ?, " + Query.micros() + ", " + Query.micros() + ", ?, ?, " + Query.millis()
            + ") on conflict do nothing";

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
        try (Connection connection = Databases.connect(config);
                PreparedStatement statement = connection.prepareStatement(MAKE)) {
            statement.setString(1, suppression.id());
            statement.setString(2, suppression.kind().word());
            statement.setString(3, suppression.pattern().text());
            statement.setString(4, suppression.detector());
            statement.setLong(5, suppression.fromMicros());
            statement.setLong(6, suppression.toMicros());
            statement.setString(7, suppression.reason());
            statement.setString(8, suppression.author());
            statement.setLong(9, acceptedMillis);
            statement.executeUpdate();
        }
    }

    /**
     * Ends a suppression early.
     *
     * @param atMillis when, by the clock, milliseconds since 1970 UTC
     * @return false if there is none, or it was over or ended already
     */
    public boolean end(String id, String reason, String author, long atMillis) throws SQLException {
        try (Connection connection = Databases.connect(config);
                PreparedStatement statement = connection.prepareStatement(END)) {
            statement.setString(1, reason);
            statement.setString(2, author);
            statement.setLong(3, atMillis);
            statement.setString(4, id);
            statement.setLong(5, atMillis);
            return statement.executeUpdate() == 1;
        }
    }
}
