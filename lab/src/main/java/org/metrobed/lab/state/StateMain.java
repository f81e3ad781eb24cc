package org.metrobed.lab.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;

/**
 * Processes a load, then measures heap and savepoint. {@link StateProcess} starts it in a process with its own heap.
 */
public final class StateMain {

    private static final long LIMIT_SECONDS = 900;
    private static final long PAUSE_NANOS = 100_000_000;

    private StateMain() {}

    /** Arguments: those of {@link StateLoad}, and a folder. Prints progress, then one line that begins with "state". */
    public static void main(String[] arguments) throws Exception { // declared by Flink's client
        List<String> words = List.of(arguments);
        StateLoad load = StateLoad.parse(words);
        Path folder = Path.of(words.get(3));
        long empty = measureEmpty(new StateLoad(load.datastreams(), 0, load.intervalMillis()), folder);
        long begin = System.nanoTime();
        JobClient job = StateJob.graph(load, folder).executeAsync("state");
        awaitReadings(load.readings());
        double seconds = (System.nanoTime() - begin) / 1e9;
        long heap = liveHeap();
        long start = System.nanoTime();
        Path savepoint = savepoint(job, folder);
        double written = (System.nanoTime() - start) / 1e9;
        System.out.println("state "
                + new StateFigures(load, seconds, heap, empty, size(savepoint), written, StateSizes.read(savepoint))
                        .toText());
        job.cancel().get(LIMIT_SECONDS, TimeUnit.SECONDS);
        System.exit(0); // Flink leaves threads running
    }

    private static long measureEmpty(StateLoad nothing, Path folder) throws Exception { // declared by Flink's client
        JobClient job = StateJob.graph(nothing, folder).executeAsync("empty");
        LockSupport.parkNanos(20 * PAUSE_NANOS);
        long heap = liveHeap();
        job.cancel().get(LIMIT_SECONDS, TimeUnit.SECONDS);
        return heap;
    }

    private static void awaitReadings(long readings) {
        long deadline = System.nanoTime() + LIMIT_SECONDS * 1_000_000_000L;
        while (StateJob.passed() < readings) {
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("only " + StateJob.passed() + " of " + readings + " readings passed");
            }
            System.out.println("passed " + StateJob.passed());
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        System.out.println("passed " + StateJob.passed());
    }

    private static Path savepoint(JobClient job, Path folder)
            throws InterruptedException, ExecutionException, TimeoutException {
        return Path.of(URI.create(job.triggerSavepoint(folder.toUri().toString(), SavepointFormatType.NATIVE)
                .get(LIMIT_SECONDS, TimeUnit.SECONDS)));
    }

    /** The heap that is live after garbage collections. */
    private static long liveHeap() {
        System.gc();
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static long size(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> {
                        try {
                            return Files.size(file);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    })
                    .sum();
        }
    }
}
