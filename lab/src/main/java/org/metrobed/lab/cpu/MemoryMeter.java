package org.metrobed.lab.cpu;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The largest sampled memory of this JVM and PostgreSQL together, see {@link #sample}. For the JVM this is resident
 * memory. For PostgreSQL it is the proportional share (PSS) of each process, or its resident memory if PSS is not
 * readable. Thread-safe.
 */
public final class MemoryMeter {

    private final long postmaster;
    private final AtomicLong peakJvm = new AtomicLong();
    private final AtomicLong peakPostgres = new AtomicLong();
    private final AtomicLong peakTogether = new AtomicLong();

    /** @param postmaster the process id of PostgreSQL */
    public MemoryMeter(long postmaster) {
        this.postmaster = postmaster;
    }

    /** Takes a sample. */
    public void sample() {
        long jvm = kibibytes("self/status", "VmRSS:").orElse(0L);
        long postgres = 0;
        for (long pid : ProcessTimes.members(postmaster)) {
            postgres += kibibytes(pid + "/smaps_rollup", "Pss:")
                    .or(() -> kibibytes(pid + "/status", "VmRSS:"))
                    .orElse(0L);
        }
        peakJvm.accumulateAndGet(jvm, Math::max);
        peakPostgres.accumulateAndGet(postgres, Math::max);
        peakTogether.accumulateAndGet(jvm + postgres, Math::max);
    }

    /** The peak of the JVM in MiB. */
    public long peakJvmMebibytes() {
        return peakJvm.get() >> 10;
    }

    /** The peak of PostgreSQL in MiB. */
    public long peakPostgresMebibytes() {
        return peakPostgres.get() >> 10;
    }

    /** The peak of both at the same time in MiB. */
    public long peakMebibytes() {
        return peakTogether.get() >> 10;
    }

    private static Optional<Long> kibibytes(String file, String field) {
        return ProcessTimes.read(Path.of("/proc").resolve(file))
                .flatMap(text -> text.lines()
                        .filter(line -> line.startsWith(field))
                        .findFirst()
                        .map(line -> Long.parseLong(line.replaceAll("\\D", ""))));
    }
}
