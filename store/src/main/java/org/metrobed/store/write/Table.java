package org.metrobed.store.write;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.metrobed.store.query.ResultRow;
import org.metrobed.store.query.RowMapper;

/**
 * A table: its columns, its key, and the mapping of rows in both directions. Writers and readers use the same
 * description; readers take cells by name. Immutable, made by a {@link Builder}.
 */
public final class Table<T> {

    /** Stands for a null time. */
    public static final long NO_TIME = ResultRow.NO_TIME;

    /** A row that is written sooner after a time of its own may have no ingest time; half of what retention allows for. */
    private static final long SOON_MILLIS = 1_800_000;

    private final String name;
    private final List<Column<T>> columns;
    private final List<TableColumn> described;
    private final List<String> key;
    private final RowMapper<T> mapper;
    private final Function<T, String> datastream;
    private final String timeColumn;
    private final ToLongFunction<T> timeMicros;

    /** A column as it is in the database; {@code read} if readers select it. */
    record TableColumn(String name, SqlType type, boolean read) {}

    private Table(Builder<T> builder, List<String> key) {
        this.name = builder.name;
        this.columns = List.copyOf(builder.columns);
        this.described = List.copyOf(builder.described);
        this.key = List.copyOf(key);
        this.mapper = builder.mapper;
        this.datastream = builder.datastream;
        this.timeColumn = builder.timeColumn;
        this.timeMicros = builder.timeMicros;
    }

    /** Starts the builder of a table. */
    public static <T> Builder<T> named(String name) {
        return new Builder<>(name);
    }

    /** Its name in SQL. */
    public String name() {
        return name;
    }

    /** The select list of everything that {@link #read} reads, each column under its own name. */
    public String select(String alias) {
        return select(alias, any -> true);
    }

    /** The select list of the columns with chosen names. */
    public String select(String alias, Predicate<String> chosen) {
        return described.stream()
                .filter(column -> column.read && chosen.test(column.name))
                .map(column -> column.type.selected(alias, column.name))
                .collect(Collectors.joining(", "));
    }

    /**
     * The current row of a statement with {@link #select}.
     *
     * @throws SQLException also if a column is not selected
     */
    public T read(ResultRow row) throws SQLException {
        return mapper.map(row);
    }

    /** The names of the columns that an insert gives. */
    public String names() {
        return columns.stream().map(Column::name).collect(Collectors.joining(", "));
    }

    /** The expressions with one parameter each, in the order of {@link #names}, for {@link #values}. */
    public String parameters() {
        return columns.stream().map(column -> column.type().fromArray("?")).collect(Collectors.joining(", "));
    }

    /** The parameters of one row; the table has neither series nor pipeline. */
    public Object[] values(T row) {
        return columns.stream().map(column -> column.parameter(row, null)).toArray();
    }

    /** Each column in the database; those that no reader uses too. */
    List<TableColumn> described() {
        return described;
    }

    List<Column<T>> columns() {
        return columns;
    }

    List<String> key() {
        return key;
    }

    /** The datastream of a row, or null if the table has no series. */
    Function<T, String> datastream() {
        return datastream;
    }

    /** The partitioning time column, or null if the table is not partitioned. */
    String timeColumn() {
        return timeColumn;
    }

    /** The row's time in that column, microseconds since 1970 UTC. */
    long timeMicros(T row) {
        return timeMicros.applyAsLong(row);
    }

    /** Collects the columns of a table. Not thread-safe. */
    public static final class Builder<T> {

        private final String name;
        private final List<Column<T>> columns = new ArrayList<>();
        private final List<TableColumn> described = new ArrayList<>();
        private RowMapper<T> mapper = row -> {
            throw new UnsupportedOperationException("rows of this table have a reader of their own");
        };
        private Function<T, String> datastream;
        private String timeColumn;
        private ToLongFunction<T> timeMicros;

        private Builder(String name) {
            this.name = Objects.requireNonNull(name, "name");
        }

        /** A boolean column. */
        public Builder<T> bool(String column, Predicate<T> value) {
            return add(column, SqlType.BOOL, row -> value.test(row) ? 1 : 0);
        }

        /** A smallint column. */
        public Builder<T> int2(String column, ToLongFunction<T> value) {
            return add(column, SqlType.INT2, value);
        }

        /** An integer column. */
        public Builder<T> int4(String column, ToLongFunction<T> value) {
            return add(column, SqlType.INT4, value);
        }

        /** A bigint column. */
        public Builder<T> int8(String column, ToLongFunction<T> value) {
            return add(column, SqlType.INT8, value);
        }

        /** A bigint column where 0 may be stored as null. */
        public Builder<T> sparseInt8(String column, ToLongFunction<T> value) {
            return add(
                    new LongColumn<>(column, SqlType.SPARSE, true, (row, keys) -> {
                        long number = value.applyAsLong(row);
                        return number == 0 && keys.leavesOut() ? LongColumn.NULL : number;
                    }),
                    true);
        }

        /** A time column in microseconds since 1970 UTC; {@link #NO_TIME} is null. */
        public Builder<T> micros(String column, ToLongFunction<T> value) {
            return add(column, SqlType.MICROS, value);
        }

        /** A time column in milliseconds since 1970 UTC; {@link #NO_TIME} is null. */
        public Builder<T> millis(String column, ToLongFunction<T> value) {
            return add(column, SqlType.MILLIS, row -> {
                long millis = value.applyAsLong(row);
                return millis == NO_TIME ? NO_TIME : Math.multiplyExact(millis, 1_000L);
            });
        }

        /** A floating-point column; NaN is null. */
        public Builder<T> float8(String column, ToDoubleFunction<T> value) {
            return add(new DoubleColumn<>(column, value), true);
        }

        /** A text column; null is allowed where the database allows it. */
        public Builder<T> text(String column, Function<T, String> value) {
            return add(new TextColumn<>(column, value), true);
        }

        /** A bytes column that may be null. */
        public Builder<T> bytes(String column, Function<T, byte[]> value) {
            return add(new BytesColumn<>(column, value), true);
        }

        /** The number of the row's datastream, in {@code series_id}; readers select the datastream itself. */
        public Builder<T> series(Function<T, String> value) {
            datastream = value;
            return add(
                    new LongColumn<>("series_id", SqlType.INT4, true, (row, keys) -> keys.series(value.apply(row))),
                    false);
        }

        /** The number of the writer's pipeline version, in {@code pipeline_id}; neither compared nor read. */
        public Builder<T> pipeline() {
            return add(new LongColumn<>("pipeline_id", SqlType.INT2, false, (row, keys) -> keys.pipeline()), false);
        }

        /**
         * The time of writing, in {@code ingest_time}; neither compared nor read. It may be null if it is less than half an
         * hour from a time of the row, which stands for it then.
         *
         * @param millis milliseconds since 1970 UTC
         */
        public Builder<T> ingestTime(ToLongFunction<T> millis) {
            return add(
                    new LongColumn<>("ingest_time", SqlType.MILLIS, false, (row, keys) -> {
                        long now = keys.nowMillis();
                        boolean soon = Math.abs(now - millis.applyAsLong(row)) < SOON_MILLIS;
                        return soon && keys.leavesOut() ? LongColumn.NULL : now * 1_000;
                    }),
                    false);
        }

        /** The time of writing, in {@code ingest_time}; the database assigns it, and no reader uses it. */
        public Builder<T> ingestTime() {
            described.add(new TableColumn("ingest_time", SqlType.MICROS, false));
            return this;
        }

        /** A bigint column that the database assigns. */
        public Builder<T> assigned(String column) {
            described.add(new TableColumn(column, SqlType.INT8, true));
            return this;
        }

        /** A time column that the database assigns, read in milliseconds since 1970 UTC. */
        public Builder<T> assignedMillis(String column) {
            described.add(new TableColumn(column, SqlType.MILLIS, true));
            return this;
        }

        /** Sets how a row is read. */
        public Builder<T> readBy(RowMapper<T> value) {
            mapper = value;
            return this;
        }

        /** Sets the time column that the table is partitioned by. */
        public Builder<T> dividedBy(String column, ToLongFunction<T> micros) {
            timeColumn = column;
            timeMicros = micros;
            return this;
        }

        /** Builds the table with this key. */
        public Table<T> key(String... names) {
            return new Table<>(this, List.of(names));
        }

        private Builder<T> add(String column, SqlType type, ToLongFunction<T> value) {
            return add(new LongColumn<>(column, type, true, (row, keys) -> value.applyAsLong(row)), true);
        }

        private Builder<T> add(Column<T> column, boolean read) {
            columns.add(column);
            described.add(new TableColumn(column.name(), column.type(), read));
            return this;
        }
    }
}
