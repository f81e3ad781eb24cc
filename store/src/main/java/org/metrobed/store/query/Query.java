package org.metrobed.store.query;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.postgresql.PGStatement;

/** A statement built from parts, each with its parameters. Not thread-safe. */
public final class Query {

    /** Rows fetched at a time, so that a million rows need only the memory of these. */
    private static final int FETCH = 2_000;

    /**
     * Numbers are transferred in binary from the first run on. Parsing them as text takes as long as reading the rest
     * of a row.
     */
    private static final int BINARY_AT_ONCE = -1;

    private final StringBuilder sql = new StringBuilder();
    private final List<Object> parameters = new ArrayList<>();

    /**
     * Appends SQL with its parameters: texts, numbers, booleans, bytes, instants, lists of texts (as {@code text[]}) or of
     * integers ({@code int4[]}); null is allowed.
     */
    public Query add(String part, Object... values) {
        sql.append(part).append('\n');
        Collections.addAll(parameters, values);
        return this;
    }

    /** Appends only if the condition is true. */
    public Query addIf(boolean condition, String part, Object... values) {
        return condition ? add(part, values) : this;
    }

    /** SQL of a timestamptz parameter that is given in microseconds since 1970 UTC. */
    public static String micros() {
        return micros("?");
    }

    /** SQL that converts an expression in microseconds since 1970 UTC to a timestamptz; exact for 285 years. */
    public static String micros(String expression) {
        return "(timestamptz 'epoch' + " + expression + " * interval '1 microsecond')";
    }

    /** SQL of a timestamptz parameter that is given in milliseconds since 1970 UTC. */
    public static String millis() {
        return "(timestamptz 'epoch' + ? * interval '1 millisecond')";
    }

    /** SQL of a timestamptz as microseconds since 1970 UTC; exact until 2100. */
    public static String asMicros(String column) {
        return "round(date_part('epoch', " + column + ") * 1000000)::bigint";
    }

    /** SQL of a timestamptz as milliseconds since 1970 UTC. */
    public static String asMillis(String column) {
        return "round(date_part('epoch', " + column + ") * 1000)::bigint";
    }

    /** Runs it and passes each row to the consumer as it arrives; memory does not depend on the number of rows. */
    public <T> void forEach(DataSource database, RowMapper<T> mapper, Consumer<? super T> consumer)
            throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                forEach(connection, mapper, consumer);
            } finally {
                connection.rollback();
            }
        }
    }

    /** Runs it and returns all rows. */
    public <T> List<T> list(DataSource database, RowMapper<T> mapper) throws SQLException {
        // without a transaction a list comes in one round trip
        try (Connection connection = database.getConnection()) {
            return list(connection, mapper);
        }
    }

    /** The first row, if there is one. */
    public <T> Optional<T> find(DataSource database, RowMapper<T> mapper) throws SQLException {
        return list(database, mapper).stream().findFirst();
    }

    /** Runs it in the transaction of a connection and returns all rows. */
    public <T> List<T> list(Connection connection, RowMapper<T> mapper) throws SQLException {
        List<T> rows = new ArrayList<>();
        forEach(connection, mapper, rows::add);
        return rows;
    }

    /** The first row, if there is one, in the transaction of a connection. */
    public <T> Optional<T> find(Connection connection, RowMapper<T> mapper) throws SQLException {
        return list(connection, mapper).stream().findFirst();
    }

    /** Runs a change in the transaction of a connection; returns how many rows it appended or changed. */
    public int update(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql.toString())) {
            bind(connection, statement);
            return statement.executeUpdate();
        }
    }

    /**
     * Runs several statements, separated by semicolons, in one round trip; each sees what was committed before it began.
     * Returns how many rows the last one appended or changed.
     */
    public int updateLast(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql.toString())) {
            bind(connection, statement);
            int changed = 0;
            boolean rows = statement.execute();
            while (rows || statement.getUpdateCount() >= 0) {
                changed = rows ? 0 : statement.getUpdateCount();
                rows = statement.getMoreResults();
            }
            return changed;
        }
    }

    private <T> void forEach(Connection connection, RowMapper<T> mapper, Consumer<? super T> consumer)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql.toString())) {
            statement.setFetchSize(FETCH);
            takeNumbersAsTheyAre(statement.unwrap(PGStatement.class));
            bind(connection, statement);
            try (ResultSet cells = statement.executeQuery()) {
                ResultRow row = ResultRow.of(cells);
                while (cells.next()) {
                    consumer.accept(mapper.map(row));
                }
            }
        }
    }

    /**
     * Skipped if the URL sets {@code prepareThreshold=0}, which some connection poolers without named statements need.
     */
    private static void takeNumbersAsTheyAre(PGStatement statement) throws SQLException {
        if (statement.getPrepareThreshold() != 0) {
            statement.setPrepareThreshold(BINARY_AT_ONCE);
        }
    }

    private void bind(Connection connection, PreparedStatement statement) throws SQLException {
        int index = 1;
        for (Object value : parameters) {
            if (value instanceof List<?> list) {
                String type = !list.isEmpty() && list.get(0) instanceof Integer ? "int4" : "text";
                statement.setArray(index++, connection.createArrayOf(type, list.toArray()));
            } else {
                statement.setObject(index++, value instanceof Instant time ? time.atOffset(ZoneOffset.UTC) : value);
            }
        }
    }
}
