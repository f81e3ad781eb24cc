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

    /**
     * Memory in MiB. Immutable.
     *
     * @param jvm of this JVM
     * @param postgres of PostgreSQL
     */
    public record Memory(long jvm, long postgres) {

        /** Of both. */
        public long sum() {
            return jvm + postgres;
        }
    }

    /**
     * The largest memory in MiB. Immutable.
     *
     * @param together of both at the same time
     * @param each of each
     */
    public record Peaks(long together, Memory each) {}

    /** The memory now, which is also a sample for the peaks. */
    public Memory sample() {
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
        return new Memory(jvm >> 10, postgres >> 10);
    }

    /** The peaks: of each, and of both at the same time. */
    public Peaks peaks() {
        return new Peaks(peakTogether.get() >> 10, new Memory(peakJvm.get() >> 10, peakPostgres.get() >> 10));
    }

    private static Optional<Long> kibibytes(String file, String field) {
        return ProcessTimes.read(Path.of("/proc").resolve(file))
                .flatMap(text -> text.lines()
                        .filter(line -> line.startsWith(field))
                        .findFirst()
                        .map(line -> Long.parseLong(line.replaceAll("\\D", ""))));
    }
}
