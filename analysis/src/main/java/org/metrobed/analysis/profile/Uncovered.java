package org.metrobed.analysis.profile;

import java.util.ArrayList;
import java.util.List;

/** The parts of a time range that are not covered by windows. Mutable, one thread; two numbers per part. */
public final class Uncovered {

    private final Stretch whole;
    private final List<Stretch> holes = new ArrayList<>();
    private long covered;

    /** Nothing is covered yet. */
    public Uncovered(Stretch whole) {
        this.whole = whole;
        this.covered = whole.fromMicros();
    }

    /** Marks a window as covered; windows come in the order of their start and do not overlap. */
    public void cover(long fromMicros, long toMicros) {
        if (fromMicros > covered) {
            holes.add(new Stretch(covered, fromMicros));
        }
        covered = toMicros;
    }

    /** The uncovered parts, in order. */
    public List<Stretch> list() {
        List<Stretch> left = new ArrayList<>(holes);
        if (covered < whole.toMicros()) {
            left.add(new Stretch(covered, whole.toMicros()));
        }
        return left;
    }
}
