package org.metrobed.analysis.correction;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.metrobed.analysis.product.ProductOfHours;
import org.metrobed.analysis.product.Products;
import org.metrobed.analysis.quality.TestBits;
import org.metrobed.model.DatastreamSettings;
import org.metrobed.model.Derivation;
import org.metrobed.model.Observation;

/**
 * Finds hours for which the stream has not computed a product, because all readings of the hour came after the clock of
 * their datastream had passed it. Immutable.
 *
 * @param input the datastream of the readings
 * @param source its readings
 * @param products the settings of the product
 */
record MissedHours(String input, InputsOfTime.Source source, SettingsByVersion products) {

    private static final long HOUR_MICROS = 3_600_000_000L;

    /**
     * An hour.
     *
     * @param micros its begin
     * @param version the newest catalog version among its readings, which has the product
     * @param minute the first full minute of log time at which it is known that the stream will not compute it
     * @param newest the newest reading that is known then
     */
    record Missed(long micros, long version, long minute, Observation newest) {}

    /** All hours of a range but those that have a value. */
    List<Missed> list(Recomputation.Range range, Set<Long> there) {
        Map<Long, List<InputReading>> hours = new TreeMap<>();
        for (InputReading reading : source.readings().values()) {
            long hour = ProductInputs.hour(reading.micros());
            if (range.contains(hour) && !there.contains(hour) && !reading.isDuplicate()) {
                hours.computeIfAbsent(hour, any -> new ArrayList<>()).add(reading);
            }
        }
        List<Missed> missed = new ArrayList<>();
        hours.forEach((hour, readings) -> find(hour, readings).ifPresent(missed::add));
        return missed;
    }

    /** What is known is the same for all late readings of a minute of log time, so it is looked up once for each minute. */
    private Optional<Missed> find(long hour, List<InputReading> readings) {
        Map<Known, Optional<Missed>> found = new LinkedHashMap<>();
        Map<Long, OptionalLong> passed = new HashMap<>();
        for (InputReading reading : readings) {
            boolean beyond = reading.isBeyondRetention();
            if (beyond || Recomputation.isOutOfTurn(reading.first())) {
                Known known = new Known(InputReading.knownFrom(reading.first()), beyond);
                if (!found.containsKey(known)) {
                    found.put(known, find(hour, readings, known, passed));
                }
            }
        }
        return found.values().stream().flatMap(Optional::stream).min(Comparator.comparingLong(Missed::minute));
    }

    /** The minute from which a late reading is known, and whether it is beyond the deduplication retention. */
    private record Known(long minute, boolean beyond) {}

    /** The hour as it is known at a minute. */
    private Optional<Missed> find(
            long hour, List<InputReading> readings, Known known, Map<Long, OptionalLong> passedByVersion) {
        List<Observation> rows = readings.stream()
                .map(InputReading::first)
                .filter(row -> InputReading.knownFrom(row) <= known.minute)
                .toList();
        NavigableSet<Long> versions =
                new TreeSet<>(rows.stream().map(Observation::catalogVersion).toList());
        for (long version : versions.descendingSet()) {
            if (isProduct(version)) {
                OptionalLong passed = known.beyond
                        ? OptionalLong.of(known.minute)
                        : passedByVersion.computeIfAbsent(version, of -> passed(hour, of));
                return passed.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Missed(
                                hour, version, Math.max(known.minute, passed.getAsLong()), rows.get(rows.size() - 1)));
            }
        }
        return Optional.empty();
    }

    private boolean isProduct(long version) {
        return products.find(version)
                .map(DatastreamSettings::derivation)
                .filter(Derivation::isDerived)
                .filter(derivation -> Products.get(derivation.product()) instanceof ProductOfHours)
                .filter(derivation -> derivation.inputs().get(0).datastream().equals(input))
                .isPresent();
    }

    /** From when the clock has passed an hour; a minute more, because values that await their neighbours come later. */
    private OptionalLong passed(long hour, long version) {
        Optional<DatastreamSettings> settings = source.settings().find(version);
        if (settings.isEmpty()) {
            return OptionalLong.empty();
        }
        long from = hour + HOUR_MICROS + settings.get().maxOutOfOrdernessMillis() * 1_000;
        OptionalLong received = source.readings().subMap(from, from + Reach.LONGEST_MICROS).values().stream()
                .map(InputReading::first)
                .filter(row -> !TestBits.has(row.tests(), TestBits.BEYOND_RETENTION | TestBits.DUPLICATE))
                .mapToLong(Observation::receivedMillis)
                .min();
        return received.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(LogMinute.after(received.getAsLong()) + LogMinute.MILLIS);
    }
}
