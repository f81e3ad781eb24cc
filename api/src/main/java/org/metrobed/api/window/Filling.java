package org.metrobed.api.window;

import java.util.List;
import java.util.Objects;

/**
 * Fills windows without a value. Each row depends on at most {@code limit} windows on either side, so it is the same
 * for every requested range and page. Immutable.
 *
 * @param mode method
 * @param limit maximum number of consecutive filled windows
 */
record Filling(Mode mode, int limit) {

    /** The method. */
    enum Mode {
        /** Absent windows have no row. */
        NONE,
        /** Every window has a row. */
        NULL,
        /** The last value is repeated. */
        PREVIOUS,
        /** Values between two known ones are interpolated linearly. */
        LINEAR
    }

    /** No filling. */
    static final Filling NONE = new Filling(Mode.NONE, 0);

    /** The value of the field {@code filled} for a row without stored and without filled values. */
    static final String EMPTY = "empty";

    Filling {
        Objects.requireNonNull(mode, "mode");
    }

    /** Whether every window has a row. */
    boolean isGrid() {
        return mode != Mode.NONE;
    }

    /** Number of windows on each side of a slice that influence its rows. */
    int margin() {
        return mode == Mode.PREVIOUS || mode == Mode.LINEAR ? limit : 0;
    }

    /**
     * The row at an index, with filled values if it has none.
     *
     * @param row of all consecutive windows of a series
     */
    WindowItem fill(List<WindowItem> row, int at) {
        WindowItem item = row.get(at);
        if (item.values().any() || margin() == 0) {
            return item;
        }
        int before = known(row, at, -1);
        if (mode == Mode.PREVIOUS) {
            return before < 0
                    ? item
                    : item.filled("previous", row.get(before).values().carried());
        }
        int after = known(row, at, 1);
        if (before < 0 || after < 0 || after - before - 1 > limit || isMoved(row.get(before), row.get(after))) {
            return item;
        }
        double start = middle(row.get(before));
        double share = (middle(item) - start) / (middle(row.get(after)) - start);
        return item.filled(
                "linear", row.get(before).values().towards(row.get(after).values(), share));
    }

    /** The index of the nearest row with a value in a direction, at most {@code limit} away; -1 if there is none. */
    private int known(List<WindowItem> row, int at, int direction) {
        for (int i = 1; i <= limit; i++) {
            int place = at + direction * i;
            if (place < 0 || place >= row.size()) {
                return -1;
            }
            if (row.get(place).values().any()) {
                return place;
            }
        }
        return -1;
    }

    /** No line is drawn from one place or device to another. */
    private static boolean isMoved(WindowItem before, WindowItem after) {
        return !before.marks().deployments().equals(after.marks().deployments());
    }

    private static double middle(WindowItem item) {
        return (item.startMicros() + item.endMicros()) / 2.0;
    }
}
