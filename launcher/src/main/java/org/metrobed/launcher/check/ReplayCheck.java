package org.metrobed.launcher.check;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.metrobed.analysis.quality.ProvidedValue;
import org.metrobed.catalog.Catalog;
import org.metrobed.decoders.spi.Message;
import org.metrobed.model.DeadLetter;
import org.metrobed.stream.decode.Reading;

/**
 * Takes the messages of a replay before they are published, and tells what the pipeline will make of them: it decodes and locates
 * them with the pipeline's own code, and compares the times of their readings. Used once, by one thread.
 */
public final class ReplayCheck {

    /** Times of a datastream that are remembered, to find several values at one time. */
    private static final int REMEMBERED = 10_000;

    private final DecodeStage stage;
    private final long receivedMillis;
    private final long retentionMicros;
    private final Map<String, Series> series = new HashMap<>();
    private final Map<DeadLetter.Reason, Refusals> refused = new TreeMap<>();
    private long accepted;
    private long beyond;
    private long conflicting;
    private String firstConflict = "";

    private static final class Series {
        private long newestMicros = Long.MIN_VALUE;
        private final Map<Long, ProvidedValue> values = new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Long, ProvidedValue> eldest) {
                return size() > REMEMBERED;
            }
        };
    }

    private record Refusals(long count, String first) {}

    /**
     * A check.
     *
     * @param catalog that will be in force
     * @param received the received time of all messages
     * @param retentionMillis the deduplication retention of the pipeline, milliseconds
     */
    public ReplayCheck(Catalog catalog, Instant received, long retentionMillis) {
        this.stage = new DecodeStage(catalog);
        this.receivedMillis = received.toEpochMilli();
        this.retentionMicros = retentionMillis * 1_000;
    }

    /** Takes the next message. */
    public void take(String topic, byte[] payload) {
        DecodeStage.Outcome outcome = stage.take(new Message(topic, payload, null, receivedMillis));
        outcome.readings().forEach(this::take);
        for (DeadLetter letter : outcome.deadLetters()) {
            refused.merge(
                    letter.reason(),
                    new Refusals(1, letter.detail()),
                    (one, other) -> new Refusals(one.count() + 1, one.first()));
        }
    }

    private void take(Reading reading) {
        accepted++;
        Series one = series.computeIfAbsent(reading.datastream(), first -> new Series());
        long time = reading.phenomenonMicros();
        ProvidedValue value = ProvidedValue.of(reading.value(), reading.marks());
        ProvidedValue before = one.values.putIfAbsent(time, value);
        if (before != null && !before.equals(value)) {
            conflicting++;
            firstConflict = firstConflict.isEmpty()
                    ? reading.datastream() + " at " + Instant.EPOCH.plus(time, ChronoUnit.MICROS)
                    : firstConflict;
        }
        beyond += one.newestMicros != Long.MIN_VALUE && time < one.newestMicros - retentionMicros ? 1 : 0;
        one.newestMicros = Math.max(one.newestMicros, time);
    }

    /** Readings that will be stored, or compared with one that is. */
    public long accepted() {
        return accepted;
    }

    /**
     * Sentences about readings that will be refused or will not count; none if all will. What the replay itself cannot read, and
     * sends as text, is not among them.
     */
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        refused.keySet().removeAll(List.of(DeadLetter.Reason.MALFORMED, DeadLetter.Reason.NOT_A_NUMBER));
        refused.forEach((reason, one) ->
                warnings.add("%d will be refused as %s: %s".formatted(one.count(), reason.code(), one.first())));
        if (conflicting > 0) {
            warnings.add(
                    ("%d have another value or flag than the reading of the same time before them, the first of %s; one of them will"
                                    + " be stored. 'where' divides a file of several stations or parameters")
                            .formatted(conflicting, firstConflict));
        }
        if (beyond > 0) {
            warnings.add(
                    ("%d are more than %s before the newest reading of their datastream: they will be stored, but not enter"
                                    + " windows. Sort the file by time")
                            .formatted(beyond, Duration.ofMillis(retentionMicros / 1_000)));
        }
        return warnings;
    }
}
