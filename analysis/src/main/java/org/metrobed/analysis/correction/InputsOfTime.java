package org.metrobed.analysis.correction;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.metrobed.analysis.product.ProductOfHours;
import org.metrobed.analysis.product.ProductOfValues;
import org.metrobed.analysis.product.ProductValue;
import org.metrobed.analysis.product.Products;
import org.metrobed.analysis.quality.ProviderFlag;
import org.metrobed.analysis.quality.TestBits;
import org.metrobed.model.Datastream.Stamp;
import org.metrobed.model.DatastreamSettings;
import org.metrobed.model.Derivation;
import org.metrobed.model.Observation;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.ReadingInterval;
import org.metrobed.model.window.ExpectedReadings;
import org.metrobed.model.window.WindowLevel;

/**
 * The stored readings that one value of a product is computed from, as the stream computes it. Immutable.
 *
 * @param product the settings of the product
 * @param inputs the settings of its inputs, in their order
 * @param readings those of each input, in the order of time
 * @param micros the time of the value
 */
record InputsOfTime(
        DatastreamSettings product,
        List<DatastreamSettings> inputs,
        List<Collection<InputReading>> readings,
        long micros) {

    private static final long HOUR_MICROS = WindowLevel.HOUR.millis() * 1_000;

    /** The readings of one input by time, the extent of each catalog version, how many there were in each hour, and its settings. */
    record Source(
            NavigableMap<Long, InputReading> readings,
            Map<Long, Extent> versions,
            Map<Long, Long> counted,
            SettingsByVersion settings) {

        static Source of(ProductInputs.Input input) {
            NavigableMap<Long, InputReading> byTime = new TreeMap<>();
            Map<Long, Extent> versions = new HashMap<>();
            input.readings().forEach(reading -> {
                byTime.put(reading.micros(), reading);
                versions.merge(reading.first().catalogVersion(), Extent.of(reading.first()), Extent::plus);
            });
            return new Source(byTime, versions, input.counted(), input.settings());
        }

        /**
         * Adds the catalog versions of the readings in a range that were received up to a log time. Readings are looked at only for
         * a version that is not there yet and may have such a reading.
         */
        void addVersions(Recomputation.Range range, long receivedMillis, Set<Long> there) {
            versions.forEach((version, extent) -> {
                if (!there.contains(version)
                        && extent.touches(range, receivedMillis)
                        && readings.subMap(range.fromMicros(), range.toMicros()).values().stream()
                                .map(InputReading::first)
                                .anyMatch(row ->
                                        row.catalogVersion() == version && row.receivedMillis() <= receivedMillis)) {
                    there.add(version);
                }
            });
        }

        /** Whether readings of an hour were deleted. */
        boolean hasLost(long hour) {
            Long count = counted.get(hour);
            return count != null && readings.subMap(hour, hour + HOUR_MICROS).size() < count;
        }
    }

    /** The first and the last time of the readings of a catalog version, and when the first of them was received. */
    record Extent(long firstMicros, long lastMicros, long receivedMillis) {

        static Extent of(Observation row) {
            return new Extent(row.phenomenonMicros(), row.phenomenonMicros(), row.receivedMillis());
        }

        Extent plus(Extent other) {
            return new Extent(
                    Math.min(firstMicros, other.firstMicros),
                    Math.max(lastMicros, other.lastMicros),
                    Math.min(receivedMillis, other.receivedMillis));
        }

        boolean touches(Recomputation.Range range, long upToMillis) {
            return firstMicros < range.toMicros() && lastMicros >= range.fromMicros() && receivedMillis <= upToMillis;
        }
    }

    /**
     * Those of a time.
     *
     * @return empty if the settings of an input are not known in the version of the product, or if readings of an hour
     *     were deleted
     */
    static Optional<InputsOfTime> find(
            DatastreamSettings product, long version, Map<String, Source> sources, long micros) {
        List<DatastreamSettings> inputs = new ArrayList<>();
        List<Collection<InputReading>> readings = new ArrayList<>();
        for (Derivation.Input input : product.derivation().inputs()) {
            Source source = sources.get(input.datastream());
            Optional<DatastreamSettings> settings = source == null ? Optional.empty() : source.settings.find(version);
            if (settings.isEmpty() || hasLost(product, source, micros)) {
                return Optional.empty();
            }
            inputs.add(settings.get());
            readings.add(range(product, settings.get(), source.readings, micros).values());
        }
        return Optional.of(new InputsOfTime(product, inputs, readings, micros));
    }

    private static boolean hasLost(DatastreamSettings product, Source source, long micros) {
        int hours =
                Products.get(product.derivation().product()) instanceof ProductOfHours ofHours ? ofHours.hours() : 0;
        return IntStream.range(0, hours).anyMatch(back -> source.hasLost(micros - back * HOUR_MICROS));
    }

    private static NavigableMap<Long, InputReading> range(
            DatastreamSettings product,
            DatastreamSettings input,
            NavigableMap<Long, InputReading> readings,
            long micros) {
        if (Products.get(product.derivation().product()) instanceof ProductOfHours ofHours) {
            return readings.subMap(micros - (ofHours.hours() - 1) * HOUR_MICROS, true, micros + HOUR_MICROS, false);
        }
        long time = timeOfInput(product, input, micros);
        return readings.subMap(time, true, time, true);
    }

    /** The time of a reading with the time stamp of a value: the inverse of what decoding does. */
    private static long timeOfInput(DatastreamSettings product, DatastreamSettings input, long micros) {
        boolean own = product.stamp() == Stamp.INSTANT || input.stamp() == Stamp.INSTANT;
        long stamp = (own ? product : input).stamp().stampMicros(micros, interval(product));
        return input.stamp().phenomenonMicros(stamp, interval(input));
    }

    private static ReadingInterval interval(DatastreamSettings settings) {
        return new ReadingInterval(settings.intervalMillis(), ZoneOffset.UTC);
    }

    /** The value from what is known at a full minute; NaN if there is none. */
    double at(long minute) {
        return Products.get(product.derivation().product()) instanceof ProductOfHours ofHours
                ? ofHours(ofHours.hours(), minute)
                : ofValues(reading -> reading.at(minute));
    }

    /** Whether a value of the stream follows from readings of its time that were deleted. */
    boolean hasLost(Observation stream) {
        boolean ofValues = Products.get(product.derivation().product()) instanceof ProductOfValues;
        return ofValues
                && !stream.missing()
                && readings.stream().anyMatch(Collection::isEmpty)
                && Double.compare(
                                stream.result(),
                                ofValues(reading -> Optional.of(reading.first())
                                        .filter(row -> row.receivedMillis() <= stream.receivedMillis())))
                        != 0;
    }

    private double ofHours(int hours, long minute) {
        double[] sums = new double[hours];
        int[] counts = new int[hours];
        for (InputReading reading : readings.get(0)) {
            Optional<Observation> row = reading.isDuplicate() ? Optional.empty() : reading.at(minute);
            if (row.isPresent() && row.get().flag() == QualityFlag.GOOD) {
                int back = (int) ((micros - ProductInputs.hour(reading.micros())) / HOUR_MICROS);
                sums[back] += row.get().result();
                counts[back]++;
            }
        }
        ExpectedReadings expected =
                ExpectedReadings.of(WindowLevel.HOUR.millis(), inputs.get(0).intervalMillis());
        List<Double> means = new ArrayList<>();
        for (int back = 0; back < hours; back++) {
            means.add(expected.isComplete(counts[back]) ? sums[back] / counts[back] : Double.NaN);
        }
        return ProductValue.ofHours(product.derivation(), means);
    }

    private double ofValues(Function<InputReading, Optional<Observation>> known) {
        List<Double> values = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            DatastreamSettings input = inputs.get(i);
            values.add(readings.get(i).stream()
                    .flatMap(reading -> known.apply(reading).stream())
                    .filter(row -> isBelieved(row, input))
                    .map(Observation::result)
                    .findFirst()
                    .orElse(Double.NaN));
        }
        return ProductValue.ofValues(product.derivation(), values);
    }

    private static boolean isBelieved(Observation row, DatastreamSettings input) {
        boolean failed = TestBits.has(row.tests(), TestBits.CORRECTED) && row.flag() == QualityFlag.FAIL;
        return !failed
                && !ProviderFlag.isFail(row.tests().word0())
                && Double.isFinite(row.result())
                && input.fail().contains(row.result());
    }
}
