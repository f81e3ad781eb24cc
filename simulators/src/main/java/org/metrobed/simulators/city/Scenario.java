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

    private final List<SensorFault> faults;
    private final Map<DatastreamId, List<SensorFault>> byDatastream;

    private Scenario(List<SensorFault> faults) {
        this.faults = faults.stream()
                .sorted(Comparator.comparing(SensorFault::from)
                        .thenComparing(SensorFault::datastream)
                        .thenComparing(SensorFault::kind))
                .toList();
        this.byDatastream = this.faults.stream().collect(Collectors.groupingBy(SensorFault::datastream));
    }

    /** These faults. */
    public static Scenario of(List<SensorFault> faults) {
        return new Scenario(faults);
    }

    /** No faults. */
    public static Scenario none() {
        return new Scenario(List.of());
    }

    /** The demonstration: see {@link DemoFaults}. */
    public static Scenario demo(City city, Instant start) {
        return new Scenario(new DemoFaults(city, start).list());
    }

    /** The faults, sorted by start. */
    public List<SensorFault> faults() {
        return faults;
    }

    /** The ground truth, sorted by start. */
    public List<Label> labels() {
        return faults.stream()
                .map(fault -> new Label(fault.datastream(), fault.kind(), fault.from(), fault.to()))
                .toList();
    }

    /** How long after its true time a reading of a datastream may be sent, milliseconds. */
    public long longestDelayMillis(DatastreamId datastream) {
        return byDatastream.getOrDefault(datastream, List.of()).stream()
                .mapToLong(SensorFault::delayMillis)
                .sum();
    }

    /** The readings that are sent for the value of a signal at an instant of true time. */
    public List<SensorReading> readings(DatastreamId datastream, Signal signal, long trueMillis) {
        List<SensorReading> readings =
                List.of(new SensorReading(datastream, trueMillis, signal.valueAt(trueMillis), trueMillis));
        for (SensorFault fault : byDatastream.getOrDefault(datastream, List.of())) {
            if (fault.covers(trueMillis)) {
                List<SensorReading> spoilt = new ArrayList<>();
                readings.forEach(reading -> spoilt.addAll(fault.apply(reading, trueMillis, signal)));
                readings = spoilt;
            }
        }
        return readings;
    }
}
