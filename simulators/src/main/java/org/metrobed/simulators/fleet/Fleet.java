package org.metrobed.simulators.fleet;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongUnaryOperator;
import org.metrobed.catalog.Catalog;
import org.metrobed.simulators.city.City;
import org.metrobed.simulators.city.Noise;
import org.metrobed.simulators.city.Scenario;
import org.metrobed.simulators.city.Station;

/**
 * All gateways of a city: their messages over any span of time. The same span always results in the same messages, so
 * that a simulation can continue where an earlier one stopped. Pure, immutable, thread-safe.
 */
public final class Fleet {

    /** Maximum number of samples in one message. */
    public static final int BATCH = 60;

    private final List<ThingOutbox> outboxes;

    private Fleet(List<ThingOutbox> outboxes) {
        this.outboxes = List.copyOf(outboxes);
    }

    /** The fleet of a city; the seed distributes the sensors' phases. */
    public static Fleet of(Catalog catalog, City city, Scenario scenario, long seed) {
        Noise phases = Noise.of(seed).child("phases");
        return of(
                catalog,
                city,
                scenario,
                station -> ThingOutbox.share(phases.child(station.thing().id()).uniform(0)));
    }

    /** The fleet of a city whose sensors all measure at multiples of their interval after an instant. */
    public static Fleet inStep(Catalog catalog, City city, Scenario scenario, Instant since) {
        return of(catalog, city, scenario, station -> interval -> Math.floorMod(since.toEpochMilli(), interval));
    }

    private static Fleet of(
            Catalog catalog, City city, Scenario scenario, Function<Station, LongUnaryOperator> phases) {
        Map<String, Uplink> uplinks = Uplinks.of(catalog, city);
        List<ThingOutbox> outboxes = new ArrayList<>();
        for (Station station : city.stations()) {
            Uplink uplink = uplinks.get(station.thing().id());
            outboxes.add(new ThingOutbox(city, station, uplink, scenario, phases.apply(station)));
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

    /** Number of readings that the sensors take in [from, to), without faults. */
    public long countTicks(Instant from, Instant to) {
        return outboxes.stream()
                .mapToLong(outbox -> outbox.countTicks(from.toEpochMilli(), to.toEpochMilli()))
                .sum();
    }

    /** The messages sent in [from, to), thing by thing, in order for each thing. */
    public List<GatewayMessage> messages(Instant from, Instant to) {
        List<GatewayMessage> messages = new ArrayList<>();
        for (ThingOutbox outbox : outboxes) {
            messages.addAll(outbox.messages(from.toEpochMilli(), to.toEpochMilli(), BATCH));
        }
        return messages;
    }

    /** The messages sent in [from, to), one for each thing and sending time, sorted by sending time. */
    public List<GatewayMessage> messagesAsSent(Instant from, Instant to) {
        List<GatewayMessage> messages = new ArrayList<>();
        for (ThingOutbox outbox : outboxes) {
            messages.addAll(outbox.messagesAsSent(from.toEpochMilli(), to.toEpochMilli()));
        }
        messages.sort(Comparator.comparingLong(GatewayMessage::sentMillis));
        return messages;
    }
}
