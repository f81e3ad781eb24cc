package org.metrobed.store.alert;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.AlertEventBuilder;
import org.metrobed.model.Finding;
import org.metrobed.model.Severity;
import org.metrobed.store.query.Query;

/** A row of table {@code alert_event} as every statement selects and reads it. Static functions only. */
public final class AlertEventRow {

    /** The first column behind those of {@link #columns}. */
    public static final int NEXT = 21;

    /** A row that was written before events had a score is as sure as a threshold. */
    private static final double CERTAIN = 1;

    private AlertEventRow() {}

    /** The columns that {@link #map} reads, in its order. */
    public static String columns(String alias) {
        return String.join(
                ", ",
                alias + ".alert_id",
                alias + ".sequence",
                alias + ".kind",
                alias + ".datastream",
                alias + ".detector",
                alias + ".severity",
                Query.asMicros(alias + ".onset_time"),
                Query.asMicros(alias + ".event_time"),
                Query.asMillis(alias + ".recorded_time"),
                alias + ".observed",
                alias + ".peak",
                alias + ".expected_low",
                alias + ".expected_high",
                alias + ".message",
                alias + ".catalog_version",
                alias + ".cause",
                alias + ".score",
                alias + ".expected",
                alias + ".origin",
                alias + ".parent");
    }

    /** The event of a row; a number that is null is NaN, but a score that is null or NaN is 1. */
    public static AlertEvent map(ResultSet row) throws SQLException {
        double score = number(row, 17);
        return AlertEventBuilder.builder()
                .alertId(row.getString(1))
                .sequence(row.getInt(2))
                .kind(AlertEvent.Kind.parse(row.getString(3)))
                .datastream(row.getString(4))
                .detector(row.getString(5))
                .severity(Severity.parse(row.getString(6)))
                .onsetMicros(row.getLong(7))
                .atMicros(row.getLong(8))
                .recordedMillis(row.getLong(9))
                .observed(number(row, 10))
                .peak(number(row, 11))
                .expectedLow(number(row, 12))
                .expectedHigh(number(row, 13))
                .message(row.getString(14))
                .catalogVersion(row.getLong(15))
                .finding(new Finding(
                        row.getString(16),
                        Double.isNaN(score) ? CERTAIN : score,
                        number(row, 18),
                        Finding.Origin.parse(row.getString(19)),
                        row.getString(20)))
                .build();
    }

    private static double number(ResultSet row, int column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? Double.NaN : value;
    }
}
