package org.metrobed.decoders;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.metrobed.decoders.spi.Message;
import org.metrobed.decoders.spi.PayloadDecoder;

/**
 * A golden payload: the file {@code payloads/DECODER/CASE.EXT} of the test resources. Beside it there may be
 * {@code CASE.expected.json} (the expected result, see {@link GoldenFormat}), {@code CASE.options.json} or
 * {@code options.json} for the whole folder (the options of the binding), and {@code CASE.topic.txt} or
 * {@code topic.txt}. All tests of decoders find their payloads here; a new decoder only adds a folder. Immutable.
 */
final class Golden {

    /** The received time of every golden message, 2026-05-01T12:00:00Z, milliseconds since 1970 UTC. */
    static final long RECEIVED_MILLIS = 1_777_636_800_000L;

    private static final Path ROOT = Path.of("src", "test", "resources", "payloads");
    private static final String EXPECTED = "expected.json";
    private static final String OPTIONS = "options.json";
    private static final String TOPIC = "topic.txt";

    private final Path file;

    private Golden(Path file) {
        this.file = file;
    }

    /** The payloads of a decoder, in the order of their names. */
    static List<Golden> list(String decoder) {
        Path folder = ROOT.resolve(decoder);
        return Files.isDirectory(folder)
                ? list(folder).stream()
                        .filter(Golden::isPayload)
                        .map(Golden::new)
                        .toList()
                : List.of();
    }

    /** The payloads of all folders. */
    static List<Golden> listAll() {
        return listFolders().stream().flatMap(name -> list(name).stream()).toList();
    }

    /** The folders, which have the names of decoders. */
    static List<String> listFolders() {
        return list(ROOT).stream().map(path -> path.getFileName().toString()).toList();
    }

    /** The decoder with the options of this payload. */
    PayloadDecoder decoder() {
        return Decoders.create(file.getParent().getFileName().toString(), beside(OPTIONS, ""));
    }

    /** The message. */
    Message message() {
        return message(payload());
    }

    /** A message on the topic of this payload, with other bytes. */
    Message message(byte[] bytes) {
        return new Message(topic(), bytes, null, RECEIVED_MILLIS);
    }

    /** The topic of the message. */
    String topic() {
        return beside(TOPIC, "t").strip();
    }

    /** The bytes. */
    byte[] payload() {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file of its expected result, which may not exist yet. */
    Path expectedFile() {
        return file.resolveSibling(caseName() + "." + EXPECTED);
    }

    @Override
    public String toString() {
        return file.getParent().getFileName() + "/" + file.getFileName();
    }

    private String caseName() {
        String name = file.getFileName().toString();
        return name.substring(0, name.indexOf('.'));
    }

    private String beside(String what, String otherwise) {
        Path own = file.resolveSibling(caseName() + "." + what);
        Path shared = file.resolveSibling(what);
        try {
            return Files.exists(own)
                    ? Files.readString(own)
                    : Files.exists(shared) ? Files.readString(shared) : otherwise;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isPayload(Path file) {
        String name = file.getFileName().toString();
        return Stream.of(EXPECTED, OPTIONS, TOPIC).noneMatch(kind -> name.equals(kind) || name.endsWith("." + kind));
    }

    private static List<Path> list(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
