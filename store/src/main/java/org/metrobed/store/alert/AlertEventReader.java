package org.metrobed.store.alert;

import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.metrobed.model.AlertEvent;
import org.metrobed.store.query.Query;

/** Reads the events of alerts as they were written, to compare and to score whole runs. Thread-safe as its data source is. */
public final class AlertEventReader {

    private final DataSource database;

    /** Reads from this database. */
    public AlertEventReader(DataSource database) {
        this.database = database;
    }

    /** Every event, in the order of log time, then of alert and sequence; all in memory at once. */
    public List<AlertEvent> listAll() throws SQLException {
        return new Query()
                .add("select " + AlertEventTable.TABLE.select("a") + " from alert_event a")
                .add("order by a.recorded_time, a.alert_id, a.sequence")
                .list(database, AlertEventTable.TABLE::read);
    }
}
