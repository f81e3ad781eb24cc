package org.metrobed.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.metrobed.catalog.Catalog;
import org.metrobed.catalog.units.Linear;
import org.metrobed.catalog.units.Units;
import org.metrobed.model.Datastream;
import org.metrobed.model.Thing;

/**
 * A random feed for the things of a catalog: bursts, readings out of order, duplicates, conflicts, readings late by
 * hours, missing values, values out of range, undecodable ones, other units. The same seed gives the same log.
 */
final class Feed {

    private static final Linear MILLIGRAMS =
            Units.findConversion("mg/m3", "ug/m3").orElseThrow();

    private final Catalog catalog;
    private final RawLog log;
    private final Random random;
    private final Map<String, Double> first = new HashMap<>();
    private final List<Sent> sent = new ArrayList<>();
    private final List<Sent> undecodable = new ArrayList<>();
    private long readings;
    private long conflicts;

    /** A message and its position in Kafka. */
    private record Sent(Future<RecordMetadata> where, String topic, String key, String payload) {}

    Feed(Catalog catalog, RawLog log, long seed) {
        this.catalog = catalog;
        this.log = log;
        this.random = new Random(seed);
    }

    /** Sends {@code steps} steps of one second of log time, and the heartbeats; returns the last received time. */
    long send(long fromMillis, int steps) {
        long now = fromMillis;
        List<Thing> things = catalog.things();
        for (int step = 0; step < steps; step++) {
            now += 1_000;
            for (int i = 0; i < 12; i++) {
                message(now, things.get(random.nextInt(things.size())), step);
            }
            log.heartbeats(now);
        }
        log.flush();
        return now;
    }

    /** Redrives ten decoded messages and ten undecodable ones; returns the last log time. */
    long redrive(long fromMillis) throws ExecutionException, InterruptedException {
        long now = fromMillis;
        for (int i = 0; i < 10; i++) {
            now += 1_000;
            redrive(now, sent.get(i * 7), "0");
            redrive(now, undecodable.get(i), "-1");
            log.heartbeats(now);
        }
        log.flush();
        return now;
    }

    private void redrive(long now, Sent message, String indices) throws ExecutionException, InterruptedException {
        log.redrive(
                now,
                message.where().get(),
                message.topic(),
                message.key(),
                message.payload().getBytes(UTF_8),
                indices);
    }

    /** Number of readings sent, without the undecodable ones. */
    long readings() {
        return readings;
    }

    /** Number of distinct times of datastreams that were sent: each becomes one observation. */
    long observations() {
        return first.size();
    }

    /** Number of readings that contradict the first one of their time. */
    long conflicts() {
        return conflicts;
    }

    private void message(long now, Thing thing, int step) {
        String topic = "metrobed/v1/" + thing.testbed() + "/gw/" + name(thing) + "/up";
        if (random.nextInt(200) == 0) {
            String payload = "not json";
            undecodable.add(
                    new Sent(log.message(now, topic, thing.id(), payload.getBytes(UTF_8)), topic, thing.id(), payload));
            return;
        }
        StringBuilder payload = new StringBuilder("[");
        int batch = 1 + random.nextInt(4);
        Set<Instant> times = new HashSet<>(); // different values at one time in one message are refused
        for (int i = 0; i < batch; i++) {
            payload.append(i == 0 ? "" : ",").append(entry(now, thing, step, times));
        }
        String text = payload.append(']').toString();
        sent.add(new Sent(log.message(now, topic, thing.id(), text.getBytes(UTF_8)), topic, thing.id(), text));
    }

    private String entry(long now, Thing thing, int step, Set<Instant> times) {
        List<Datastream> datastreams = catalog.listDatastreams(thing.id()).stream()
                .filter(datastream -> !datastream.isDerived())
                .toList();
        long ago = random.nextInt(20) == 0 ? random.nextInt(7_200) : random.nextInt(90);
        long grid = random.nextBoolean() ? 1_000 : 10_000;
        Instant time = Instant.ofEpochMilli((now - ago * 1_000) / grid * grid);
        while (!times.add(time)) {
            time = time.minusSeconds(1);
        }
        StringBuilder values = new StringBuilder();
        for (Datastream datastream : datastreams) {
            String value = value(step);
            boolean converted = datastream.unit().equals("ug/m3") && random.nextInt(8) == 0;
            values.append(values.length() == 0 ? "" : ",")
                    .append('"')
                    .append(datastream.id().property())
                    .append("\":")
                    .append(converted ? "{\"v\":" + value + ",\"u\":\"mg/m3\"}" : value);
            double number = value.equals("null") ? Double.NaN : Double.parseDouble(value);
            count(datastream.id() + "@" + time, converted ? MILLIGRAMS.apply(number) : number);
        }
        return "{\"t\":\"" + time + "\",\"o\":{" + values + "}}";
    }

    private void count(String key, Double value) {
        readings++;
        Double before = first.putIfAbsent(key, value);
        if (before != null && !before.equals(value)) {
            conflicts++;
        }
    }

    private String value(int step) {
        return switch (random.nextInt(40)) {
            case 0 -> "null";
            case 1 -> "1e9";
            case 2 -> "NaN";
            default -> Double.toString((step % 120) + random.nextInt(8) / 4.0);
        };
    }

    private static String name(Thing thing) {
        return thing.id().substring(thing.id().indexOf('/') + 1);
    }
}
