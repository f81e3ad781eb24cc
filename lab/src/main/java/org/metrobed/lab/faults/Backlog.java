package org.metrobed.lab.faults;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.metrobed.catalog.CatalogFiles;
import org.metrobed.lab.load.LoadGateway;
import org.metrobed.lab.load.PayloadText;

/**
 * The backlog of a gateway for one day: one reading a minute of each of twenty meters, and one more reading, which
 * closes the last window of the day. The readings of a meter are sent in order; those of different meters are mixed.
 * Immutable.
 *
 * @param startMicros the first minute
 */
record Backlog(long startMicros) implements Expected {

    static final int THINGS = 20;
    private static final int MINUTES = 24 * 60;
    private static final int READINGS_A_MESSAGE = 15;
    /** The id of the test-bed. */
    static final String ID = "meters";

    /** The catalog with an additional test-bed of meters. */
    static CatalogFiles addTo(CatalogFiles files) {
        Map<String, String> texts = new TreeMap<>(files.texts());
        StringBuilder text = new StringBuilder("""
                testbed:
                  id: meters
                  name: Meters
                  zone: UTC
                  description: Read once a minute by a gateway that is offline for a day.
                bindings:
                  native:
                    topic: metrobed/v1/{testbed}/{gateway}/{thing}/up
                    decoder: native-json
                properties:
                  level:
                    name: Level
                    unit: Cel
                    statistic: instant
                    interval: PT1M
                    ranges: { fail: [-40, 200], suspect: [-20, 150] }
                thing-types:
                  meter:
                    family: air
                    properties:
                      level:
                things:
                """);
        for (int thing = 0; thing < THINGS; thing++) {
            text.append(String.format(
                    Locale.ROOT,
                    "  %s:%n    name: Meter %d%n    type: meter%n    location: { lat: 47.0, lon: %.3f }%n",
                    thing(thing),
                    thing,
                    16 + thing * 1e-3));
        }
        texts.put("meters/testbed.yaml", text.toString());
        return CatalogFiles.of(texts);
    }

    @Override
    public String testbed() {
        return ID;
    }

    @Override
    public List<String> listDatastreams() {
        return IntStream.range(0, THINGS)
                .mapToObj(thing -> ID + "/" + thing(thing) + "/level")
                .toList();
    }

    @Override
    public long stepMicros() {
        return 60_000_000;
    }

    @Override
    public int rounds() {
        return MINUTES + 1;
    }

    @Override
    public double value(int datastream, long micros) {
        return PayloadText.value(micros / stepMicros() * THINGS + datastream, 0);
    }

    /** All messages in the order of sending. */
    List<LoadGateway.Message> messages() {
        Random random = new Random(1);
        int[] next = new int[THINGS];
        List<Integer> unfinished =
                new ArrayList<>(IntStream.range(0, THINGS).boxed().toList());
        List<LoadGateway.Message> messages = new ArrayList<>();
        while (!unfinished.isEmpty()) {
            int place = random.nextInt(unfinished.size());
            int thing = unfinished.get(place);
            int end = Math.min(rounds(), next[thing] + READINGS_A_MESSAGE);
            messages.add(message(thing, next[thing], end));
            next[thing] = end;
            if (end == rounds()) {
                unfinished.remove(place);
            }
        }
        return messages;
    }

    private LoadGateway.Message message(int thing, int from, int to) {
        StringBuilder text = new StringBuilder();
        for (int round = from; round < to; round++) {
            text.append(String.format(
                    Locale.ROOT,
                    "%s{\"t\":\"%s\",\"o\":{\"level\":%.2f}}",
                    round == from ? "[" : ",",
                    Instant.EPOCH.plus(micros(round), ChronoUnit.MICROS),
                    value(thing, micros(round))));
        }
        String topic = "metrobed/v1/" + ID + "/gw-store/" + thing(thing) + "/up";
        return new LoadGateway.Message(
                topic.getBytes(StandardCharsets.UTF_8),
                text.append(']').toString().getBytes(StandardCharsets.UTF_8));
    }

    static String thing(int number) {
        return String.format(Locale.ROOT, "meter-%02d", number);
    }
}
