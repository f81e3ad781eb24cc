package org.metrobed.store.alert;

import java.sql.SQLException;
import org.metrobed.model.alert.AlertAction;
import org.metrobed.store.query.ResultRow;
import org.metrobed.store.write.Table;

/** The table of what people did about alerts. Stateless. */
public final class AlertActionTable {

    /** Actions. */
    public static final Table<AlertAction> TABLE = Table.<AlertAction>named("alert_action")
            .text("alert_id", AlertAction::alertId)
            .int4("version", AlertAction::version)
            .text("action", row -> row.kind().word())
            .text("author", AlertAction::author)
            .text("reason", AlertAction::reason)
            .text("assignee", AlertAction::assignee)
            .millis("accepted_time", AlertAction::acceptedMillis)
            .readBy(AlertActionTable::read)
            .key("alert_id", "version");

    private AlertActionTable() {}

    private static AlertAction read(ResultRow row) throws SQLException {
        return new AlertAction(
                row.text("alert_id"),
                row.int4("version"),
                AlertAction.Kind.parse(row.text("action")),
                row.text("author"),
                row.text("reason"),
                row.text("assignee"),
                row.int8("accepted_time"));
    }
}
