package org.metrobed.store.write;

import java.util.List;
import java.util.function.Function;

/** A column of text. Characters that PostgreSQL cannot store (U+0000, half a surrogate pair) become U+FFFD. */
record TextColumn<T>(String name, Function<T, String> value) implements Column<T> {

    private static final char REPLACEMENT = '\uFFFD';

    @Override
    public SqlType type() {
        return SqlType.TEXT;
    }

    @Override
    public void encode(T row, CopyEncoder out, Keys keys) {
        String text = parameter(row, keys);
        if (text == null) {
            out.nothing();
        } else {
            out.text(text);
        }
    }

    @Override
    public String parameter(T row, Keys keys) {
        String text = value.apply(row);
        return text == null ? null : storable(text);
    }

    @Override
    public Object toArray(List<T> rows, Keys keys) {
        return rows.stream().map(row -> parameter(row, keys)).toArray(String[]::new);
    }

    static String storable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || Character.isSurrogate(c)) {
                return repaired(text);
            }
        }
        return text;
    }

    private static String repaired(String text) {
        StringBuilder good = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) ? REPLACEMENT : c)
                .forEach(good::appendCodePoint);
        return good.toString();
    }
}
