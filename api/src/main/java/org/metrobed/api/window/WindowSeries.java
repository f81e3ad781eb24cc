package org.metrobed.api.window;

import java.util.List;
import java.util.Objects;

/**
 * What a row of windows is about: a datastream, or a group of datastreams of one property and unit. Immutable.
 *
 * @param key sorts rows of one start; a datastream's id, or the group's parts
 * @param group its name; empty for a datastream
 * @param property the observed property
 * @param unit UCUM; null for a datastream that the catalog has no more
 * @param members its datastreams
 */
record WindowSeries(String key, String group, String property, String unit, List<Member> members) {

    /**
     * A datastream.
     *
     * @param id testbed/thing/property
     * @param intervalMillis expected time between its readings, milliseconds; 0 when unknown
     */
    record Member(String id, long intervalMillis) {

        /** How many readings a stretch of time should have, at least 1 where that is known. */
        long expected(long millis) {
            return intervalMillis == 0 ? 0 : Math.max(1, Math.round(millis / (double) intervalMillis));
        }
    }

    WindowSeries {
        Objects.requireNonNull(key, "key");
        members = List.copyOf(members);
    }

    /** Whether it is a group. */
    boolean isGroup() {
        return !group.isEmpty();
    }

    /** How many readings a stretch of time should have, at least 1. */
    int expected(long millis) {
        return (int) Math.max(
                1, members.stream().mapToLong(member -> member.expected(millis)).sum());
    }
}
