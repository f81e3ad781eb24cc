package org.metrobed.lab.cpu;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Processor time of a reading in microseconds, by stage. Immutable.
 *
 * @param micros microseconds by stage; an absent stage used none
 */
public record CpuCost(Map<CpuStage, Double> micros) {

    /** No processor time. */
    public static final CpuCost NONE = new CpuCost(Map.of());

    public CpuCost {
        micros = Collections.unmodifiableMap(micros.isEmpty() ? new EnumMap<>(CpuStage.class) : new EnumMap<>(micros));
    }

    /** The processor time of one stage. */
    public double of(CpuStage stage) {
        return micros.getOrDefault(stage, 0.0);
    }

    /** The sum of all stages. */
    public double sum() {
        return micros.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    /** The sum of all stages except the JIT: the cost after the JVM has run for a long time. */
    public double steady() {
        return sum() - of(CpuStage.JIT);
    }

    /** The sum of both costs. */
    public CpuCost plus(CpuCost other) {
        EnumMap<CpuStage, Double> both = new EnumMap<>(CpuStage.class);
        both.putAll(micros);
        other.micros.forEach((stage, cost) -> both.merge(stage, cost, Double::sum));
        return new CpuCost(both);
    }

    /** The cost as text for {@link #parse}. */
    public String toText() {
        return micros.entrySet().stream()
                .map(entry -> entry.getKey() + ":" + entry.getValue())
                .collect(Collectors.joining(","));
    }

    /**
     * Parses the text of {@link #toText}.
     *
     * @throws IllegalArgumentException when the text is invalid
     */
    public static CpuCost parse(String text) {
        EnumMap<CpuStage, Double> micros = new EnumMap<>(CpuStage.class);
        for (String entry : text.split(",", -1)) {
            int colon = entry.indexOf(':');
            if (colon < 0) {
                throw new IllegalArgumentException("'" + entry + "' is no cost of a stage");
            }
            micros.put(CpuStage.valueOf(entry.substring(0, colon)), Double.parseDouble(entry.substring(colon + 1)));
        }
        return new CpuCost(micros);
    }
}
