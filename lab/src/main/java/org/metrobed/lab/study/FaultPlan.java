package org.metrobed.lab.study;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.metrobed.model.DatastreamId;
import org.metrobed.simulators.city.City;
import org.metrobed.simulators.city.SensorFault;
import org.metrobed.simulators.city.Station;

/**
 * Places the faults of a study: first gateway deaths with all their datastreams, then faults of single datastreams,
 * family by family, if there is room. Before and after each fault its datastream has no fault for {@link #REST}.
 * Mutable, for one use.
 */
final class FaultPlan {

    /** The shortest time between two faults of a datastream. */
    static final Duration REST = Duration.ofHours(24);

    private static final int ATTEMPTS = 400;

    private final StudyConfig config;
    private final City city;
    private final SplittableRandom random;
    private final List<DatastreamId> datastreams;
    private final Map<DatastreamId, List<SensorFault>> placed = new HashMap<>();
    private final List<StudyFault> truth = new ArrayList<>();

    FaultPlan(StudyConfig config, City city) {
        this.config = config;
        this.city = city;
        this.random = new SplittableRandom(config.seed());
        this.datastreams = city.stations().stream()
                .flatMap(station -> station.datastreams().stream())
                .map(datastream -> datastream.id())
                .sorted()
                .toList();
    }

    List<StudyFault> list() {
        killGateways();
        List<FaultFamily> families = FaultFamily.ofOneDatastream();
        FaultSizes sizes = new FaultSizes(config, city, random);
        int failed = 0;
        for (int i = 0; truth.size() < config.faults() && failed < ATTEMPTS; i++) {
            FaultFamily family = families.get(i % families.size());
            DatastreamId datastream = datastreams.get(random.nextInt(datastreams.size()));
            StudyFault fault = sizes.next(family, datastream, instant(family.longest()), duration(family));
            if (isFree(fault.fault()) && sizes.isSeen(fault)) {
                place(fault);
                failed = 0;
            } else {
                i--;
                failed++;
            }
        }
        truth.sort(Comparator.comparing((StudyFault each) -> each.fault().from())
                .thenComparing(each -> each.fault().datastream()));
        return List.copyOf(truth);
    }

    /** A twelfth of the faults, in whole districts; at least one gateway, unless this takes half of all faults. */
    private void killGateways() {
        List<List<DatastreamId>> districts = districts();
        int largest = districts.stream().mapToInt(List::size).max().orElse(0);
        int wanted = config.faults() / FaultFamily.values().length;
        for (int dead = 0; dead < Math.max(wanted, 1) && dead + largest <= config.faults() / 2; ) {
            List<DatastreamId> district = districts.get(random.nextInt(districts.size()));
            Instant from = instant(FaultFamily.GATEWAY_DEATH.longest());
            Instant to = from.plus(duration(FaultFamily.GATEWAY_DEATH));
            List<StudyFault> faults = district.stream()
                    .map(id -> new StudyFault(new SensorFault(id, SensorFault.Kind.GATEWAY_DEATH, from, to, 0), 0))
                    .toList();
            if (faults.stream().allMatch(fault -> isFree(fault.fault()))) {
                faults.forEach(this::place);
            }
            dead += district.size();
        }
    }

    private List<List<DatastreamId>> districts() {
        return city.stations().stream()
                .collect(Collectors.groupingBy(
                        station -> station.thing().location().district(),
                        TreeMap::new,
                        Collectors.flatMapping(FaultPlan::ids, Collectors.toList())))
                .values()
                .stream()
                .toList();
    }

    private static Stream<DatastreamId> ids(Station station) {
        return station.datastreams().stream().map(datastream -> datastream.id());
    }

    /** A whole interval after the warm-up, early enough for a quarter of a rest before the end of the study. */
    private Instant instant(Duration longest) {
        Duration room =
                config.period().minus(StudyConfig.WARM_UP).minus(longest).minus(REST.dividedBy(4));
        long intervals = Math.max(1, room.dividedBy(config.interval()));
        return config.start()
                .plus(StudyConfig.WARM_UP)
                .plus(config.interval().multipliedBy(random.nextLong(intervals)));
    }

    private Duration duration(FaultFamily family) {
        long least = Math.max(1, family.shortest().dividedBy(config.interval()));
        long most = Math.max(least, family.longest().dividedBy(config.interval()));
        return config.interval().multipliedBy(least + random.nextLong(most - least + 1));
    }

    private boolean isFree(SensorFault fault) {
        Instant from = fault.from().minus(REST);
        Instant to = fault.to().plus(REST);
        boolean inside = !fault.to().isAfter(config.end());
        return inside
                && placed.getOrDefault(fault.datastream(), List.of()).stream()
                        .noneMatch(other ->
                                from.isBefore(other.to()) && other.from().isBefore(to));
    }

    private void place(StudyFault fault) {
        placed.computeIfAbsent(fault.fault().datastream(), id -> new ArrayList<>())
                .add(fault.fault());
        truth.add(fault);
    }
}
