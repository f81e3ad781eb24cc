package org.metrobed.launcher.check;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.metrobed.analysis.quality.ProvidedValue;
import org.metrobed.catalog.Catalog;
import org.metrobed.decoders.spi.Message;
import org.metrobed.model.DeadLetter;
import org.metrobed.simulators.replay.Replay;
import org.metrobed.stream.decode.Reading;

/**
 * Takes the messages of a replay before they are published, and tells what the pipeline will make of them: it decodes and locates
 * them with the pipeline's own code, and compares the times of their readings. Used once, by one thread.
 */
public final class ReplayCheck implements Replay.Outlet {

    private static final int MAX_CAUSES = 20;
    private static final int MAX_LINES = 5;
    /** Causes that are counted one by one: a cause can name a cell, so a long file could have millions. */
    private static final int MOST_COUNTED = 1_000;
    /** What the replay itself cannot read, and sends as text. */
    private static final Set<DeadLetter.Reason> UNREADABLE =
            EnumSet.of(DeadLetter.Reason.MALFORMED, DeadLetter.Reason.NOT_A_NUMBER);

    /** Times of a datastream that are remembered, to find several values at one time. */
    private static final int REMEMBERED = 10_000;

    private final DecodeStage stage;
    private final long receivedMillis;
    private final long retentionMicros;
    private final Map<String, Series> series = new HashMap<>();
    private final Map<Refusal, Lines> refused = new LinkedHashMap<>();
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

    /** One cause of dead letters. */
    private record Refusal(DeadLetter.Reason reason, String detail) {}

    private static final class Lines {
        private long count;
        private final Set<Long> first = new TreeSet<>();
    }

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
    @Override
    public void publish(String topic, byte[] payload) {
        publish(topic, payload, List.of());
    }

    /** Takes the next message. */
    @Override
    public void publish(String topic, byte[] payload, List<Long> lines) {
        DecodeStage.Outcome outcome = stage.take(new Message(topic, payload, null, receivedMillis));
        outcome.readings().forEach(this::take);
        outcome.deadLetters().stream()
                .filter(letter -> !UNREADABLE.contains(letter.reason()))
                .forEach(letter -> note(letter, lines));
    }

    private void note(DeadLetter letter, List<Long> lines) {
        Refusal own = new Refusal(letter.reason(), letter.detail());
        boolean counted = refused.size() < MOST_COUNTED || refused.containsKey(own);
        Lines one = refused.computeIfAbsent(
                counted ? own : new Refusal(letter.reason(), "other causes"), first -> new Lines());
        one.count++;
        int index = Math.max(0, letter.raw().index());
        if (index < lines.size() && one.first.size() < MAX_LINES) {
            one.first.add(lines.get(index));
        }
    }

    private void take(Reading reading) {
        accepted++;
        Series one = series.computeIfAbsent(reading.datastream(), first -> new Series());
        long time = reading.phenomenonMicros();
        ProvidedValue value = ProvidedValue.of(reading.value(), reading.marks());
        ProvidedValue before = one.values.putIfAbsent(time, value);
        if (before != null && before.isMissing()) {
            one.values.put(time, value); // it is filled
        } else if (before != null && !before.equals(value)) {
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
        refused.entrySet().stream()
                .limit(MAX_CAUSES)
                .forEach(one -> warnings.add(sentence(one.getKey(), one.getValue())));
        if (refused.size() > MAX_CAUSES) {
            warnings.add("%d will be refused for %d more causes"
                    .formatted(
                            refused.values().stream()
                                    .skip(MAX_CAUSES)
                                    .mapToLong(one -> one.count)
                                    .sum(),
                            refused.size() - MAX_CAUSES));
        }
        if (conflicting > 0) {
            warnings.add(
                    ("%d have another value or flag than the reading of the same time before them, the first of %s; one of them will"
                                    + " be stored. 'where' divides a file of several stations or parameters")
                            .formatted(conflicting, firstConflict));
        }
        if (beyond > 0) {
            warnings.add(
                    ("%d are more than %s before the newest reading of their datastream: they will be stored, and a"
                                    + " correction adds them to windows, minutes later. Those of a file that is sorted by"
                                    + " time need none")
                            .formatted(beyond, Duration.ofMillis(retentionMicros / 1_000)));
        }
        return warnings;
    }

    private static String sentence(Refusal cause, Lines lines) {
        String where = lines.first.stream().map(String::valueOf).collect(Collectors.joining(", "));
        return "%d will be refused as %s%s%s: %s"
                .formatted(
                        lines.count,
                        cause.reason().code(),
                        where.isEmpty() ? "" : lines.count == 1 ? ", line " + where : ", lines " + where,
                        lines.count > lines.first.size() && !where.isEmpty() ? ", …" : "",
                        cause.detail());
    }
}
