package org.metrobed.api.thing;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.metrobed.model.Aggregate;
import org.metrobed.model.Datastream.Statistic;

/** The rule which aggregates have a meaning for which statistic. Static functions only. */
public final class StatisticRule {

    private StatisticRule() {}

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
                throw new IllegalArgumentException("is '" + name + "', which has no meaning for the statistic "
                        + statistics.stream().map(Statistic::word).sorted().collect(Collectors.joining(" or "))
                        + ", must be " + aggregates(statistics));
            }
        }
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
