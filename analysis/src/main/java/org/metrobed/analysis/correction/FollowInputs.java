package org.metrobed.analysis.correction;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.metrobed.model.DatastreamSettings;
import org.metrobed.model.Observation;

/**
 * Computes the values of a product again, each at every full minute of log time at which one of its inputs is corrected,
 * replaced or judged again, or at which a reading is known that came after the stream computed the value. A value that
 * differs then replaces the one of the stream. An hour whose readings all came after the stream had passed it gets the
 * value that the stream did not compute. One use, one thread.
 */
final class FollowInputs {

    private static final long HOUR_MICROS = 3_600_000_000L;

    private final SettingsByVersion settings;
    private final ProductInputs inputs;
    private final long asOf;
    private final Map<String, InputsOfTime.Source> sources = new HashMap<>();
    private final ProductRow made = new ProductRow();
    private final List<ReadingRevisions> rows = new ArrayList<>();
    private final List<Observation> added = new ArrayList<>();
    private final Map<Long, NavigableMap<Long, Change>> causes = new HashMap<>();
    private final NavigableSet<Long> later = new TreeSet<>();

    /** A revision of an input. */
    private record Change(String input, Observation row) {}

    /**
     * Computes all values up to a log time.
     *
     * @param own the values of the product from the stream
     * @param settings of the product
     */
    FollowInputs(List<ReadingRevisions> own, ProductInputs inputs, SettingsByVersion settings, long asOf) {
        this.settings = settings;
        this.inputs = inputs;
        this.asOf = asOf;
        inputs.byDatastream().forEach((name, input) -> sources.put(name, InputsOfTime.Source.of(input)));
        Set<Long> there = new HashSet<>();
        for (ReadingRevisions row : own) {
            there.add(row.micros());
            rows.add(followed(row));
        }
        sources.forEach((name, source) -> new MissedHours(name, source, settings)
                .list(inputs.range(), there)
                .forEach(missed -> add(name, missed)));
        rows.sort(Comparator.comparingLong(ReadingRevisions::micros));
    }

    /** The values of the stream with those that replace them, and the values that the stream did not compute. */
    List<ReadingRevisions> rows() {
        return rows;
    }

    /** The values of a range that the stream did not compute, as they are stored. */
    List<Observation> added(Recomputation.Range range) {
        return added.stream()
                .filter(row -> range.contains(row.phenomenonMicros()))
                .toList();
    }

    /** The minutes after that log time at which values follow, if nothing else comes. */
    NavigableSet<Long> later() {
        return later;
    }

    /** Why revisions were made. */
    List<ProductCause> causes(List<Observation> revisions) {
        List<ProductCause> found = new ArrayList<>();
        for (Observation row : revisions) {
            NavigableMap<Long, Change> all = causes.getOrDefault(row.phenomenonMicros(), new TreeMap<>());
            Map.Entry<Long, Change> newest = all.floorEntry(row.receivedMillis());
            if (row.cause() == Observation.Cause.INPUT && newest != null) {
                found.add(cause(row, newest.getValue()));
            }
        }
        return found;
    }

    private ProductCause cause(Observation row, Change change) {
        Observation input = change.row;
        Optional<AnnotationEvent> annotation = inputs.byDatastream().get(change.input).events().stream()
                .filter(event -> input.cause() == Observation.Cause.CORRECTION)
                .filter(event -> event.contains(input.phenomenonMicros())
                        && event.correction().changesReadings()
                        && event.holdsFromMillis() <= input.receivedMillis())
                .max(Comparator.comparingLong(AnnotationEvent::sequence));
        return new ProductCause(
                row.datastream(),
                row.phenomenonMicros(),
                row.revision(),
                change.input,
                input.phenomenonMicros(),
                annotation
                        .filter(event -> event.step() == AnnotationEvent.Step.UNDONE)
                        .map(event -> "undone")
                        .orElseGet(() -> word(input.cause())),
                annotation.map(AnnotationEvent::annotation).orElse(""));
    }

    private static String word(Observation.Cause cause) {
        return cause == Observation.Cause.ARRIVAL ? "late" : cause.name().toLowerCase(Locale.ROOT);
    }

    private ReadingRevisions followed(ReadingRevisions row) {
        for (long version : versions(row)) {
            Optional<DatastreamSettings> product = product(version);
            if (product.isPresent()) {
                return InputsOfTime.find(product.get(), version, sources, row.micros())
                        .filter(of -> !of.hasLost(row.revisions().get(0)))
                        .map(of -> followed(row, of))
                        .orElse(row);
            }
        }
        return row;
    }

    private ReadingRevisions followed(ReadingRevisions row, InputsOfTime of) {
        ReadingRevisions valid = made.isSettled(of.product()) ? row.asSettled() : row;
        for (Map.Entry<Long, Change> change : changes(row, of).entrySet()) {
            long minute = change.getKey();
            if (minute > asOf) {
                later.add(minute);
                break;
            }
            double value = of.at(minute);
            if (Double.compare(value, valid.at(minute).result()) != 0) {
                valid = valid.with(made.replacing(row.streamAt(minute), value, minute, of.product()));
                causes.computeIfAbsent(row.micros(), any -> new TreeMap<>()).put(minute, change.getValue());
            }
        }
        return valid;
    }

    /** By minute, what a value has to follow. */
    private static NavigableMap<Long, Change> changes(ReadingRevisions row, InputsOfTime of) {
        long first = LogMinute.after(row.receivedMillis());
        NavigableMap<Long, Change> changes = new TreeMap<>();
        for (int i = 0; i < of.inputs().size(); i++) {
            String input = of.product().derivation().inputs().get(i).datastream();
            for (InputReading reading : of.readings().get(i)) {
                reading.since(row.receivedMillis())
                        .forEach(since -> changes.putIfAbsent(
                                Math.max(first, InputReading.knownFrom(since)), new Change(input, since)));
            }
        }
        return changes;
    }

    /** The catalog versions that the stream may have computed a value with, the newest first. */
    private NavigableSet<Long> versions(ReadingRevisions row) {
        NavigableSet<Long> versions = new TreeSet<>(row.catalogVersions());
        Recomputation.Range after = new Recomputation.Range(row.micros(), row.micros() + 2 * HOUR_MICROS);
        sources.values().forEach(source -> source.addVersions(after, row.receivedMillis(), versions));
        return versions.descendingSet();
    }

    private Optional<DatastreamSettings> product(long version) {
        return settings.find(version).filter(found -> found.derivation().isDerived());
    }

    private void add(String input, MissedHours.Missed missed) {
        if (missed.minute() > asOf) {
            later.add(missed.minute());
            return;
        }
        DatastreamSettings product = product(missed.version()).orElseThrow();
        InputsOfTime.find(product, missed.version(), sources, missed.micros()).ifPresent(of -> {
            Observation first = made.first(missed, of.at(missed.minute()), product);
            added.add(first.withReceivedMillis(missed.minute()));
            causes.computeIfAbsent(missed.micros(), any -> new TreeMap<>())
                    .put(missed.minute(), new Change(input, missed.newest()));
            rows.add(followed(new ReadingRevisions(List.of(first), List.of()), of));
        });
    }
}
