package org.metrobed.store.correction;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.metrobed.analysis.correction.ProductInputs;
import org.metrobed.analysis.correction.Recomputation;
import org.metrobed.model.DatastreamSettings;
import org.metrobed.model.Observation;
import org.metrobed.store.settings.SettingsSource;

/** Finds the parts of days of products that follow from changes of a cell. Used once, by one thread. */
final class ProductsDue {

    private final SettingsSource settings;
    private final String input;
    /** By product and day. */
    private final Map<String, Map<Long, Due>> due = new HashMap<>();

    private ProductsDue(SettingsSource settings, String input) {
        this.settings = settings;
        this.input = input;
    }

    /**
     * What follows from the computed rows of a cell, and from its readings that came after products were computed.
     *
     * @param fromMillis only from changes at this minute of log time or later
     */
    static List<Due> of(
            Recomputation.Stored stored, Recomputation.Result result, long fromMillis, SettingsSource settings) {
        ProductsDue found = new ProductsDue(settings, stored.datastream());
        List<Observation> changes = Stream.concat(
                        result.observations().stream(),
                        stored.observations().stream()
                                .filter(row -> Recomputation.isOutOfTurn(row) || Recomputation.isBeyondRetention(row))
                                .filter(row -> !row.cause().isComputed()
                                        && stored.range().contains(row.phenomenonMicros())))
                .filter(row -> minute(row) >= fromMillis && minute(row) <= stored.asOfMillis())
                .toList();
        if (!changes.isEmpty()) {
            Set<Long> versions = stored.observations().stream()
                    .map(Observation::catalogVersion)
                    .collect(Collectors.toSet());
            versions.forEach(version -> found.add(version, changes));
        }
        return found.due.values().stream()
                .flatMap(days -> days.values().stream())
                .toList();
    }

    private static long minute(Observation row) {
        return row.cause().isComputed() ? row.receivedMillis() : Recomputation.dueMillis(row);
    }

    private void add(long version, List<Observation> changes) {
        Optional<DatastreamSettings> own = settings.find(input, version);
        List<DatastreamSettings> products = settings.listProducts(input, version);
        for (DatastreamSettings product : own.isEmpty() ? List.<DatastreamSettings>of() : products) {
            for (Observation change : changes) {
                add(
                        product.datastream(),
                        ProductInputs.reach(product, own.get(), change.phenomenonMicros()),
                        minute(change));
            }
        }
    }

    private void add(String product, Recomputation.Range range, long minute) {
        Map<Long, Due> days = due.computeIfAbsent(product, any -> new HashMap<>());
        long first = Math.floorDiv(range.fromMicros(), Cell.DAY_MICROS) * Cell.DAY_MICROS;
        for (long day = first; day < range.toMicros(); day += Cell.DAY_MICROS) {
            days.merge(
                    day,
                    new Due(
                            product,
                            Math.max(range.fromMicros(), day),
                            Math.min(range.toMicros(), day + Cell.DAY_MICROS),
                            minute),
                    ProductsDue::both);
        }
    }

    private static Due both(Due one, Due other) {
        return new Due(
                one.datastream(),
                Math.min(one.fromMicros(), other.fromMicros()),
                Math.max(one.toMicros(), other.toMicros()),
                Math.min(one.dueMillis(), other.dueMillis()));
    }
}
