package org.metrobed.simulators.fleet;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.metrobed.catalog.Catalog;
import org.metrobed.simulators.city.City;
import org.metrobed.simulators.city.Noise;
import org.metrobed.simulators.city.Scenario;
import org.metrobed.simulators.city.Station;

/**
 * All gateways of a city: what leaves them over any span of time. Asked twice it answers the same, so a simulation can go on
 * where an earlier one stopped. Pure, immutable, thread-safe.
 */
public final class Fleet {

    /** How many samples one message carries at most. */
    public static final int BATCH = 60;

    private final List<Outbox> outboxes;

    private Fleet(List<Outbox> outboxes) {
        this.outboxes = List.copyOf(outboxes);
    }

    /** The fleet of a city; the seed spreads the sensors' phases. */
    public static Fleet of(Catalog catalog, City city, Scenario scenario, long seed) {
        Map<String, Uplink> uplinks = Uplinks.of(catalog, city);
        Noise phases = Noise.of(seed).child("phases");
        List<Outbox> outboxes = new ArrayList<>();
        for (Station station : city.stations()) {
            Uplink uplink = uplinks.get(station.thing().id());
            outboxes.add(new Outbox(city, station, uplink, scenario, phases));
        }
        return new Fleet(outboxes);
    }

    /** The names of the gateways, sorted. */
    public List<String> gateways() {
        return outboxes.stream()
                .map(outbox -> outbox.uplink().gateway())
                .distinct()
                .sorted()
                .toList();
    }

    /** How many readings the sensors take in [from, to), faults aside. */
    public long countTicks(Instant from, Instant to) {
        return outboxes.stream()
                .mapToLong(outbox -> outbox.countTicks(from.toEpochMilli(), to.toEpochMilli()))
                .sum();
    }

    /** The messages that leave in [from, to), thing by thing, for each thing in order. */
    public List<Message> messages(Instant from, Instant to) {
        List<Message> messages = new ArrayList<>();
        for (Outbox outbox : outboxes) {
            messages.addAll(outbox.messages(from.toEpochMilli(), to.toEpochMilli(), BATCH));
        }
        return messages;
    }
}
