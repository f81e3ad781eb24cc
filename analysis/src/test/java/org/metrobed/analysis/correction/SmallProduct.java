package org.metrobed.analysis.correction;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.metrobed.analysis.product.NowCast;
import org.metrobed.analysis.quality.GrossRange;
import org.metrobed.analysis.quality.TestBits;
import org.metrobed.analysis.window.SumReadings;
import org.metrobed.model.Datastream.Statistic;
import org.metrobed.model.DatastreamSettings;
import org.metrobed.model.Derivation;
import org.metrobed.model.Observation;
import org.metrobed.model.ObservationBuilder;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.RawPosition;
import org.metrobed.model.ReadingKind;
import org.metrobed.model.Verdicts;
import org.metrobed.model.limits.QualityConfig;
import org.metrobed.model.limits.Sentinels;
import org.metrobed.model.limits.Span;
import org.metrobed.model.window.WindowContent;
import org.metrobed.model.window.WindowRevision;
import org.metrobed.model.window.WindowRevisionBuilder;

/**
 * The rows that a stream would have stored of particles, six readings an hour, and of their NowCast, and what corrections
 * have stored of the particles. Log time and phenomenon time both begin at 0. Not thread-safe.
 */
final class SmallProduct {

    static final String INPUT = Events.DATASTREAM;
    static final String PRODUCT = "city/station/nowcast";
    static final long MINUTE = LogMinute.MILLIS;
    static final long HOUR = 60 * MINUTE;
    static final long STEP = 10 * MINUTE;

    private static final DatastreamSettings INPUT_SETTINGS = settings(INPUT, STEP);
    private static final DatastreamSettings PRODUCT_SETTINGS = settings(PRODUCT, HOUR)
            .withDerivation(new Derivation("nowcast-pm25", List.of(new Derivation.Input(INPUT, 1, 0))));

    final NavigableMap<Long, List<Observation>> input = new TreeMap<>();
    final List<Observation> product = new ArrayList<>();
    final List<WindowRevision> windows = new ArrayList<>();
    final List<AnnotationEvent> events = new ArrayList<>();
    /** How many readings windows have counted in hours. */
    final Map<Long, Long> counted = new TreeMap<>();

    static DatastreamSettings settings(String datastream, long intervalMillis) {
        QualityConfig quality = QualityConfig.ofInterval(intervalMillis * 1_000)
                .with(new GrossRange.Params(new Span(0, 900), Span.OPEN));
        return new DatastreamSettings(
                datastream, 3, intervalMillis, 0, 2 * intervalMillis, quality, Sentinels.NONE, List.of());
    }

    /** Some hours of readings in order, published as they end. */
    static SmallProduct of(double... values) {
        SmallProduct stream = new SmallProduct();
        for (int hour = 0; hour < values.length; hour++) {
            for (long at = hour * HOUR; at < (hour + 1) * HOUR; at += STEP) {
                stream.put(at, values[hour], at + 1_000, TestBits.NONE);
            }
            stream.publish(hour, (hour + 1) * HOUR + 2_000);
        }
        stream.put(values.length * HOUR, 0, values.length * HOUR + 1_000, TestBits.NONE);
        return stream;
    }

    /** Adds a reading. */
    void put(long atMillis, double value, long receivedMillis, long marks) {
        input.put(
                atMillis * 1_000,
                new ArrayList<>(List.of(row(INPUT, atMillis, value, receivedMillis, marks, atMillis))));
    }

    /** Adds what a correction has made of a reading. */
    void revise(long atMillis, long minuteMillis, double value, QualityFlag flag, Observation.Cause cause) {
        List<Observation> revisions = input.get(atMillis * 1_000);
        Observation before = revisions.get(revisions.size() - 1);
        revisions.add(before.with()
                .revision(before.revision() + 1)
                .result(value)
                .flag(flag)
                .cause(cause)
                .receivedMillis(minuteMillis)
                .build());
    }

    /** Computes the product of an hour as the stream does: from what it has received. */
    void publish(int hour, long receivedMillis) {
        double value = scratch(
                hour,
                row -> row.receivedMillis() <= receivedMillis
                        && !row.cause().isComputed()
                        && !TestBits.has(row.tests(), TestBits.BEYOND_RETENTION));
        Observation row = row(PRODUCT, hour * HOUR, value, receivedMillis, TestBits.NONE, -2 - hour);
        product.add(row);
        windows.add(window(MINUTE, row));
        windows.add(window(HOUR, row));
    }

    /** When the clock passes a time: when a reading of that time or later is first received. */
    long firstReceived(long atMillis) {
        return input.tailMap(atMillis * 1_000).values().stream()
                .map(row -> row.get(0))
                .filter(row -> !TestBits.has(row.tests(), TestBits.LATE))
                .mapToLong(Observation::receivedMillis)
                .min()
                .orElseThrow();
    }

    /** Whether the stream has a reading of an hour at a log time. */
    boolean hasReading(int hour, long receivedMillis) {
        long start = hour * HOUR * 1_000;
        return input.subMap(start, start + HOUR * 1_000).values().stream()
                .map(row -> row.get(0))
                .anyMatch(row -> row.receivedMillis() <= receivedMillis
                        && !TestBits.has(row.tests(), TestBits.BEYOND_RETENTION));
    }

    /** The product of an hour from all readings that are chosen, each in its newest chosen revision. */
    double scratch(int hour, Predicate<Observation> chosen) {
        List<Double> means = new ArrayList<>();
        for (int back = 0; back < NowCast.HOURS; back++) {
            long start = (hour - back) * HOUR * 1_000;
            List<Observation> good = input.subMap(start, start + HOUR * 1_000).values().stream()
                    .flatMap(row -> row.stream().filter(chosen).reduce((one, other) -> other).stream())
                    .filter(row -> row.flag() == QualityFlag.GOOD)
                    .toList();
            double mean =
                    good.stream().mapToDouble(Observation::result).average().orElse(Double.NaN);
            means.add(good.size() < 5 ? Double.NaN : Math.round(mean * 1e9) / 1e9);
        }
        return NowCast.pm25(means).orElse(Double.NaN);
    }

    /** What follows up to a full minute of log time. */
    Recomputation.Result compute(long asOf) {
        return compute(asOf, row -> true, List.of());
    }

    /** The same from a part of the rows, and from what was computed before. */
    Recomputation.Result compute(long asOf, Predicate<Observation> seen, List<Observation> before) {
        Recomputation.Range day = new Recomputation.Range(0, 86_400_000_000L);
        Recomputation.Stored stored = new Recomputation.Stored(
                PRODUCT,
                day,
                List.of(),
                Stream.concat(product.stream().filter(seen), before.stream()).toList(),
                List.of(),
                windows,
                version -> Optional.of(PRODUCT_SETTINGS),
                asOf);
        List<Observation> rows =
                input.values().stream().flatMap(Collection::stream).filter(seen).toList();
        ProductInputs.Input of = new ProductInputs.Input(rows, events, counted, version -> Optional.of(INPUT_SETTINGS));
        return Recomputation.of(stored, new ProductInputs(Map.of(INPUT, of), day));
    }

    /** The newest values of the product by hour, with what was computed. */
    Map<Integer, Observation> values(Recomputation.Result result) {
        Map<Integer, Observation> values = new TreeMap<>();
        Stream.concat(product.stream(), result.observations().stream())
                .sorted(Comparator.comparingInt(Observation::revision))
                .forEach(row -> values.put((int) (row.phenomenonMicros() / 1_000 / HOUR), row));
        return values;
    }

    private static Observation row(
            String datastream, long atMillis, double value, long receivedMillis, long marks, long offset) {
        QualityFlag flag = Double.isNaN(value) ? QualityFlag.MISSING : QualityFlag.GOOD;
        return ObservationBuilder.builder()
                .datastream(datastream)
                .phenomenonMicros(atMillis * 1_000)
                .result(value)
                .flag(flag)
                .tests(TestBits.with(Verdicts.of(marks), GrossRange.TEST.slot(), flag))
                .cause(Observation.Cause.ARRIVAL)
                .raw(new RawPosition(0, Math.abs(offset), offset < 0 ? -2 : 0))
                .receivedMillis(receivedMillis)
                .catalogVersion(3)
                .build();
    }

    private static WindowRevision window(long size, Observation row) {
        WindowContent content = SumReadings.of(size, List.of(row), ReadingKind.of(Statistic.MEAN));
        return WindowRevisionBuilder.builder()
                .datastream(PRODUCT)
                .sizeMillis(size)
                .startMicros(row.phenomenonMicros())
                .recordedMillis(row.receivedMillis() + 3_000)
                .intervalMillis(HOUR)
                .good(content.good())
                .suspect(content.suspect())
                .notEvaluatedCount(content.notEvaluated())
                .failCount(content.fail())
                .missingCount(content.missing())
                .catalogVersion(3)
                .build();
    }
}
