package org.metrobed.store.write;

import java.util.List;
import org.metrobed.store.query.ResultRow;

/**
 * A column of booleans (0 for false), whole numbers, or times in microseconds since 1970 UTC. {@link #NULL} stands for
 * null.
 */
record LongColumn<T>(String name, SqlType type, boolean compared, Value<T> value) implements Column<T> {

    /** No value. */
    static final long NULL = ResultRow.NO_TIME;

    /** Microseconds from 1970 to 2000, where PostgreSQL's time begins. */
    private static final long EPOCH_2000_MICROS = 946_684_800_000_000L;

    /** The source of the value. */
    @FunctionalInterface
    interface Value<T> {
        long of(T row, Keys keys);
    }

    @Override
    public void encode(T row, CopyEncoder out, Keys keys) {
        long number = value.of(row, keys);
        if (number == NULL) {
            out.nothing();
            return;
        }
        switch (type) {
            case BOOL -> out.bool(number != 0);
            case INT2 -> out.int2(Math.toIntExact(number));
            case INT4 -> out.int4(Math.toIntExact(number));
            case INT8, SPARSE -> out.int8(number);
            case MICROS, MILLIS -> out.int8(number - EPOCH_2000_MICROS);
            default -> throw new IllegalStateException(type + " is no whole number");
        }
    }

    @Override
    public Object parameter(T row, Keys keys) {
        long number = value.of(row, keys);
        return number == NULL ? null : Long.valueOf(number);
    }

    @Override
    public Object toArray(List<T> rows, Keys keys) {
        long[] numbers = new long[rows.size()];
        boolean nulls = false;
        int i = 0;
        for (T row : rows) {
            long number = value.of(row, keys);
            nulls |= number == NULL;
            numbers[i++] = number;
        }
        return nulls ? boxed(numbers) : numbers;
    }

    private static Long[] boxed(long[] numbers) {
        Long[] boxes = new Long[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            boxes[i] = numbers[i] == NULL ? null : Long.valueOf(numbers[i]);
        }
        return boxes;
    }
}
