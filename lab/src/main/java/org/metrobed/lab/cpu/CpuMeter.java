package org.metrobed.lab.cpu;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Reads what this JVM has used since it started, by stage, and what PostgreSQL has. Java's threads go by their full names,
 * the JVM's own by the kernel's; what threads used that have ended counts as {@link CpuStage#OTHER}. Thread-safe.
 */
public final class CpuMeter {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private final OptionalLong postmaster;

    /**
     * Of this JVM.
     *
     * @param postmaster the process id of PostgreSQL, if there is one
     * @throws IllegalStateException when the machine has no {@code /proc}
     */
    public CpuMeter(OptionalLong postmaster) {
        if (!ProcessTimes.available()) {
            throw new IllegalStateException("processor time is read from /proc, which this machine does not have");
        }
        this.postmaster = postmaster;
    }

    /** What has been used so far. */
    public CpuUse read() {
        Map<String, Long> threads = threads();
        EnumMap<CpuStage, Long> stages = new EnumMap<>(CpuStage.class);
        threads.forEach((name, nanos) -> stages.merge(ThreadNames.stage(name), nanos, Long::sum));
        long known = stages.values().stream().mapToLong(Long::longValue).sum();
        stages.merge(CpuStage.OTHER, Math.max(0, PROCESS.getProcessCpuTime() - known), Long::sum);
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
