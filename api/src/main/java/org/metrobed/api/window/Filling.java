package org.metrobed.api.window;

import java.util.List;
import java.util.Objects;

/**
 * What stands where a window has no value. Each row depends on no more than {@code limit} windows on either side, so that
 * it is the same whatever range or page it is asked in. Immutable.
 *
 * @param mode how
 * @param limit how many windows in a row are filled at most
 */
record Filling(Mode mode, int limit) {

    /** How. */
    enum Mode {
        /** Absent windows are absent. */
        NONE,
        /** Every window has a row. */
        NULL,
        /** The last value goes on. */
        PREVIOUS,
        /** Values between two known ones lie on a line. */
        LINEAR
    }

    /** None. */
    static final Filling NONE = new Filling(Mode.NONE, 0);

    /** What the field {@code filled} says of a row that nothing was stored for and nothing is made up. */
    static final String EMPTY = "empty";

    Filling {
        Objects.requireNonNull(mode, "mode");
    }

    /** Whether every window has a row. */
    boolean isGrid() {
        return mode != Mode.NONE;
    }

    /** How many windows beside a slice decide what stands in it. */
    int margin() {
        return mode == Mode.PREVIOUS || mode == Mode.LINEAR ? limit : 0;
    }

    /**
     * The row at a place, with made up values where it has none of its own.
     *
     * @param row of all windows of a series in turn
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
        if (before < 0 || after < 0 || after - before - 1 > limit) {
            return item;
        }
        double start = middle(row.get(before));
        double share = (middle(item) - start) / (middle(row.get(after)) - start);
        return item.filled(
                "linear", row.get(before).values().towards(row.get(after).values(), share));
    }

    /** The nearest row with a value in a direction, at most {@code limit} away; -1 where there is none. */
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

    private static double middle(WindowItem item) {
        return (item.startMicros() + item.endMicros()) / 2.0;
    }
}
