package org.metrobed.store.query;

import java.util.List;

/**
 * Rows that a reader may see, by the datastream that they are about: outside {@code testbeds} all, in them those of
 * {@code things}, but none of {@code without}. What is about a gateway, a network or a part of Metrobed belongs to no
 * thing, and is left out there. Immutable.
 *
 * @param testbeds test-beds of which not all things may be seen
 * @param things ids of their things that may be seen, {@code testbed/thing}
 * @param without ids of datastreams that may not be seen although their thing may
 * @param allowed ids of datastreams that may be seen whatever their thing
 */
public record Subjects(List<String> testbeds, List<String> things, List<String> without, List<String> allowed) {

    /** All rows. */
    public static final Subjects ALL = new Subjects(List.of(), List.of(), List.of(), List.of());

    /** The property of alerts about a gateway, whose name stands where that of a thing does. */
    private static final String GATEWAY = "gateway";

    public Subjects {
        testbeds = List.copyOf(testbeds);
        things = List.copyOf(things);
        without = List.copyOf(without);
        allowed = List.copyOf(allowed);
    }

    /** Appends the condition, beginning with {@code and}, unless it is of all rows. */
    public Query addTo(Query sql, String column) {
        if (testbeds.isEmpty()) {
            return sql;
        }
        String thing = "split_part(" + column + ", '/', 1) || '/' || split_part(" + column + ", '/', 2)";
        return sql.add("and (" + column + " = any (?)", allowed)
                .add("or ((split_part(" + column + ", '/', 1) <> all (?)", testbeds)
                .add(
                        "or (" + thing + " = any (?) and split_part(" + column + ", '/', 3) <> '" + GATEWAY + "'))",
                        things)
                .add("and " + column + " <> all (?)))", without);
    }
}
