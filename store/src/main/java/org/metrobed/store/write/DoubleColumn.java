package org.metrobed.store.write;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** A column of floating-point numbers; NaN is null, infinities are kept. */
record DoubleColumn<T>(String name, ToDoubleFunction<T> value) implements Column<T> {

    @Override
    public SqlType type() {
        return SqlType.FLOAT8;
    }

    @Override
    public void encode(T row, CopyEncoder out, Keys keys) {
        double number = value.applyAsDouble(row);
        if (Double.isNaN(number)) {
            out.nothing();
        } else {
            out.float8(number);
        }
    }

    @Override
    public Object parameter(T row, Keys keys) {
        return value.applyAsDouble(row);
    }

    @Override
    public Object toArray(List<T> rows, Keys keys) {
        double[] numbers = new double[rows.size()];
        int i = 0;
        for (T row : rows) {
            numbers[i++] = value.applyAsDouble(row);
        }
        return numbers;
    }
}
