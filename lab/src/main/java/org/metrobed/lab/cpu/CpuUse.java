package org.metrobed.lab.cpu;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Processor time by stage and by thread. Immutable.
 *
 * @param stages nanoseconds by stage
 * @param threads nanoseconds by thread name, of live threads
 */
public record CpuUse(Map<CpuStage, Long> stages, Map<String, Long> threads) {

    public CpuUse {
        stages = Collections.unmodifiableMap(stages.isEmpty() ? new EnumMap<>(CpuStage.class) : new EnumMap<>(stages));
        threads = Collections.unmodifiableMap(new TreeMap<>(threads));
    }

    /** The use since an earlier measurement; never negative. */
    public CpuUse since(CpuUse earlier) {
        EnumMap<CpuStage, Long> stageDeltas = new EnumMap<>(CpuStage.class);
        stages.forEach((stage, nanos) ->
                stageDeltas.put(stage, Math.max(0, nanos - earlier.stages.getOrDefault(stage, 0L))));
        Map<String, Long> threadDeltas = new TreeMap<>();
        threads.forEach((name, nanos) ->
                threadDeltas.put(name, Math.max(0, nanos - earlier.threads.getOrDefault(name, 0L))));
        return new CpuUse(stageDeltas, threadDeltas);
    }

    /** Percent of a core during this time, without the JVM's compilers. */
    public double steadyPercent(double seconds) {
        long nanos = stages.values().stream().mapToLong(Long::longValue).sum() - stages.getOrDefault(CpuStage.JIT, 0L);
        return nanos / seconds / 1e7;
    }

    /** The use per reading. */
    public CpuCost perReading(long readings) {
        EnumMap<CpuStage, Double> micros = new EnumMap<>(CpuStage.class);
        stages.forEach((stage, nanos) -> micros.put(stage, nanos / 1e3 / readings));
        return new CpuCost(micros);
    }

    /** The threads with the highest use, one line each. */
    public List<String> listTopThreads(int most, long readings) {
        return threads.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(most)
                .map(entry -> String.format(
                        Locale.ROOT,
                        "%7.2f us  %-10s %s",
                        entry.getValue() / 1e3 / readings,
                        ThreadNames.stage(entry.getKey()).label(),
                        entry.getKey()))
                .toList();
    }
}
