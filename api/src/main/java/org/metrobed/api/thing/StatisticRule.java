package org.metrobed.api.thing;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.metrobed.catalog.Catalog;
import org.metrobed.model.Aggregate;
import org.metrobed.model.Datastream;
import org.metrobed.model.Datastream.Statistic;
import org.metrobed.model.DatastreamId;
import org.metrobed.model.Thing;

/** The rule which aggregates have a meaning for which statistic. Static functions only. */
public final class StatisticRule {

    /**
     * Stands for the longitude of a track. Its numbers jump at the date line, so it has only the aggregates that these two have in
     * common: count, first and last.
     */
    private static final Set<Statistic> LONGITUDE = Set.of(Statistic.INSTANT, Statistic.TOTAL);

    private StatisticRule() {}

    /** The kinds of reading of a datastream, which say what aggregates it has; empty if the datastream is not known. */
    public static Set<Statistic> statistics(Optional<Datastream> datastream, Catalog catalog) {
        return datastream
                .map(known -> isLongitude(known.id(), catalog) ? LONGITUDE : Set.of(known.statistic()))
                .orElse(Set.of());
    }

    private static boolean isLongitude(DatastreamId id, Catalog catalog) {
        return catalog.findThing(id.thing())
                .map(Thing::track)
                .filter(track -> track.longitude().equals(id.property()))
                .isPresent();
    }

    /**
     * Checks that each named aggregate has a meaning for at least one of the selected series.
     *
     * @param names of aggregates, as requested
     * @param series kinds of reading of each series; one that is not known has every aggregate
     * @throws IllegalArgumentException with the broken rule
     */
    public static void check(List<String> names, Collection<Set<Statistic>> series) {
        for (String name : names) {
            Aggregate aggregate = Aggregate.of(name);
            if (!series.isEmpty()
                    && series.stream().allMatch(one -> one.stream().anyMatch(kind -> !kind.has(aggregate)))) {
                Set<Statistic> statistics = series.stream().flatMap(Set::stream).collect(Collectors.toSet());
                boolean longitude = series.stream().allMatch(LONGITUDE::equals);
                throw new IllegalArgumentException("is '" + name + "', which has no meaning for the "
                        + (longitude ? "longitude of a track" : "statistic " + words(statistics))
                        + ", must be " + aggregates(statistics));
            }
        }
    }

    private static String words(Set<Statistic> statistics) {
        return statistics.stream().map(Statistic::word).sorted().collect(Collectors.joining(" or "));
    }

    private static String aggregates(Set<Statistic> statistics) {
        return Arrays.stream(Aggregate.values())
                .filter(one -> statistics.stream().allMatch(kind -> kind.has(one)))
                .map(Aggregate::word)
                .sorted()
                .collect(Collectors.joining(", "))
                .replace("quantile", "median or a percentile");
    }
}
