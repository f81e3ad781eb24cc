package org.metrobed.analysis.profile;

import java.util.ArrayList;
import java.util.List;

/** What windows leave of a stretch of time. Mutable, one thread; two numbers a hole. */
public final class Uncovered {

    private final Stretch whole;
    private final List<Stretch> holes = new ArrayList<>();
    private long covered;

    /** All of a stretch. */
    public Uncovered(Stretch whole) {
        this.whole = whole;
        this.covered = whole.fromMicros();
    }

    /** Takes a window away; windows come in the order of their start and do not overlap. */
    public void cover(long fromMicros, long toMicros) {
        if (fromMicros > covered) {
            holes.add(new Stretch(covered, fromMicros));
        }
        covered = toMicros;
    }

    /** What is left, in order. */
    public List<Stretch> list() {
        List<Stretch> left = new ArrayList<>(holes);
        if (covered < whole.toMicros()) {
            left.add(new Stretch(covered, whole.toMicros()));
        }
        return left;
    }
}
