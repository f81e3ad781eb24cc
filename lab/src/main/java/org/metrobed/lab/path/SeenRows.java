package org.metrobed.lab.path;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * The delays of rows from their times until they are seen first. If a newer row of a datastream is seen before those
 * between, these are counted too: they were not readable earlier. Without that a pause of seconds would be one sample.
 * Not thread-safe.
 */
final class SeenRows {

    private final Instant from;
    private final Duration interval;
    private final Map<String, Instant> newest = new HashMap<>();
    private final LongStream.Builder delays = LongStream.builder();

    /**
     * @param from rows with earlier times are ignored
     * @param interval between the times of a datastream
     */
    SeenRows(Instant from, Duration interval) {
        this.from = from;
        this.interval = interval;
    }

    /** A row is in an answer. */
    void see(String datastream, Instant time, Instant now) {
        if (time.isBefore(from)) {
            return;
        }
        Instant before = newest.getOrDefault(datastream, time.minus(interval));
        if (!time.isAfter(before)) {
            newest.putIfAbsent(datastream, time);
            return;
        }
        // half an interval: times may be rounded
        for (Instant one = time; one.isAfter(before.plus(interval.dividedBy(2))); one = one.minus(interval)) {
            delays.add(Duration.between(one, now).toNanos() / 1_000);
        }
        newest.put(datastream, time);
    }

    /** The oldest of the newest times of the datastreams; the epoch if none was seen. */
    Instant oldest() {
        return newest.values().stream().min(Instant::compareTo).orElse(Instant.EPOCH);
    }

    /** All delays so far. */
    Delay delay() {
        return Delay.of(delays.build().toArray());
    }
}
