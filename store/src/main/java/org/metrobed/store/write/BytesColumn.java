package org.metrobed.store.write;

import java.util.List;
import java.util.function.Function;

/** A column of bytes, which may be null. */
record BytesColumn<T>(String name, Function<T, byte[]> value) implements Column<T> {

    @Override
    public SqlType type() {
        return SqlType.BYTEA;
    }

    @Override
    public void encode(T row, CopyEncoder out, Keys keys) {
        byte[] bytes = value.apply(row);
        if (bytes == null) {
            out.nothing();
        } else {
            out.bytes(bytes);
        }
    }

    @Override
    public Object parameter(T row, Keys keys) {
        return value.apply(row);
    }

    @Override
    public Object toArray(List<T> rows, Keys keys) {
        return rows.stream().map(value).toArray(byte[][]::new);
    }
}
