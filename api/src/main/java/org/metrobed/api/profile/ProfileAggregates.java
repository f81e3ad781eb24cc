package org.metrobed.api.profile;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.metrobed.api.http.ProblemException;
import org.metrobed.api.http.QueryParameter;
import org.metrobed.api.http.Request;
import org.metrobed.api.thing.StatisticRule;
import org.metrobed.model.Datastream.Statistic;

/** The selectable aggregates of a profile, with the fields of each. Static functions only. */
final class ProfileAggregates {

    private static final String UNKNOWN = "unknown";
    private static final Map<String, Set<String>> FIELDS = fields();

    /** Selects aggregates. */
    static final QueryParameter AGG = QueryParameter.words(
            "agg",
            "Only these aggregates; counts, days and coverage are always there. The answer is faster without"
                    + " quantiles (p05 to p95).",
            List.copyOf(FIELDS.keySet()));

    private ProfileAggregates() {}

    private static Map<String, Set<String>> fields() {
        Map<String, Set<String>> fields = new TreeMap<>();
        fields.put("mean", Set.of("mean", "direction", UNKNOWN));
        fields.put("direction", Set.of("direction", UNKNOWN));
        fields.put("sd", Set.of("sd", UNKNOWN));
        fields.put("min", Set.of("min", "minTime"));
        fields.put("max", Set.of("max", "maxTime"));
        for (String aggregate : List.of("sum", "p05", "p10", "p25", "p50", "p75", "p90", "p95")) {
            fields.put(aggregate, Set.of(aggregate));
        }
        return fields;
    }

    /**
     * The fields of aggregates that a request does not select.
     *
     * @param statistics kinds of reading of the selected datastreams
     */
    static Set<String> leftOut(Request request, List<Set<Statistic>> statistics) {
        List<String> wanted = request.listTexts(AGG);
        try {
            StatisticRule.check(wanted, statistics);
        } catch (IllegalArgumentException e) {
            throw ProblemException.parameter(AGG.name(), e.getMessage());
        }
        Set<String> left = new HashSet<>();
        if (!wanted.isEmpty()) {
            FIELDS.values().forEach(left::addAll);
            wanted.forEach(aggregate -> left.removeAll(FIELDS.get(aggregate)));
        }
        return left;
    }

    /** Whether a request asks for any quantile. */
    static boolean wantsQuantiles(Request request) {
        List<String> wanted = request.listTexts(AGG);
        return wanted.isEmpty() || wanted.stream().anyMatch(aggregate -> aggregate.startsWith("p"));
    }
}
