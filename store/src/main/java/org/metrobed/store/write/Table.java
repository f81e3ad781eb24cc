package org.metrobed.store.write;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/** A table: its columns, its key, and the mapping of rows. Immutable, made by a {@link Builder}. */
public final class Table<T> {

    /** Stands for a null time. */
    public static final long NO_TIME = LongColumn.NULL;

    private final String name;
    private final List<Column<T>> columns;
    private final List<String> key;
    private final Function<T, String> datastream;
    private final String timeColumn;
    private final ToLongFunction<T> timeMicros;

    private Table(Builder<T> builder, List<String> key) {
        this.name = builder.name;
        this.columns = List.copyOf(builder.columns);
        this.key = List.copyOf(key);
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
        private Function<T, String> datastream;
        private String timeColumn;
        private ToLongFunction<T> timeMicros;

        private Builder(String name) {
            this.name = Objects.requireNonNull(name, "name");
        }

        /** A boolean column. */
        public Builder<T> bool(String column, Predicate<T> value) {
            return add(column, LongColumn.Kind.BOOL, row -> value.test(row) ? 1 : 0);
        }

        /** A smallint column. */
        public Builder<T> int2(String column, ToLongFunction<T> value) {
            return add(column, LongColumn.Kind.INT2, value);
        }

        /** An integer column. */
        public Builder<T> int4(String column, ToLongFunction<T> value) {
            return add(column, LongColumn.Kind.INT4, value);
        }

        /** A bigint column. */
        public Builder<T> int8(String column, ToLongFunction<T> value) {
            return add(column, LongColumn.Kind.INT8, value);
        }

        /** A time column in microseconds since 1970 UTC; {@link #NO_TIME} is null. */
        public Builder<T> micros(String column, ToLongFunction<T> value) {
            return add(column, LongColumn.Kind.TIMESTAMP, value);
        }

        /** A time column in milliseconds since 1970 UTC. */
        public Builder<T> millis(String column, ToLongFunction<T> value) {
            return add(column, LongColumn.Kind.TIMESTAMP, row -> Math.multiplyExact(value.applyAsLong(row), 1_000L));
        }

        /** A floating-point column; NaN is null. */
        public Builder<T> float8(String column, ToDoubleFunction<T> value) {
            columns.add(new DoubleColumn<>(column, value));
            return this;
        }

        /** A text column, never null. */
        public Builder<T> text(String column, Function<T, String> value) {
            columns.add(new TextColumn<>(column, value));
            return this;
        }

        /** A text column that may be null. */
        public Builder<T> textOrNull(String column, Function<T, String> value) {
            columns.add(new TextColumn<>(column, value));
            return this;
        }

        /** A bytes column that may be null. */
        public Builder<T> bytes(String column, Function<T, byte[]> value) {
            columns.add(new BytesColumn<>(column, value));
            return this;
        }

        /** The number of the row's datastream, in {@code series_id}. */
        public Builder<T> series(Function<T, String> value) {
            datastream = value;
            columns.add(new LongColumn<>(
                    "series_id", LongColumn.Kind.INT4, true, (row, keys) -> keys.series(value.apply(row))));
            return this;
        }

        /** The number of the writer's pipeline version, in {@code pipeline_id}; not compared. */
        public Builder<T> pipeline() {
            columns.add(new LongColumn<>("pipeline_id", LongColumn.Kind.INT2, false, (row, keys) -> keys.pipeline()));
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

        private Builder<T> add(String column, LongColumn.Kind kind, ToLongFunction<T> value) {
            columns.add(new LongColumn<>(column, kind, true, (row, keys) -> value.applyAsLong(row)));
            return this;
        }
    }
}
