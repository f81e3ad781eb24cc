package org.metrobed.analysis.profile;

import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import org.metrobed.model.window.LastReading;
import org.metrobed.model.window.Summary;
import org.metrobed.model.window.WholeCourse;
import org.metrobed.model.window.WholeCourse.Unknown;
import org.metrobed.model.window.WindowRevision;

/**
 * The values that one datastream holds in each class, also in time without windows. Windows may come in any order and in
 * several sizes. Mutable, one thread; memory grows with the windows.
 */
public final class HeldValues {

    private final LocalClasses classes;
    private final NavigableMap<Long, WindowRevision> windows = new TreeMap<>();
    private LastReading before;

    /** Nothing is known; {@code classes} assigns time to classes. */
    public HeldValues(LocalClasses classes) {
        this.classes = Objects.requireNonNull(classes, "classes");
    }

    /** Adds a window, which is in one class only, with all its revisions folded. */
    public void add(WindowRevision window) {
        windows.merge(
                window.startMicros(),
                window,
                (one, other) -> one.sizeMillis() == other.sizeMillis() ? one.merge(other) : longer(one, other));
    }

    /** Adds the last window before the range with readings; those with a good one come first. */
    public void addBefore(WindowRevision window) {
        LastReading last = after(before, window.good());
        before = before != null && last != null && last.micros() < before.micros() ? before : last;
    }

    /** What the values come to in each class of a range; a class in which nothing is known has no entry. */
    public Map<Integer, WholeCourse> build(Stretch range) {
        Map<Integer, WholeCourse> byClass = new TreeMap<>();
        LastReading last = before;
        long at = range.fromMicros();
        for (WindowRevision window : windows.values()) {
            Summary good = window.good();
            hold(last, new Stretch(at, Math.max(at, window.startMicros())), byClass);
            if (window.startMicros() < at) {
                add(window.startMicros(), WholeCourse.unknown(good.course().kind(), Unknown.SETTINGS_CHANGED), byClass);
            } else if (good.count() > 0 || good.course().isKept()) {
                add(
                        window.startMicros(),
                        WholeCourse.of(good, last, window.startMicros(), window.endMicros()),
                        byClass);
            } else {
                hold(last, new Stretch(window.startMicros(), window.endMicros()), byClass);
            }
            last = after(last, good);
            at = Math.max(at, window.endMicros());
        }
        hold(last, new Stretch(at, Math.max(at, range.toMicros())), byClass);
        return byClass;
    }

    private static WindowRevision longer(WindowRevision one, WindowRevision other) {
        return one.sizeMillis() > other.sizeMillis() ? one : other;
    }

    /** The last reading after a window: its own, or that before, which a missing one may end. */
    private static LastReading after(LastReading before, Summary good) {
        return good.count() > 0 ? LastReading.of(good) : before == null ? null : before.endedIn(good.course());
    }

    /** Adds a range without readings. */
    private void hold(LastReading last, Stretch range, Map<Integer, WholeCourse> byClass) {
        if (last != null && last.kind().isHeld()) {
            for (Stretch part : classes.parts(range)) {
                WholeCourse course = WholeCourse.of(Summary.EMPTY, last, part.fromMicros(), part.toMicros());
                add(part.fromMicros(), course, byClass);
            }
        }
    }

    private void add(long micros, WholeCourse course, Map<Integer, WholeCourse> byClass) {
        byClass.merge(classes.classOf(micros), course, WholeCourse::plus);
    }
}
