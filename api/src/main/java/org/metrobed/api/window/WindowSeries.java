package org.metrobed.api.window;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.metrobed.model.Aggregate;
import org.metrobed.model.Datastream.Statistic;

/**
 * The series of a row of windows: a datastream, or a group of datastreams with one property and unit. Immutable.
 *
 * @param key sorts rows with the same start; a datastream's id, or the group's parts
 * @param group its name; empty for a datastream
 * @param property the observed property
 * @param unit UCUM; null for a datastream that the catalog no longer has
 * @param statistics kinds of reading of its datastreams; empty if the catalog no longer has them
 * @param members its datastreams
 */
record WindowSeries(
        String key, String group, String property, String unit, Set<Statistic> statistics, List<Member> members) {

    /**
     * A datastream.
     *
     * @param id testbed/thing/property
     * @param intervalMillis expected time between its readings, milliseconds; 0 if unknown
     */
    record Member(String id, long intervalMillis) {

        /** Expected number of readings in a duration, at least 1 if it is known. */
        long expected(long millis) {
            return intervalMillis == 0 ? 0 : Math.max(1, Math.round(millis / (double) intervalMillis));
        }
    }

    WindowSeries {
        Objects.requireNonNull(key, "key");
        statistics = Set.copyOf(statistics);
        members = List.copyOf(members);
    }

    /** Whether an aggregate of its readings has a meaning. */
    boolean has(Aggregate aggregate) {
        return statistics.stream().allMatch(one -> one.has(aggregate));
    }

    /** Whether it is a group. */
    boolean isGroup() {
        return !group.isEmpty();
    }

    /** Expected number of readings in a duration, at least 1. */
    int expected(long millis) {
        return (int) Math.max(
                1, members.stream().mapToLong(member -> member.expected(millis)).sum());
    }
}
