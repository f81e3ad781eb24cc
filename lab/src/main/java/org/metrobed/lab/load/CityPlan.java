package org.metrobed.lab.load;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.metrobed.catalog.CatalogFiles;

/**
 * The size of a city for benchmarks. Its datastreams have ranges, tests, neighbours, anomaly detection and a threshold;
 * some of them fire, see {@link CitySignal}. Immutable.
 *
 * @param things number of things, each with {@link BenchCity#PROPERTIES} datastreams; at least 1
 * @param intervalSeconds interval of the readings of a datastream, seconds; at least 1
 * @param connections number of MQTT connections that share the things; at least 1
 */
public record CityPlan(int things, long intervalSeconds, int connections) {

    public CityPlan {
        if (things < 1 || intervalSeconds < 1 || connections < 1) {
            throw new IllegalArgumentException("things, interval and connections must be at least 1");
        }
    }

    /** The number of datastreams. */
    public int datastreams() {
        return things * BenchCity.PROPERTIES;
    }

    /** The interval in microseconds. */
    public long stepMicros() {
        return intervalSeconds * 1_000_000;
    }

    /** Readings a second if each datastream sends one reading in each interval. */
    public double readingsPerSecond() {
        return (double) datastreams() / intervalSeconds;
    }

    /** The bundle. */
    public CatalogFiles files() {
        return BenchCity.files(things, properties(true));
    }

    /** The bundle without the test that compares neighbours, for runs of single stages: nothing exchanges values there. */
    public CatalogFiles filesWithoutNeighbours() {
        return BenchCity.files(things, properties(false));
    }

    /** The topic of a thing in UTF-8. */
    byte[] topic(int thing) {
        return BenchCity.topic(thing % connections, thing).getBytes(StandardCharsets.UTF_8);
    }

    /** The topics of all things. */
    public List<String> listTopics() {
        return IntStream.range(0, things)
                .mapToObj(thing -> new String(topic(thing), StandardCharsets.UTF_8))
                .toList();
    }

    /** The thing that publishes at this place of a round: things with neighbouring numbers publish far from each other. */
    int thingAt(int place) {
        return (int) ((long) place * stride() % things);
    }

    /** Near the golden section of the number of things, and without a common divisor. */
    private int stride() {
        int stride = Math.max(1, (int) Math.round(things * 0.618));
        while (divisor(stride, things) > 1) {
            stride++;
        }
        return stride;
    }

    private static int divisor(int a, int b) {
        return b == 0 ? a : divisor(b, a % b);
    }

    private String properties(boolean neighbours) {
        StringBuilder text = new StringBuilder("properties:\n");
        for (int i = 0; i < BenchCity.PROPERTIES; i++) {
            text.append("  ").append(BenchCity.property(i)).append(":\n").append("""
                        name: Measured quantity
                        unit: Cel
                        statistic: instant
                        interval: %s
                        ranges: { fail: [-40, 200], suspect: [-20, 150] }
                        quality:
                          spike: { suspect: 20, fail: 60 }
                          rate-of-change: { suspect: 100, per: %s }
                          flat-line: { suspect: %s, fail: %s }
                          time-gap: { suspect: %s, fail: %s }
                    """.formatted(
                            after(1), after(1), after(60), after(600), after(10), after(1_000)));
            if (neighbours && i == 0) {
                text.append("      neighbours: { radius: 1.2 km, suspect: 10, least-spread: 20, at-least: 3, within: ")
                        .append(after(5))
                        .append(" }\n");
            }
            text.append("    thresholds:\n      high: { above: 98, clear: 90, for: ")
                    .append(after(5))
                    .append(", severity: warning }\n");
        }
        return text.toString();
    }

    private Duration after(int intervals) {
        return Duration.ofSeconds(intervals * intervalSeconds);
    }
}
