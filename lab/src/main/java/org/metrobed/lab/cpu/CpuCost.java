package org.metrobed.lab.cpu;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Microseconds of processor time a reading, by stage. Immutable.
 *
 * @param micros by stage; a stage that is not there used nothing
 */
public record CpuCost(Map<CpuStage, Double> micros) {

    /** Nothing. */
    public static final CpuCost NONE = new CpuCost(Map.of());

    public CpuCost {
        micros = Collections.unmodifiableMap(micros.isEmpty() ? new EnumMap<>(CpuStage.class) : new EnumMap<>(micros));
    }

    /** Of one stage. */
    public double of(CpuStage stage) {
        return micros.getOrDefault(stage, 0.0);
    }

    /** Of all stages together. */
    public double sum() {
        return micros.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    /** Of all stages but the JIT: what remains when the JVM has run for long. */
    public double steady() {
        return sum() - of(CpuStage.JIT);
    }

    /** Both together. */
    public CpuCost plus(CpuCost other) {
        EnumMap<CpuStage, Double> both = new EnumMap<>(CpuStage.class);
        both.putAll(micros);
        other.micros.forEach((stage, cost) -> both.merge(stage, cost, Double::sum));
        return new CpuCost(both);
    }

    /** As text that {@link #parse} reads. */
    public String toText() {
        return micros.entrySet().stream()
                .map(entry -> entry.getKey() + ":" + entry.getValue())
                .collect(Collectors.joining(","));
    }

    /**
     * The cost of {@link #toText}.
     *
     * @throws IllegalArgumentException when it is none
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
