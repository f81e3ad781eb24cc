package org.metrobed.lab.recording;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.metrobed.catalog.Catalog;
import org.metrobed.catalog.CatalogFiles;
import org.metrobed.catalog.compile.CatalogReader;
import org.metrobed.launcher.check.DecodedReplay;
import org.metrobed.simulators.WorkProgress;
import org.metrobed.simulators.replay.MappingException;
import org.metrobed.simulators.replay.Replay;
import org.metrobed.simulators.replay.ReplayMapping;
import org.metrobed.stream.decode.Reading;

/**
 * The recordings of a folder. The mapping of {@code x.csv} is the one that is named for it, else {@code x.yaml} beside it,
 * else the columns {@code timestamp} and {@code value} with the median step as interval. Immutable.
 *
 * @param folder searched at any depth
 * @param mappings for file names, which may have the wildcards of globs
 * @param zone of times without a zone, in files without a mapping
 * @param now messages are decoded as received at this time
 */
public record RecordingFolder(Path folder, Map<String, Path> mappings, ZoneId zone, Instant now) {

    private static final String SUFFIX = ".csv";
    private static final Duration FIRST_INTERVAL = Duration.ofMinutes(5);
    private static final String PLAIN = """
            name: %1$s
            csv: { missing: ["", nan, "null"] }
            time: { columns: timestamp, patterns: iso, zone: %2$s, ambiguous: earlier }
            testbed: { id: recordings, name: Recordings, zone: %2$s }
            thing: { id: recording, name: Recording, family: infrastructure, lat: 0, lon: 0 }
            datastreams:
              - { column: value, property: value, name: Value, unit: "1", interval: %3$s }
            """;

    /**
     * What a folder has.
     *
     * @param recordings in the order of names
     * @param refused for each file that cannot be read as a recording, why
     */
    record Content(List<Recording> recordings, Map<String, String> refused) {
        Content {
            recordings = List.copyOf(recordings);
        }
    }

    public RecordingFolder {
        Objects.requireNonNull(folder, "folder");
        mappings = new LinkedHashMap<>(mappings);
        Objects.requireNonNull(zone, "zone");
        Objects.requireNonNull(now, "now");
    }

    /**
     * Reads all files.
     *
     * @throws IOException if the folder cannot be listed
     */
    Content read() throws IOException {
        List<Recording> recordings = new ArrayList<>();
        Map<String, String> refused = new LinkedHashMap<>();
        for (Path file : files()) {
            try {
                recordings.addAll(read(file));
            } catch (MappingException | IOException | UncheckedIOException e) {
                refused.put(name(file), e.getMessage());
            }
        }
        return new Content(recordings, refused);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(path -> path.toString().endsWith(SUFFIX) && Files.isRegularFile(path))
                    .sorted()
                    .toList();
        }
    }

    private List<Recording> read(Path file) throws IOException {
        Path mapping = mapping(file);
        if (mapping != null) {
            return read(file, ReplayMapping.read(mapping, warning -> {}));
        }
        List<Recording> found = read(file, plain(file, FIRST_INTERVAL));
        Duration step = found.isEmpty() ? FIRST_INTERVAL : medianStep(found.get(0));
        return step.equals(FIRST_INTERVAL) ? found : read(file, plain(file, step));
    }

    private Path mapping(Path file) {
        for (Map.Entry<String, Path> named : mappings.entrySet()) {
            if (FileSystems.getDefault()
                    .getPathMatcher("glob:" + named.getKey())
                    .matches(file.getFileName())) {
                return named.getValue();
            }
        }
        Path beside = file.resolveSibling(stem(file) + ".yaml");
        return Files.isRegularFile(beside) ? beside : null;
    }

    private ReplayMapping plain(Path file, Duration interval) {
        return ReplayMapping.parse(
                file.getFileName().toString(), PLAIN.formatted(quoted(stem(file)), zone, interval), warning -> {});
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private List<Recording> read(Path file, ReplayMapping mapping) throws IOException {
        Catalog catalog = CatalogReader.read(CatalogFiles.of(mapping.toCatalogFiles()), 1);
        DecodedReplay decoded = new DecodedReplay(catalog, now);
        try {
            new Replay(mapping, Replay.Options.DEFAULT, WorkProgress.SILENT).run(file, decoded);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        List<Recording> recordings = new ArrayList<>();
        for (Map.Entry<String, List<Reading>> one : decoded.readings().entrySet()) {
            String property = one.getKey().substring(one.getKey().lastIndexOf('/') + 1);
            recordings.add(Recording.of(
                    name(file) + "/" + property,
                    catalog.findDatastream(one.getKey()).orElseThrow().settings(),
                    one.getValue()));
        }
        return recordings;
    }

    /** To whole seconds if it is a second or more. */
    private static Duration medianStep(Recording recording) {
        long[] steps = new long[Math.max(0, recording.readings().size() - 1)];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = recording.readings().get(i + 1).phenomenonMicros()
                    - recording.readings().get(i).phenomenonMicros();
        }
        Arrays.sort(steps);
        long micros = steps.length == 0 ? FIRST_INTERVAL.toMillis() * 1_000 : steps[steps.length / 2];
        return micros < 1_000_000
                ? Duration.ofMillis(Math.max(1, micros / 1_000))
                : Duration.ofSeconds(micros / 1_000_000);
    }

    private String name(Path file) {
        String path =
                folder.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/");
        return path.substring(0, path.length() - SUFFIX.length());
    }

    private static String stem(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.length() - SUFFIX.length());
    }
}
