package org.metrobed.simulators.city;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.metrobed.model.DatastreamId;

/** The faults of a run, at fixed instants. Pure, immutable, thread-safe. */
public final class Scenario {

    private final List<Fault> faults;
    private final Map<DatastreamId, List<Fault>> byDatastream;

    private Scenario(List<Fault> faults) {
        this.faults = faults.stream()
                .sorted(Comparator.comparing(Fault::from)
                        .thenComparing(Fault::datastream)
                        .thenComparing(Fault::kind))
                .toList();
        this.byDatastream = this.faults.stream().collect(Collectors.groupingBy(Fault::datastream));
    }

    /** These faults. */
    public static Scenario of(List<Fault> faults) {
        return new Scenario(faults);
    }

    /** Nothing goes wrong. */
    public static Scenario none() {
        return new Scenario(List.of());
    }

    /** The demonstration: see {@link DemoFaults}. */
    public static Scenario demo(City city, Instant start) {
        return new Scenario(new DemoFaults(city, start).list());
    }

    /** The faults in the order of their beginning. */
    public List<Fault> faults() {
        return faults;
    }

    /** The ground truth, in the order of its beginning. */
    public List<Label> labels() {
        return faults.stream()
                .map(fault -> new Label(fault.datastream(), fault.kind(), fault.from(), fault.to()))
                .toList();
    }

    /** How long after its true time a reading of a datastream may leave, milliseconds. */
    public long longestDelayMillis(DatastreamId datastream) {
        return byDatastream.getOrDefault(datastream, List.of()).stream()
                .mapToLong(Fault::delayMillis)
                .sum();
    }

    /** What is sent of the value that a signal has at an instant of true time. */
    public List<Reading> readings(DatastreamId datastream, Signal signal, long trueMillis) {
        List<Reading> readings = List.of(new Reading(datastream, trueMillis, signal.valueAt(trueMillis), trueMillis));
        for (Fault fault : byDatastream.getOrDefault(datastream, List.of())) {
            if (fault.covers(trueMillis)) {
                List<Reading> spoilt = new ArrayList<>();
                readings.forEach(reading -> spoilt.addAll(fault.apply(reading, trueMillis, signal)));
                readings = spoilt;
            }
        }
        return readings;
    }
}
