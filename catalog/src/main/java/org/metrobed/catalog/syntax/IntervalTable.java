package org.metrobed.catalog.syntax;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.metrobed.analysis.quality.RateOfChange;
import org.metrobed.catalog.yaml.Field;
import org.metrobed.catalog.yaml.Fields;
import org.metrobed.catalog.yaml.Located;
import org.metrobed.model.params.TestParams;

/**
 * The tests of a standard property whose thresholds depend on the time between readings. The row of the shortest interval
 * that is at least the interval of the datastream applies. Immutable.
 *
 * @param rows by interval, milliseconds; the rate of change of a row is the change from one reading to the next
 */
public record IntervalTable(NavigableMap<Long, QualityLayer> rows) {

    /** The key of the library. */
    static final String KEY = "by-interval";

    /** Thresholds hold for intervals down to this part of the shortest one. */
    private static final int SHORTER = 6;

    private static final double MILLIS = 1_000;

    /** Copies the rows. */
    public IntervalTable {
        rows = new TreeMap<>(rows);
    }

    /** Reads the rows of an entry of the library; none if the entry has none. */
    static IntervalTable read(Fields entry) {
        NavigableMap<Long, QualityLayer> rows = new TreeMap<>();
        entry.find(KEY)
                .ifPresent(table -> Fields.of(table)
                        .entries()
                        .forEach((interval, row) ->
                                rows.put(Duration.parse(interval).toMillis(), QualityLayer.read(row))));
        return new IntervalTable(rows);
    }

    /** Whether there are thresholds for this interval. */
    boolean covers(long intervalMillis) {
        return rows.isEmpty() || (intervalMillis >= rows.firstKey() / SHORTER && intervalMillis <= rows.lastKey());
    }

    /** The tests for an interval; none if it is not covered. */
    QualityLayer at(long intervalMillis) {
        if (rows.isEmpty() || !covers(intervalMillis)) {
            return QualityLayer.SILENT;
        }
        Map<String, Located<Optional<TestParams>>> tests = new LinkedHashMap<>();
        rows.ceilingEntry(intervalMillis)
                .getValue()
                .tests()
                .forEach((test, params) -> tests.put(
                        test,
                        new Located<>(
                                params.value().map(one -> betweenReadings(one, intervalMillis)), params.field())));
        return new QualityLayer(tests, Optional.empty(), PeerLayer.SILENT);
    }

    /** The keys of its tests. */
    public Set<String> tests() {
        Set<String> keys = new LinkedHashSet<>();
        rows.values().forEach(row -> keys.addAll(row.tests().keySet()));
        return keys;
    }

    /** Reports that it has no thresholds of these tests for an interval. A published version goes on without them. */
    void complain(Field field, String standard, List<String> missing, long intervalMillis) {
        String rule = "does not fit: " + standard + " has thresholds of " + String.join(", ", missing)
                + " for intervals from " + Duration.ofMillis(rows.firstKey() / SHORTER) + " to "
                + Duration.ofMillis(rows.lastKey()) + ", not for " + Duration.ofMillis(intervalMillis)
                + "; state your own under 'quality', or 'none'";
        field.problemUnlessPublished(rule, "until then these tests are left out");
    }

    private static TestParams betweenReadings(TestParams params, long intervalMillis) {
        return params instanceof RateOfChange.Params rate
                ? new RateOfChange.Params(rate.suspect(), rate.fail(), intervalMillis / MILLIS, rate.subSecond())
                : params;
    }
}
