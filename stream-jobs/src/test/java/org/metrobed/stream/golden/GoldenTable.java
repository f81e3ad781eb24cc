package org.metrobed.stream.golden;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;

/**
 * The rows of a table as text, sorted. Immutable.
 *
 * @param name of the table, or of a topic
 * @param columns those that do not depend on the clock of this machine
 * @param rows cells divided by tabs
 */
record GoldenTable(String name, List<String> columns, List<String> rows) {

    private static final int SHOWN = 3;

    GoldenTable {
        columns = List.copyOf(columns);
        rows = rows.stream().sorted().toList();
    }

    /** Lower-case hex SHA-256 over columns and rows. */
    String digest() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(String.join("\t", columns).getBytes(StandardCharsets.UTF_8));
            rows.forEach(row -> digest.update(("\n" + row).getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The differences from the expected table, with the first rows; empty if there are none. */
    List<String> differences(GoldenTable expected) {
        List<String> found = new ArrayList<>();
        if (!columns.equals(expected.columns)) {
            found.add("table " + name + " has the columns " + columns + ", expected " + expected.columns);
        } else if (!rows.equals(expected.rows)) {
            found.add("table " + name + ": " + rows.size() + " rows, expected " + expected.rows.size());
            found.add("  columns   " + String.join("\t", columns));
            only(expected.rows, rows).forEach(row -> found.add("  expected  " + row));
            only(rows, expected.rows).forEach(row -> found.add("  came      " + row));
        }
        return found;
    }

    private static List<String> only(List<String> these, List<String> notThese) {
        TreeSet<String> rest = new TreeSet<>(these);
        notThese.forEach(rest::remove);
        return rest.stream().limit(SHOWN).toList();
    }
}
