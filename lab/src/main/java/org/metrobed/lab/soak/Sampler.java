package org.metrobed.lab.soak;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.StreamSupport;
import org.metrobed.lab.cpu.PhaseMeter;
import org.metrobed.lab.path.WholePath;

/** Looks at a run. One thread. */
final class Sampler {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String RESTARTS = "metrobed_job_restarts_total ";

    private final WholePath path;
    private final HttpClient client = HttpClient.newHttpClient();

    Sampler(WholePath path) {
        this.path = path;
    }

    /** @param seconds since the first message */
    SoakSample look(long seconds) {
        try {
            return new SoakSample(
                    seconds,
                    new SoakSample.Rows(path.observations(), path.windowRows()),
                    new SoakSample.ProcessUse(path.memory().sample(), liveHeap(), PhaseMeter.threads(), descriptors()),
                    new SoakSample.Told(health(), restarts()),
                    disk());
        } catch (SQLException e) {
            throw new IllegalStateException("the rows cannot be counted: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException("the run cannot be looked at: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private DiskUse disk() throws SQLException, IOException {
        Path data = path.data();
        Path kafka = data.resolve("kafka").resolve("logs");
        long raw = bytes(kafka, "metrobed.raw-");
        return new DiskUse(
                path.tableBytes("observation"),
                path.tableBytes("window_revision"),
                path.databaseBytes(),
                raw,
                bytes(kafka, "metrobed.") - raw,
                bytes(data.resolve("flink"), ""),
                bytes(data.resolveSibling("logs"), ""));
    }

    private String health() throws IOException, InterruptedException {
        JsonNode told = JSON.readTree(get("/health"));
        String reasons = String.join(
                "; ",
                StreamSupport.stream(told.path("reasons").spliterator(), false)
                        .map(JsonNode::asText)
                        .toList());
        return told.path("status").asText() + (reasons.isEmpty() ? "" : " (" + reasons + ")");
    }

    private long restarts() throws IOException, InterruptedException {
        return get("/metrics")
                .lines()
                .filter(line -> line.startsWith(RESTARTS))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(RESTARTS.length())))
                .findFirst()
                .orElse(-1);
    }

    private String get(String place) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(path.url() + place))
                .timeout(LIMIT)
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    private static long liveHeap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                        .filter(pool -> pool.getType() == MemoryType.HEAP && pool.isUsageThresholdSupported())
                        .map(MemoryPoolMXBean::getCollectionUsage)
                        .mapToLong(MemoryUsage::getUsed)
                        .sum()
                >> 20;
    }

    private static long descriptors() {
        return ManagementFactory.getPlatformMXBean(UnixOperatingSystemMXBean.class)
                .getOpenFileDescriptorCount();
    }

    /** Bytes of the files below folders whose names begin so; files may go meanwhile. */
    private static long bytes(Path folder, String prefix) throws IOException {
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        AtomicLong sum = new AtomicLong();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path inner, BasicFileAttributes attributes) {
                return inner.getParent().equals(folder)
                                && !inner.getFileName().toString().startsWith(prefix)
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (prefix.isEmpty() || !file.getParent().equals(folder)) {
                    sum.addAndGet(attributes.size());
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException gone) {
                return FileVisitResult.CONTINUE;
            }
        });
        return sum.get();
    }
}
