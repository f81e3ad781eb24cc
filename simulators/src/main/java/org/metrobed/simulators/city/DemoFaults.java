package org.metrobed.simulators.city;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.metrobed.model.Datastream;

/**
 * The faults of the demonstration, relative to its start, on the first datastreams of each quantity in the city:
 *
 * <ul>
 * <li>PM2.5 far above 55.4 ug/m3: half an hour at one station some hours ago; at a second one from 7 min before the
 * start, so that a rule of five minutes fires in the first minute of live operation
 * <li>a station that sent nothing for two hours, and one whose readings were twenty minutes late
 * <li>a sensor stuck for ninety minutes, a level shift, readings sent twice, a single value out of range
 * </ul>
 */
final class DemoFaults {

    private static final double EPISODE = 75;
    private static final long MINUTE = 60_000;

    private final City city;
    private final Instant start;
    private final List<SensorFault> faults = new ArrayList<>();

    DemoFaults(City city, Instant start) {
        this.city = city;
        this.start = start.truncatedTo(ChronoUnit.MILLIS);
    }

    List<SensorFault> list() {
        add(Quantity.PM25, 0, SensorFault.Kind.LEVEL_SHIFT, "-PT5H", "-PT4H30M", EPISODE);
        add(Quantity.PM25, 1, SensorFault.Kind.LEVEL_SHIFT, "-PT7M", "PT20M", EPISODE);
        add(Quantity.NO2, 2, SensorFault.Kind.STUCK, "-PT9H", "-PT7H30M", 0);
        add(Quantity.O3, 3, SensorFault.Kind.DUPLICATE, "-PT3H", "-PT2H", 0);
        add(Quantity.WATER_LEVEL, 0, SensorFault.Kind.LEVEL_SHIFT, "-PT14H", "-PT12H", 0.4);
        add(Quantity.PEDESTRIANS, 1, SensorFault.Kind.LATE, "-PT6H", "-PT5H", 1200);
        dropOut(Quantity.VEHICLES, 0, "-PT11H", "-PT9H");
        spike(Quantity.TEMPERATURE, 4, "-PT8H");
        spike(Quantity.STRAIN, 0, "-PT2H30M");
        return List.copyOf(faults);
    }

    private void add(Quantity quantity, int index, SensorFault.Kind kind, String from, String to, double magnitude) {
        List<Datastream> candidates = candidates(quantity);
        if (!candidates.isEmpty()) {
            Datastream chosen = candidates.get(index % candidates.size());
            double scaled = kind == SensorFault.Kind.LATE ? magnitude : magnitude * quantity.scale(chosen.unit());
            faults.add(new SensorFault(chosen.id(), kind, at(from), at(to), scaled));
        }
    }

    private void dropOut(Quantity quantity, int index, String from, String to) {
        List<Datastream> candidates = candidates(quantity);
        if (candidates.isEmpty()) {
            return;
        }
        String thing = candidates.get(index % candidates.size()).id().thing();
        city.stations().stream()
                .filter(station -> station.thing().id().equals(thing))
                .flatMap(station -> station.datastreams().stream())
                .forEach(silent ->
                        faults.add(new SensorFault(silent.id(), SensorFault.Kind.DROPOUT, at(from), at(to), 0)));
    }

    /** One reading that is too high by the width of the fail span. */
    private void spike(Quantity quantity, int index, String from) {
        List<Datastream> candidates = candidates(quantity);
        if (!candidates.isEmpty()) {
            Datastream chosen = candidates.get(index % candidates.size());
            double width =
                    chosen.settings().fail().high() - chosen.settings().fail().low();
            Duration interval = Duration.ofMillis(chosen.settings().intervalMillis());
            Instant begin = at(from);
            double size = Double.isNaN(width) ? 1000 : width + 1;
            faults.add(new SensorFault(chosen.id(), SensorFault.Kind.SPIKE, begin, begin.plus(interval), size));
        }
    }

    private Instant at(String offset) {
        return start.plus(Duration.parse(offset));
    }

    /** Datastreams that report at least once a minute; for them half an hour is a long fault. */
    private List<Datastream> candidates(Quantity quantity) {
        return city.stations().stream()
                .flatMap(station -> station.datastreams().stream()
                        .filter(datastream -> Quantity.of(
                                        datastream.id().property(),
                                        station.thing().type())
                                == quantity))
                .filter(datastream -> datastream.settings().intervalMillis() <= MINUTE)
                .toList();
    }
}
