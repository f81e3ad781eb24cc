package org.metrobed.lab.cpu;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Reads the processor time of this JVM since its start, by stage, and that of PostgreSQL. Java threads are identified
 * by their full names, the JVM's own threads by their names in the kernel. The time of ended threads counts as
 * {@link CpuStage#OTHER}. The threads that measure count to nobody. Thread-safe.
 */
public final class CpuMeter {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private final OptionalLong postmaster;

    /**
     * A meter of this JVM.
     *
     * @param postmaster the process id of PostgreSQL, if it is measured too
     * @throws IllegalStateException when the machine has no {@code /proc}
     */
    public CpuMeter(OptionalLong postmaster) {
        if (!ProcessTimes.available()) {
            throw new IllegalStateException("processor time is read from /proc, which this machine does not have");
        }
        this.postmaster = postmaster;
    }

    /** The processor time used until now. */
    public CpuUse read() {
        Map<String, Long> threads = threads();
        long ofBench = ThreadNames.MEASURING.stream()
                .mapToLong(name -> Objects.requireNonNullElse(threads.remove(name), 0L))
                .sum();
        EnumMap<CpuStage, Long> stages = new EnumMap<>(CpuStage.class);
        threads.forEach((name, nanos) -> stages.merge(ThreadNames.stage(name), nanos, Long::sum));
        long known = stages.values().stream().mapToLong(Long::longValue).sum();
        stages.merge(CpuStage.OTHER, Math.max(0, PROCESS.getProcessCpuTime() - known - ofBench), Long::sum);
        postmaster.ifPresent(pid -> stages.put(CpuStage.POSTGRES, ProcessTimes.family(pid)));
        return new CpuUse(stages, threads);
    }

    private static Map<String, Long> threads() {
        Map<String, Long> nanos = new TreeMap<>();
        long[] ids = THREADS.getAllThreadIds();
        ThreadInfo[] infos = THREADS.getThreadInfo(ids);
        for (int i = 0; i < ids.length; i++) {
            long used = THREADS.getThreadCpuTime(ids[i]);
            if (infos[i] != null && used > 0) {
                nanos.merge(infos[i].getThreadName(), used, Long::sum);
            }
        }
        ProcessTimes.nativeThreads().forEach((name, used) -> {
            CpuStage stage = ThreadNames.stage(name);
            if (stage == CpuStage.JIT || stage == CpuStage.GC || name.startsWith("rocksdb")) {
                nanos.merge(name, used, Long::sum);
            }
        });
        return nanos;
    }
}
