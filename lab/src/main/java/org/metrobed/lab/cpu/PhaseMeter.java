package org.metrobed.lab.cpu;

import com.sun.management.GarbageCollectorMXBean;
import com.sun.management.GcInfo;
import java.lang.management.ManagementFactory;
import java.util.OptionalLong;

/**
 * Measures what this JVM and PostgreSQL use during a phase: processor time, bytes written to disks, the longest garbage
 * collection. Not thread-safe.
 */
public final class PhaseMeter {

    private final long postmaster;
    private final CpuMeter cpu;
    private CpuUse cpuBefore;
    private long writtenBefore;
    private long startNanos;
    private long startMillis;
    private long longestCollectionMillis;

    /** @param postmaster the process id of PostgreSQL */
    public PhaseMeter(long postmaster) {
        this.postmaster = postmaster;
        this.cpu = new CpuMeter(OptionalLong.of(postmaster));
        begin();
    }

    /**
     * What a phase used. Immutable.
     *
     * @param seconds its length
     * @param cpu processor time
     * @param mebibytesWritten written to disks
     * @param longestCollectionMillis the longest garbage collection that was seen
     */
    public record Use(double seconds, CpuUse cpu, double mebibytesWritten, long longestCollectionMillis) {}

    /** Begins a phase. */
    public void begin() {
        startNanos = System.nanoTime();
        startMillis = ManagementFactory.getRuntimeMXBean().getUptime();
        longestCollectionMillis = 0;
        writtenBefore = written();
        cpuBefore = cpu.read();
    }

    /** Looks at the newest collection; to be called some times a second. */
    public void look() {
        for (GarbageCollectorMXBean collector : ManagementFactory.getPlatformMXBeans(GarbageCollectorMXBean.class)) {
            GcInfo last = collector.getLastGcInfo();
            if (last != null && last.getStartTime() >= startMillis) {
                longestCollectionMillis = Math.max(longestCollectionMillis, last.getDuration());
            }
        }
    }

    /** What was used since the beginning of the phase. */
    public Use end() {
        CpuUse used = cpu.read().since(cpuBefore);
        look();
        return new Use(
                (System.nanoTime() - startNanos) / 1e9,
                used,
                Math.max(0, written() - writtenBefore) / (double) (1 << 20),
                longestCollectionMillis);
    }

    /** The number of threads of this process now, with those of the JVM itself. */
    public static long threads() {
        return ProcessTimes.threads();
    }

    private long written() {
        return ProcessTimes.written(ProcessHandle.current().pid())
                + ProcessTimes.members(postmaster).stream()
                        .mapToLong(ProcessTimes::written)
                        .sum();
    }
}
