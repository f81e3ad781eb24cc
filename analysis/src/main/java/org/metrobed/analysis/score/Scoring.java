package org.metrobed.analysis.score;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Scores alerts against true faults. An alert matches a fault of its datastream if it was open at some time from the
 * fault's beginning until the tolerance after its end. If it could match several, it matches the last one that began
 * before it, or the first one if all began after it: an alert that never ends finds one fault. Pure, immutable,
 * thread-safe.
 *
 * @param tolerance how long after a fault an alert still belongs to it, not negative
 */
public record Scoring(Duration tolerance) {

    /** The windows of detectors contain readings of a fault for some time after it. */
    public static final Duration DEFAULT_TOLERANCE = Duration.ofHours(2);

    private static final String ALL = "all";

    public Scoring {
        if (tolerance.isNegative()) {
            throw new IllegalArgumentException("the tolerance is " + tolerance + ", must not be negative");
        }
    }

    /**
     * Scores alerts.
     *
     * @param datastreamDays number of datastreams times monitored days, above 0
     */
    public ScoreCard score(List<TrueFault> faults, List<RaisedAlert> alerts, double datastreamDays) {
        if (!(datastreamDays > 0)) {
            throw new IllegalArgumentException("datastream-days are " + datastreamDays + ", must be above 0");
        }
        Map<TrueFault, List<RaisedAlert>> matched = match(faults, alerts);
        Map<String, Double> trust = trust(alerts, matched);
        Map<String, List<TrueFault>> families = new TreeMap<>();
        faults.forEach(fault -> families.computeIfAbsent(fault.family(), name -> new ArrayList<>())
                .add(fault));
        List<FamilyScore> scores = new ArrayList<>();
        families.forEach((family, members) -> scores.add(family(family, members, matched, trust)));
        int hits = matched.values().stream().mapToInt(List::size).sum();
        int wrong = alerts.size() - hits;
        FamilyScore all =
                family(ALL, faults, matched, trust).withPrecision(alerts.isEmpty() ? 0 : (double) hits / alerts.size());
        return new ScoreCard(scores, all, alerts.size(), wrong, wrong / datastreamDays);
    }

    /** The alerts that match no fault, in their order. */
    public List<RaisedAlert> listFalse(List<TrueFault> faults, List<RaisedAlert> alerts) {
        Set<RaisedAlert> hits = Collections.newSetFromMap(new IdentityHashMap<>());
        match(faults, alerts).values().forEach(hits::addAll);
        return alerts.stream().filter(alert -> !hits.contains(alert)).toList();
    }

    private Map<TrueFault, List<RaisedAlert>> match(List<TrueFault> faults, List<RaisedAlert> alerts) {
        Map<String, List<TrueFault>> byDatastream = new HashMap<>();
        faults.stream()
                .sorted(Comparator.comparingLong(TrueFault::fromMicros))
                .forEach(fault -> byDatastream
                        .computeIfAbsent(fault.datastream(), id -> new ArrayList<>())
                        .add(fault));
        Map<TrueFault, List<RaisedAlert>> matched = new HashMap<>();
        for (RaisedAlert alert : alerts) {
            TrueFault of = find(byDatastream.getOrDefault(alert.datastream(), List.of()), alert);
            if (of != null) {
                matched.computeIfAbsent(of, fault -> new ArrayList<>()).add(alert);
            }
        }
        return matched;
    }

    /** The fault that an alert matches; null for a false alert. */
    private TrueFault find(List<TrueFault> inOrder, RaisedAlert alert) {
        TrueFault found = null;
        for (TrueFault fault : inOrder) {
            boolean earlier = found == null || fault.fromMicros() <= alert.fromMicros();
            if (earlier && alert.meets(fault, tolerance.toNanos() / 1_000)) {
                found = fault;
            }
        }
        return found;
    }

    /** The share of matching alerts, for each detector. */
    private static Map<String, Double> trust(List<RaisedAlert> alerts, Map<TrueFault, List<RaisedAlert>> matched) {
        Map<String, Double> shares = new HashMap<>();
        Map<String, Integer> counts = new HashMap<>();
        alerts.forEach(alert -> counts.merge(alert.detector(), 1, Integer::sum));
        matched.values()
                .forEach(hits -> hits.forEach(
                        hit -> shares.merge(hit.detector(), 1.0 / counts.get(hit.detector()), Double::sum)));
        return shares;
    }

    private static FamilyScore family(
            String name, List<TrueFault> faults, Map<TrueFault, List<RaisedAlert>> matched, Map<String, Double> trust) {
        List<RaisedAlert> hits = new ArrayList<>();
        List<Double> delays = new ArrayList<>();
        for (TrueFault fault : faults) {
            List<RaisedAlert> mine = matched.getOrDefault(fault, List.of());
            hits.addAll(mine);
            mine.stream()
                    .mapToLong(alert -> Math.max(0, alert.fromMicros() - fault.fromMicros()))
                    .min()
                    .ifPresent(micros -> delays.add(micros / 1e6));
        }
        double precision = hits.stream()
                .mapToDouble(hit -> trust.getOrDefault(hit.detector(), 0.0))
                .average()
                .orElse(0);
        return new FamilyScore(
                name,
                faults.size(),
                delays.size(),
                Math.min(1, precision),
                rank(delays, 0.5),
                rank(delays, 0.95),
                delays.isEmpty() ? 0 : (double) hits.size() / delays.size());
    }

    private static double rank(List<Double> numbers, double share) {
        double[] sorted =
                numbers.stream().mapToDouble(number -> number).sorted().toArray();
        return sorted.length == 0 ? Double.NaN : sorted[(int) Math.ceil(share * sorted.length) - 1];
    }
}
