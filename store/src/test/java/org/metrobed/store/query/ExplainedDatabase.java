package org.metrobed.store.query;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * A data source that also runs EXPLAIN (ANALYZE, BUFFERS) of each query that goes through it, as a prepared statement
 * with the kind of plan that it is told. Not thread-safe.
 */
public final class ExplainedDatabase {

    private final DataSource database;
    private final String planCacheMode;
    private final List<Plan> plans = new ArrayList<>();

    /** A query, and its plan with what was counted while it ran. */
    public record Plan(String sql, String text) {

        private static final Pattern SCAN =
                Pattern.compile("(?:Index Only|Index|Seq) Scan[^\\n]*\\(actual rows=([\\d.]+) loops=(\\d+)\\)"
                        + "((?:\\n(?!\\s*->)[^\\n]*)*)");
        private static final Pattern REMOVED = Pattern.compile("Rows Removed by (?:Index Recheck|Filter): ([\\d.]+)");
        private static final Pattern BUFFERS =
                Pattern.compile("Buffers: shared((?: (?:hit|read|dirtied|written)=\\d+)+)");
        private static final Pattern PAGES = Pattern.compile("(?:hit|read)=(\\d+)");

        /** Rows that scans of tables and indexes found, with those that a condition then left out. */
        public long rowsVisited() {
            double visited = 0;
            for (Matcher scan = SCAN.matcher(text); scan.find(); ) {
                double rows = Double.parseDouble(scan.group(1));
                for (Matcher removed = REMOVED.matcher(scan.group(3)); removed.find(); ) {
                    rows += Double.parseDouble(removed.group(1));
                }
                visited += rows * Long.parseLong(scan.group(2));
            }
            return Math.round(visited);
        }

        /** Pages that the whole query touched, in memory or on disk. */
        public long pagesTouched() {
            Matcher buffers = BUFFERS.matcher(text);
            long pages = 0;
            if (buffers.find()) {
                for (Matcher page = PAGES.matcher(buffers.group(1)); page.find(); ) {
                    pages += Long.parseLong(page.group(1));
                }
            }
            return pages;
        }

        /** Whether a full sort or a scan of a whole table is in the plan. */
        public boolean sorts() {
            return text.matches("(?s).*(?<!Incremental )\\bSort {2}\\(.*");
        }

        /** Whether a table of this name was scanned from its first to its last page. */
        public boolean scansWhole(String table) {
            return text.contains("Seq Scan on " + table);
        }
    }

    /**
     * Explains what goes to a database.
     *
     * @param planCacheMode {@code force_custom_plan} or {@code force_generic_plan}
     */
    public ExplainedDatabase(DataSource database, String planCacheMode) {
        this.database = database;
        this.planCacheMode = planCacheMode;
    }

    /** The data source to read through. */
    public DataSource source() {
        return proxy(
                DataSource.class,
                database,
                (method, arguments, result) ->
                        result instanceof Connection connection ? explaining(connection) : result);
    }

    /** The plans of the queries that read from a table, in their order. */
    public List<Plan> plansOf(String table) {
        return plans.stream().filter(plan -> plan.sql.contains(table)).toList();
    }

    private Connection explaining(Connection connection) {
        return proxy(
                Connection.class,
                connection,
                (method, arguments, result) -> result instanceof PreparedStatement statement
                                && method.getName().equals("prepareStatement")
                        ? explaining(connection, (String) arguments[0], statement)
                        : result);
    }

    private PreparedStatement explaining(Connection connection, String sql, PreparedStatement statement) {
        TreeMap<Integer, Object> values = new TreeMap<>();
        return proxy(PreparedStatement.class, statement, (method, arguments, result) -> {
            if (method.getName().equals("setObject") || method.getName().equals("setArray")) {
                values.put((Integer) arguments[0], arguments[1]);
            } else if (method.getName().equals("executeQuery")) {
                plans.add(explain(connection, sql, List.copyOf(values.values())));
            }
            return result;
        });
    }

    private Plan explain(Connection connection, String sql, List<Object> values) throws SQLException {
        String numbered = sql;
        for (int i = 1; i <= values.size(); i++) {
            numbered = numbered.replaceFirst("\\?", "\\$" + i);
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("set plan_cache_mode to " + planCacheMode);
            statement.execute("prepare explained"
                    + list(values.stream().map(ExplainedDatabase::type).toList()) + " as " + numbered);
            List<String> lines = new ArrayList<>();
            try (ResultSet plan = statement.executeQuery(
                    "explain (analyze, buffers, costs off, timing off, summary off) execute explained"
                            + list(values.stream()
                                    .map(ExplainedDatabase::literal)
                                    .toList()))) {
                while (plan.next()) {
                    lines.add(plan.getString(1));
                }
            }
            statement.execute("deallocate explained");
            return new Plan(sql, String.join("\n", lines));
        }
    }

    private static String list(List<String> parts) {
        return parts.isEmpty() ? "" : parts.stream().collect(Collectors.joining(", ", " (", ")"));
    }

    private static String type(Object value) {
        if (value instanceof Array array) {
            try {
                return array.getBaseTypeName() + "[]";
            } catch (SQLException e) {
                throw new IllegalArgumentException(e);
            }
        }
        return value instanceof Long ? "bigint" : value instanceof Integer ? "integer" : "text";
    }

    private static String literal(Object value) {
        return "'" + String.valueOf(value).replace("'", "''") + "'";
    }

    /** What becomes of the result of a call. */
    private interface After {
        Object apply(Method method, Object[] arguments, Object result) throws SQLException;
    }

    private static <T> T proxy(Class<T> type, T target, After after) {
        InvocationHandler handler = (self, method, arguments) -> {
            try {
                return after.apply(method, arguments, method.invoke(target, arguments));
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        };
        return type.cast(
                Proxy.newProxyInstance(ExplainedDatabase.class.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
