package org.metrobed.api.window;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.metrobed.model.Aggregate;
import org.metrobed.model.Datastream;
import org.metrobed.model.Datastream.Statistic;
import org.metrobed.model.window.ExpectedReadings;

/**
 * The series of a row of windows: a datastream, or a group of datastreams with one property and unit. Immutable.
 *
 * @param key sorts rows with the same start; a datastream's id, or the group's parts
 * @param group its name; empty for a datastream
 * @param property the observed property
 * @param unit UCUM; null for a datastream that no known catalog has
 * @param statistics kinds of reading of its datastreams; empty if no known catalog has them
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

        /** How many readings a duration has if none is missing. */
        ExpectedReadings expected(long millis) {
            return intervalMillis == 0 ? ExpectedReadings.UNKNOWN : ExpectedReadings.of(millis, intervalMillis);
        }
    }

    WindowSeries {
        Objects.requireNonNull(key, "key");
        statistics = Set.copyOf(statistics);
        members = List.copyOf(members);
    }

    /** The datastream of its rows; the key of a series of other readings of it has more behind a blank. */
    String datastream() {
        int blank = key.indexOf(' ');
        return blank < 0 ? key : key.substring(0, blank);
    }

    /** The series of the readings of its datastreams that were made in another zone. */
    WindowSeries inZone(String zone) {
        return new WindowSeries(zone + " " + property + " " + unit, zone, property, unit, statistics, members);
    }

    /** The series of readings of its datastreams that are of another unit or statistic, which cannot be joined with the others. */
    WindowSeries of(Datastream other) {
        String otherKey = (isGroup() ? group + " " + property : datastream()) + " " + other.unit() + " "
                + other.statistic().word();
        return new WindowSeries(otherKey, group, property, other.unit(), Set.of(other.statistic()), members);
    }

    /** Whether an aggregate of its readings has a meaning. */
    boolean has(Aggregate aggregate) {
        return statistics.stream().allMatch(one -> one.has(aggregate));
    }

    /** Whether it is a group. */
    boolean isGroup() {
        return !group.isEmpty();
    }

    /** How many readings a duration has if none is missing. */
    ExpectedReadings expected(long millis) {
        return members.stream()
                .map(member -> member.expected(millis))
                .reduce(ExpectedReadings.UNKNOWN, ExpectedReadings::plus);
    }
}
