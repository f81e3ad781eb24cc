package org.metrobed.simulators.fleet;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongUnaryOperator;
import org.metrobed.model.Datastream;
import org.metrobed.model.DatastreamId;
import org.metrobed.simulators.city.City;
import org.metrobed.simulators.city.Scenario;
import org.metrobed.simulators.city.SensorReading;
import org.metrobed.simulators.city.Signal;
import org.metrobed.simulators.city.Station;
import org.metrobed.simulators.payload.PayloadSample;

/** The messages of one thing over a span of time. Pure, immutable. */
final class ThingOutbox {

    private static final long SECOND = 1_000;
    private static final Comparator<SensorReading> AS_SENT =
            Comparator.comparingLong(SensorReading::sentMillis).thenComparingLong(SensorReading::phenomenonMillis);

    private final Station station;
    private final Uplink uplink;
    private final Scenario scenario;
    private final Map<DatastreamId, Signal> signals = new HashMap<>();
    private final Map<DatastreamId, Ticks> ticks = new HashMap<>();

    /** @param phase gives the phase within an interval from its length, both milliseconds */
    ThingOutbox(City city, Station station, Uplink uplink, Scenario scenario, LongUnaryOperator phase) {
        this.station = station;
        this.uplink = uplink;
        this.scenario = scenario;
        for (Datastream datastream : station.datastreams()) {
            long interval = datastream.settings().intervalMillis();
            ticks.put(datastream.id(), new Ticks(interval, phase.applyAsLong(interval)));
            signals.put(datastream.id(), city.signal(datastream.id()));
        }
    }

    /**
     * A phase of one thing: a share of the interval in [0, 1), rounded down to whole seconds if the interval is longer
     * than one second.
     */
    static LongUnaryOperator share(double share) {
        return interval -> {
            long offset = (long) (share * interval);
            return interval > SECOND ? offset - offset % SECOND : offset;
        };
    }

    Uplink uplink() {
        return uplink;
    }

    /** Number of readings that the sensors take in [from, to), without faults. */
    long countTicks(long from, long to) {
        return ticks.values().stream().mapToLong(each -> each.count(from, to)).sum();
    }

    /** The messages sent in [from, to), in order, each with at most {@code batch} samples. */
    List<GatewayMessage> messages(long from, long to, int batch) {
        List<SensorReading> readings = readings(from, to);
        return readings.isEmpty() ? List.of() : messages(readings, batch);
    }

    /** The messages sent in [from, to), in order, one for each sending time. */
    List<GatewayMessage> messagesAsSent(long from, long to) {
        List<SensorReading> readings = readings(from, to);
        List<GatewayMessage> messages = new ArrayList<>();
        int end;
        for (int first = 0; first < readings.size(); first = end) {
            end = first + 1;
            while (end < readings.size()
                    && readings.get(end).sentMillis() == readings.get(first).sentMillis()) {
                end++;
            }
            messages.addAll(messages(readings.subList(first, end), Integer.MAX_VALUE));
        }
        return messages;
    }

    /** @param readings at least one */
    private List<GatewayMessage> messages(List<SensorReading> readings, int batch) {
        List<PayloadSample> samples = samples(readings);
        long sent = readings.get(readings.size() - 1).sentMillis();
        List<GatewayMessage> messages = new ArrayList<>();
        for (int first = 0; first < samples.size(); ) {
            int end = first + Math.min(samples.size() - first, batch);
            List<PayloadSample> part = samples.subList(first, end);
            int count = part.stream().mapToInt(sample -> sample.values().size()).sum();
            byte[] payload = uplink.format().encode(uplink.device(), part);
            messages.add(new GatewayMessage(uplink.gateway(), uplink.topic(), payload, count, sent));
            first = end;
        }
        return messages;
    }

    private List<SensorReading> readings(long from, long to) {
        List<SensorReading> readings = new ArrayList<>();
        for (Datastream datastream : station.datastreams()) {
            Ticks own = ticks.get(datastream.id());
            Signal signal = signals.get(datastream.id());
            long first = own.atOrAfter(from - scenario.longestDelayMillis(datastream.id()));
            for (long tick = first; tick < to; tick += own.intervalMillis()) {
                scenario.readings(datastream.id(), signal, tick).stream()
                        .filter(reading -> reading.sentMillis() >= from && reading.sentMillis() < to)
                        .forEach(readings::add);
            }
        }
        readings.sort(AS_SENT);
        return readings;
    }

    /** Readings with the same time that are sent together make one sample; a repeated property begins another. */
    private List<PayloadSample> samples(List<SensorReading> readings) {
        List<PayloadSample> samples = new ArrayList<>();
        int end;
        for (int first = 0; first < readings.size(); first = end) {
            end = first + 1;
            while (end < readings.size() && AS_SENT.compare(readings.get(first), readings.get(end)) == 0) {
                end++;
            }
            List<SensorReading> group = readings.subList(first, end);
            while (!group.isEmpty()) {
                List<SensorReading> repeats = new ArrayList<>();
                samples.add(sample(group, repeats));
                group = repeats;
            }
        }
        return samples;
    }

    private PayloadSample sample(List<SensorReading> group, List<SensorReading> repeats) {
        Map<String, PayloadSample.Value> values = new LinkedHashMap<>();
        for (SensorReading reading : group) {
            String field = uplink.field(reading.datastream().property());
            if (values.putIfAbsent(field, PayloadSample.Value.of(field, reading.value())) != null) {
                repeats.add(reading);
            }
        }
        Instant time = Instant.ofEpochMilli(group.get(0).phenomenonMillis());
        return PayloadSample.of(time, List.copyOf(values.values()));
    }
}
