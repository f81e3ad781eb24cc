package org.metrobed.model.window;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.metrobed.model.Datastream.Statistic;
import org.metrobed.model.ReadingKind;
import org.metrobed.model.window.WholeCourse.Unknown;

/**
 * What readings come to in the order of time, from the first to the last: of a total its resets, of held values the
 * time for which they held. A missing reading ends a held value: the value is then unknown until the next good one. The
 * parts of a span can be put together if they do not overlap in time. Immutable; about 120 bytes, and 30 for each state.
 *
 * @param kind kind of its last good reading; not {@linkplain ReadingKind#isOrdered ordered} if nothing is kept
 * @param unknown why it is not known; null if it is known, else the numbers have no meaning
 * @param carried of a total: added to the difference of last and first reading, it makes their increase
 * @param changes of a total its resets and roll-overs, of held values the times at which they changed
 * @param integral of held values: value × seconds
 * @param heldMicros of held values: how long they held, microseconds
 * @param microsOfState of states: how long each held, microseconds
 * @param lost of held values: the missing readings before the first good one and after the last
 */
public record Course(
        ReadingKind kind,
        Unknown unknown,
        double carried,
        long changes,
        double integral,
        long heldMicros,
        SortedMap<Double, Long> microsOfState,
        Lost lost) {

    /** Nothing is kept of readings whose order has no meaning. */
    public static final Course NONE = of(ReadingKind.of(Statistic.INSTANT));

    /** More different states than this are not kept apart: the course is then unknown. */
    public static final int MOST_STATES = 64;

    private static final double SECOND = 1e6;

    /** The first and the last reading of a part, with their times in microseconds since 1970 UTC. */
    record Ends(double first, long firstMicros, double last, long lastMicros) {
        /** Null if the summary has no good reading. */
        static Ends of(Summary summary) {
            return summary.count() == 0
                    ? null
                    : new Ends(summary.first(), summary.firstMicros(), summary.last(), summary.lastMicros());
        }

        static Ends of(LastReading reading) {
            return new Ends(reading.value(), reading.micros(), reading.value(), reading.micros());
        }
    }

    public Course {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(lost, "lost");
        microsOfState = microsOfState.isEmpty()
                ? Collections.emptySortedMap()
                : Collections.unmodifiableSortedMap(new TreeMap<>(microsOfState));
    }

    /** The course of one reading. */
    public static Course of(ReadingKind kind) {
        return new Course(kind, null, 0, 0, 0, 0, Collections.emptySortedMap(), Lost.NONE);
    }

    /** The course of one missing reading of held values; {@code micros} is its time, microseconds since 1970 UTC. */
    static Course missing(ReadingKind kind, long micros) {
        return of(kind).with(new Lost(micros, micros, micros));
    }

    /** A course that is not known, of readings of a kind. */
    public static Course unknown(ReadingKind kind, Unknown why) {
        return new Course(kind, why, 0, 0, 0, 0, Collections.emptySortedMap(), Lost.NONE);
    }

    /** Whether it is kept. */
    public boolean isKept() {
        return kind.isOrdered();
    }

    /** Whether it is known. */
    public boolean known() {
        return unknown == null;
    }

    /**
     * This course and the one after it. If the settings of the datastream have changed in between, the last value of this
     * one holds as it was set then, and the step to the next one is that of the newer settings.
     *
     * @param ends the good readings of this one; null if all are missing
     * @param nextEnds those of the next one; the first of them comes after the last of this one
     */
    Course then(Ends ends, Course next, Ends nextEnds) {
        ReadingKind later = next.isKept() ? next.kind : kind;
        if (!known() || !next.known()) {
            return unknown(later, known() ? next.unknown : unknown);
        }
        if (!kind.isContinuedBy(next.kind)) {
            return unknown(later, Unknown.SETTINGS_CHANGED);
        }
        if (!kind.isHeld()) {
            double step = later.carried(ends.last, nextEnds.first);
            return new Course(
                    later,
                    null,
                    carried + step + next.carried,
                    changes + (step == 0 ? 0 : 1) + next.changes,
                    0,
                    0,
                    microsOfState,
                    Lost.NONE);
        }
        Lost then = lost.then(next.lost, nextEnds != null);
        if (ends == null || nextEnds == null) {
            return (ends == null ? next : this).with(then);
        }
        long until = Math.min(nextEnds.firstMicros, lost.untilNext(next.lost));
        Course held = hold(ends.last, Math.min(until - ends.lastMicros, kind.holdMicros()));
        SortedMap<Double, Long> states = held.microsOfState;
        if (!next.microsOfState.isEmpty()) {
            states = new TreeMap<>(held.microsOfState);
            for (Map.Entry<Double, Long> state : next.microsOfState.entrySet()) {
                states.merge(state.getKey(), state.getValue(), Long::sum);
            }
        }
        return states.size() > MOST_STATES
                ? unknown(later, Unknown.TOO_MANY_STATES)
                : new Course(
                        later,
                        null,
                        0,
                        changes + (ends.last == nextEnds.first ? 0 : 1) + next.changes,
                        held.integral + next.integral,
                        held.heldMicros + next.heldMicros,
                        states,
                        then);
    }

    /** This course with a value that held for some time, microseconds. */
    Course hold(double value, long micros) {
        SortedMap<Double, Long> states = microsOfState;
        if (kind.statistic() == Statistic.STATE && micros > 0) {
            states = new TreeMap<>(microsOfState);
            states.merge(value + 0.0, micros, Long::sum); // negative zero becomes zero
        }
        return new Course(
                kind, unknown, 0, changes, integral + value * (micros / SECOND), heldMicros + micros, states, lost);
    }

    /** The course of the same readings in another unit, which are their numbers times a scale, plus an offset. */
    Course inUnit(double scale, double offset) {
        SortedMap<Double, Long> states = new TreeMap<>();
        microsOfState.forEach((state, micros) -> states.put(state * scale + offset, micros));
        return new Course(
                new ReadingKind(kind.statistic(), kind.onChange(), kind.holdMillis(), kind.rollsOverAt() * scale),
                unknown,
                carried * scale,
                changes,
                integral * scale + offset * (heldMicros / SECOND),
                heldMicros,
                states,
                lost);
    }

    /** This course with one change more. */
    Course changed() {
        return new Course(kind, unknown, carried, changes + 1, integral, heldMicros, microsOfState, lost);
    }

    private Course with(Lost other) {
        return new Course(kind, unknown, carried, changes, integral, heldMicros, microsOfState, other);
    }

    /**
     * The course of the readings of two parts; not known if these overlap in time.
     *
     * @param ends the good readings of the one; null if all are missing
     * @param otherEnds those of the other
     */
    static Course merge(Course one, Ends ends, Course other, Ends otherEnds) {
        if (!one.isKept() && !other.isKept()) {
            return NONE;
        }
        if (ends == null && otherEnds == null && one.kind.isContinuedBy(other.kind)) {
            return one.with(one.lost.and(other.lost));
        }
        if (one.lastMicros(ends) < other.firstMicros(otherEnds)) {
            return one.then(ends, other, otherEnds);
        }
        if (other.lastMicros(otherEnds) < one.firstMicros(ends)) {
            return other.then(otherEnds, one, ends);
        }
        return unknown(one.isKept() ? one.kind : other.kind, Unknown.LATE_READINGS);
    }

    /** When its first reading came, good or missing. */
    long firstMicros(Ends ends) {
        return ends == null ? lost.beforeMicros() : Math.min(ends.firstMicros, lost.beforeMicros());
    }

    private long lastMicros(Ends ends) {
        return ends == null ? lost.lastMicros() : Math.max(ends.lastMicros, lost.lastMicros());
    }

    /** The format in which it is stored and sent; {@link #parse} reads it. Empty if nothing is kept. */
    public byte[] bytes() {
        return CourseBytes.of(this);
    }

    /**
     * Reads the result of {@link #bytes}.
     *
     * @throws IllegalArgumentException if the bytes are something else
     */
    public static Course parse(byte[] bytes) {
        return CourseBytes.parse(bytes);
    }
}
