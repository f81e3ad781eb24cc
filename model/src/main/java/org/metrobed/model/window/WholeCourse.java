package org.metrobed.model.window;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.metrobed.model.ReadingKind;

/**
 * What the readings of a window come to together with what crosses its borders: the step of a total from the last
 * reading before it, and the value that holds at its begin and to its end. A step over a border belongs to the window
 * of the later reading. Immutable.
 *
 * @param kind kind of its readings
 * @param unknown why it is not known; null if it is known, else the numbers have no meaning
 * @param increase of a total, in the datastream's unit; NaN if it has no step
 * @param changes of a total its resets and roll-overs, of held values the times at which they changed
 * @param integral of held values: value × seconds
 * @param knownMicros of held values: for how long the value is known, microseconds
 * @param microsOfState of states: how long each held, microseconds
 * @param begin of held values: the one that holds at the start of the window; NaN if it is not known
 */
public record WholeCourse(
        ReadingKind kind,
        Unknown unknown,
        double increase,
        long changes,
        double integral,
        long knownMicros,
        SortedMap<Double, Long> microsOfState,
        double begin) {

    /** Why a course is not known. */
    public enum Unknown {
        /** Readings came late and overlap in time with those before them. */
        LATE_READINGS,
        /** The readings were stored when the catalog did not say that their order has a meaning, or that they are directions. */
        STORED_BEFORE,
        /** Readings of other flags than good were asked for: only the course of good ones is kept. */
        OTHER_QC,
        /** A total went on at another level, that of another meter or after false readings: the step to it is no increase. */
        STEP_UNKNOWN,
        /** The device was exchanged within the window: the total of another one is no step of this one. */
        DEVICE_EXCHANGED,
        /** One revision of a window was asked for, which does not know the reading before the window. */
        ONE_REVISION,
        /** The catalog changed when readings come, so that those before and after cannot be put together. */
        SETTINGS_CHANGED,
        /** There were more than {@value Course#MOST_STATES} different states. */
        TOO_MANY_STATES,
        /** The thing was moved to another zone within the window. */
        MOVED,
        /** The readings of the datastreams of a group have an order of different meaning, or some have none. */
        MIXED;

        /** Its word in answers. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private static final double SECOND = 1e6;

    public WholeCourse {
        microsOfState = Collections.unmodifiableSortedMap(new TreeMap<>(microsOfState));
    }

    /**
     * The course of a window.
     *
     * @param inside the readings of the window; empty if only the value before is known, or if all of held values are missing
     * @param before the last reading before the window; null if there is none
     * @param startMicros start of the window, microseconds since 1970 UTC
     * @param endMicros its end, or the time up to which values are known if that is earlier
     */
    public static WholeCourse of(Summary inside, LastReading before, long startMicros, long endMicros) {
        Course course = inside.count() > 0 || inside.course().isKept() ? inside.course() : Course.of(before.kind());
        if (!course.known() || !course.isKept()) {
            return unknown(course.kind(), course.isKept() ? course.unknown() : Unknown.STORED_BEFORE);
        }
        if (before != null && !before.kind().isContinuedBy(course.kind())) {
            return unknown(course.kind(), Unknown.SETTINGS_CHANGED);
        }
        return course.kind().isHeld()
                ? ofHeld(inside, course, before, startMicros, endMicros)
                : ofTotal(inside, course, before);
    }

    /** A course that is not known. */
    public static WholeCourse unknown(ReadingKind kind, Unknown why) {
        return new WholeCourse(kind, why, Double.NaN, 0, 0, 0, Collections.emptySortedMap(), Double.NaN);
    }

    private static WholeCourse ofTotal(Summary inside, Course course, LastReading before) {
        double increase = inside.last() - inside.first() + course.carried();
        if (before == null) {
            return of(course, inside.count() > 1 ? increase : Double.NaN, Double.NaN);
        }
        Course whole = Course.of(course.kind()).then(Course.Ends.of(before), course, Course.Ends.of(inside));
        return of(whole, inside.last() - before.value() + whole.carried(), Double.NaN);
    }

    private static WholeCourse ofHeld(
            Summary inside, Course course, LastReading before, long startMicros, long endMicros) {
        boolean empty = inside.count() == 0;
        Course whole = course;
        double begin = Double.NaN;
        if (before != null) {
            long to = empty ? endMicros : inside.firstMicros();
            long micros = before.endedIn(course).heldMicros(startMicros, to);
            begin = micros > 0 ? before.value() : Double.NaN;
            whole = whole.hold(before.value(), micros);
            whole = empty || before.value() == inside.first() ? whole : whole.changed();
        }
        if (!empty) {
            LastReading last = LastReading.of(inside);
            whole = whole.hold(last.value(), last.heldMicros(last.micros(), endMicros));
        }
        return of(whole, Double.NaN, begin);
    }

    private static WholeCourse of(Course course, double increase, double begin) {
        return new WholeCourse(
                course.kind(),
                null,
                increase,
                course.changes(),
                course.integral(),
                course.heldMicros(),
                course.microsOfState(),
                begin);
    }

    /** What the courses of two datastreams come to together. A total without a step adds nothing. */
    public WholeCourse plus(WholeCourse other) {
        if (unknown != null || other.unknown != null) {
            return unknown(kind, unknown == null ? other.unknown : unknown);
        }
        if (!kind.isContinuedBy(other.kind)) {
            return unknown(kind, Unknown.MIXED);
        }
        SortedMap<Double, Long> states = new TreeMap<>(microsOfState);
        other.microsOfState.forEach((state, micros) -> states.merge(state, micros, Long::sum));
        return new WholeCourse(
                kind,
                null,
                Double.isNaN(increase)
                        ? other.increase
                        : Double.isNaN(other.increase) ? increase : increase + other.increase,
                changes + other.changes,
                integral + other.integral,
                knownMicros + other.knownMicros,
                states,
                Double.NaN);
    }

    /** The state that held longest, the smaller number of two; null if none held. */
    public Double findMode() {
        return microsOfState.entrySet().stream()
                .reduce((one, other) -> other.getValue() > one.getValue() ? other : one)
                .map(Map.Entry::getKey)
                .orElse(null);
    }

    /** The time-weighted mean of held values; NaN if no time is known. */
    public double mean() {
        return unknown == null && kind.isHeld() && knownMicros > 0 ? integral / (knownMicros / SECOND) : Double.NaN;
    }
}
