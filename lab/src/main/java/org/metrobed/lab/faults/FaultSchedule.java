package org.metrobed.lab.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.metrobed.lab.faults.RandomFault.Place;

/**
 * Faults of all parts at random times. The same seed, length and places give the same schedule; processes and the network do not
 * run at the same speed again, so what the faults meet can differ. Immutable.
 *
 * @param seed of the random numbers
 * @param length the time in which readings are published
 * @param faults in the order of their begin
 */
record FaultSchedule(long seed, Duration length, List<ScheduledFault> faults) {

    private static final int FIRST_MILLIS = 3_000;
    private static final int LONGEST_GAP_MILLIS = 8_000;
    private static final int SHORTEST_MILLIS = 500;
    private static final int LONGEST_MILLIS = 15_000;
    /** A part has at least so much time between two faults. */
    private static final Duration REST = Duration.ofSeconds(8);

    FaultSchedule {
        faults = List.copyOf(faults);
    }

    /**
     * Draws a schedule. All faults end before the length.
     *
     * @param places the places that can have faults
     */
    static FaultSchedule of(long seed, Duration length, Set<Place> places) {
        SplittableRandom random = new SplittableRandom(seed);
        List<RandomFault> possible = List.of(RandomFault.values()).stream()
                .filter(fault -> places.contains(fault.place()))
                .toList();
        Map<Place, Duration> busy = new EnumMap<>(Place.class);
        List<ScheduledFault> faults = new ArrayList<>();
        Duration at = Duration.ofMillis(random.nextInt(FIRST_MILLIS));
        while (at.compareTo(length) < 0) {
            RandomFault fault = possible.get(random.nextInt(possible.size()));
            Duration lasts = Duration.ofMillis(random.nextInt(SHORTEST_MILLIS, LONGEST_MILLIS));
            ScheduledFault next = new ScheduledFault(fault, at, lasts, random.nextInt(Integer.MAX_VALUE));
            boolean free = busy.getOrDefault(fault.place(), Duration.ZERO).compareTo(at) <= 0;
            if (free && next.end().compareTo(length) < 0) {
                faults.add(next);
                busy.put(fault.place(), isOnce(fault) ? length : next.end().plus(REST));
            }
            at = at.plusMillis(random.nextInt(LONGEST_GAP_MILLIS));
        }
        faults.sort(Comparator.comparing(ScheduledFault::at));
        return new FaultSchedule(seed, length, faults);
    }

    /** The backlog has the same readings each time, so it is delivered once. */
    private static boolean isOnce(RandomFault fault) {
        return fault == RandomFault.DELIVER_BACKLOG;
    }
}
