package org.metrobed.launcher.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.metrobed.catalog.Binding;
import org.metrobed.catalog.Catalog;

/**
 * The sample payloads of bundles. The folder {@code samples/BINDING/} holds payloads for that binding, one payload in
 * each file, taken in the order of the file names. Its file {@code topic.txt} holds the topic of the payloads. Reads
 * files; stateless.
 */
public final class BundleSamples {

    private static final String TOPIC = "topic.txt";

    private BundleSamples() {}

    /**
     * The samples of all bundles below a folder.
     *
     * @param received the received time of the samples
     * @throws IOException when a file cannot be read
     * @throws IllegalArgumentException when a folder of samples has no binding, or no topic of that binding, or when a
     *     file is a link out of the folder; the message is a sentence
     */
    public static List<SamplePayload> list(Path folder, Catalog catalog, Instant received) throws IOException {
        List<SamplePayload> samples = new ArrayList<>();
        for (Path binding : folders(folder)) {
            requireWithin(folder, binding);
            for (Path file : sorted(binding)) {
                requireWithin(folder, file);
            }
            String topic = topic(binding, catalog);
            for (Path file : sorted(binding)) {
                if (Files.isRegularFile(file) && !isHidden(file) && !file.endsWith(TOPIC)) {
                    samples.add(new SamplePayload(file, topic, null, received));
                }
            }
        }
        return samples;
    }

    /** A bundle of strangers must not show other files of this machine. */
    private static void requireWithin(Path folder, Path file) throws IOException {
        if (!Files.exists(file) || !file.toRealPath().startsWith(folder.toRealPath())) {
            throw new IllegalArgumentException(
                    file + " is a link out of the folder of bundles, or to nothing; put a copy of the file here");
        }
    }

    private static List<Path> folders(Path folder) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(Files::isDirectory)
                    .filter(path -> path.getNameCount() > folder.getNameCount() + 1
                            && path.getParent().endsWith("samples")
                            && !isHidden(path))
                    .sorted()
                    .toList();
        }
    }

    private static String topic(Path folder, Catalog catalog) throws IOException {
        String name = folder.getFileName().toString();
        Path file = folder.resolve(TOPIC);
        if (!Files.exists(file)) {
            throw new IllegalArgumentException(folder + " has no " + TOPIC + ", the topic that the samples come from");
        }
        String topic = Files.readString(file).strip();
        String bound = catalog.bindings().stream()
                .filter(binding -> binding.topic().match(topic).isPresent())
                .map(Binding::name)
                .findFirst()
                .orElse("");
        if (!bound.endsWith("/" + name)) {
            throw new IllegalArgumentException(file + ": topic '" + topic + "' fits "
                    + (bound.isEmpty() ? "no binding" : "binding '" + bound + "'") + ", must fit '" + name + "'");
        }
        return topic;
    }

    private static List<Path> sorted(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private static boolean isHidden(Path path) {
        return path.getFileName().toString().startsWith(".");
    }
}
