package org.metrobed.api.window;

import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.metrobed.model.Datastream.Statistic;

/**
 * The requested aggregates of windows. Immutable.
 *
 * @param hidden fields of {@link WindowView} that are not requested
 * @param shares the requested quantiles: the share below each, by its requested name, in that order
 */
record Aggregates(Set<String> hidden, Map<String, Double> shares) {

    private static final String UNKNOWN = "unknown";

    /** The aggregates with fields of their own, and the fields of each. */
    private static final Map<String, Set<String>> FIELDS = Map.ofEntries(
            Map.entry("count", Set.of("count")),
            Map.entry("sum", Set.of("sum")),
            Map.entry("total", Set.of("total")),
            Map.entry("mean", Set.of("mean", UNKNOWN)),
            Map.entry("sd", Set.of("sd", UNKNOWN)),
            Map.entry("min", Set.of("min", "minTime", UNKNOWN)),
            Map.entry("max", Set.of("max", "maxTime", UNKNOWN)),
            Map.entry("first", Set.of("first", "firstTime")),
            Map.entry("last", Set.of("last", "lastTime")),
            Map.entry("direction", Set.of("direction", UNKNOWN)),
            Map.entry("increase", Set.of("increase", UNKNOWN)),
            Map.entry("resets", Set.of("resets", UNKNOWN)),
            Map.entry("transitions", Set.of("transitions", UNKNOWN)),
            Map.entry("mode", Set.of("mode", UNKNOWN)),
            Map.entry("time-in-state", Set.of("timeInState", UNKNOWN)));

    private static final List<String> USUAL = List.of("mean", "sd", "min", "max", "sum", "first", "last");
    private static final Map<Statistic, List<String>> USUAL_OF = Map.of(
            Statistic.TOTAL, List.of("increase", "resets", "first", "last"),
            Statistic.STATE, List.of("transitions", "mode", "time-in-state", "first", "last"));
    private static final String MEDIAN = "median";
    private static final Pattern PERCENTILE = Pattern.compile("p(0[1-9]|[1-9][0-9])");

    static final String RULE = "count, direction, first, increase, last, max, mean, median, min, mode, resets, sd, sum,"
            + " time-in-state, total, transitions or a percentile p01 to p99";

    Aggregates {
        hidden = Set.copyOf(hidden);
        shares = Collections.unmodifiableMap(new LinkedHashMap<>(shares));
    }

    /**
     * Reads their names; without names the defaults of the statistics.
     *
     * @param statistics of the selected datastreams that are known
     * @throws IllegalArgumentException with the broken rule
     */
    static Aggregates parse(List<String> names, Set<Statistic> statistics) {
        Set<String> hidden = new HashSet<>();
        FIELDS.values().forEach(hidden::addAll);
        Map<String, Double> shares = new LinkedHashMap<>();
        for (String name : names.isEmpty() ? usual(statistics) : names) {
            if (FIELDS.containsKey(name)) {
                hidden.removeAll(FIELDS.get(name));
            } else if (name.equals(MEDIAN)) {
                shares.put(name, 0.5);
            } else if (PERCENTILE.matcher(name).matches()) {
                shares.put(name, Integer.parseInt(name.substring(1)) / 100.0);
            } else {
                throw new IllegalArgumentException("is '" + name + "', must be " + RULE);
            }
        }
        return new Aggregates(hidden, shares);
    }

    /** The aggregates that columns of this name belong to; other columns are left out. */
    static List<String> ofColumns(List<String> columns) {
        return columns.stream()
                .flatMap(column -> isQuantile(column)
                        ? Stream.of(column)
                        : FIELDS.entrySet().stream()
                                .filter(entry -> !column.equals(UNKNOWN)
                                        && entry.getValue().contains(column))
                                .map(Map.Entry::getKey))
                .distinct()
                .toList();
    }

    private static boolean isQuantile(String name) {
        return name.equals(MEDIAN) || PERCENTILE.matcher(name).matches();
    }

    private static Set<String> usual(Set<Statistic> statistics) {
        Set<String> usual = new LinkedHashSet<>(statistics.isEmpty() ? USUAL : List.of());
        statistics.forEach(one -> usual.addAll(USUAL_OF.getOrDefault(one, USUAL)));
        return usual;
    }
}
