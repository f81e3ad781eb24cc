package org.metrobed.ingest.endpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.metrobed.model.TopicFilter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The newest retained message of each topic, in memory and in a file each: for the status of gateways, so a message and
 * their number are limited. A message beyond the limits is stored in the log like any other, but is not retained.
 * Thread-safe.
 */
final class RetainedMessages {

    /** The number of topics with a retained message. */
    static final int MOST_TOPICS = 20_000;

    private static final Logger LOG = LoggerFactory.getLogger(RetainedMessages.class);

    private final Optional<Path> folder;
    private final Executor writer;
    private final ForwardedBytes forwarded;
    private final Map<String, Delivery> messages = new LinkedHashMap<>();

    private RetainedMessages(Optional<Path> folder, Executor writer, ForwardedBytes forwarded) {
        this.folder = folder;
        this.writer = writer;
        this.forwarded = forwarded;
    }

    /**
     * Reads the messages of a folder; without one there are none, and none is kept.
     *
     * @param writer writes the files, one after the other
     * @throws EndpointException if the folder cannot be read
     */
    static RetainedMessages open(Optional<Path> folder, Executor writer, ForwardedBytes forwarded) {
        RetainedMessages retained = new RetainedMessages(folder, writer, forwarded);
        if (folder.isPresent()) {
            try (Stream<Path> files = Files.list(Files.createDirectories(folder.get()))) {
                files.filter(file -> !file.toString().endsWith(".new")).forEach(retained::read);
            } catch (IOException | UncheckedIOException e) {
                throw new EndpointException(folder.get() + " cannot be read: " + e.getMessage(), e);
            }
        }
        return retained;
    }

    /** Retains a message instead of the one before; an empty one removes it. */
    synchronized void put(Delivery message) {
        String topic = message.topic();
        if (message.payload().length == 0) {
            Delivery before = messages.remove(topic);
            if (before != null) {
                forwarded.free(before);
                writer.execute(() -> delete(topic));
            }
            return;
        }
        if (keep(message)) {
            writer.execute(() -> write(message));
        }
    }

    /** Keeps a message in memory instead of the one before, if it fits. */
    private boolean keep(Delivery message) {
        String topic = message.topic();
        boolean fits = message.payload().length <= ForwardedBytes.MOST_PAYLOAD
                && (messages.containsKey(topic) || messages.size() < MOST_TOPICS)
                && forwarded.take(message);
        if (!fits) {
            forwarded.dropped();
            LOG.warn("the message of {} is not retained: it is too large, or there are too many", topic);
            return false;
        }
        Delivery before = messages.put(topic, message);
        if (before != null) {
            forwarded.free(before);
        }
        return true;
    }

    /** The messages whose topics match a filter. */
    synchronized List<Delivery> list(TopicFilter filter, long nowMillis) {
        List<Delivery> found = new ArrayList<>();
        messages.forEach((topic, message) -> {
            if (message.expiresMillis() >= nowMillis && filter.covers(TopicFilter.of(topic))) {
                found.add(message);
            }
        });
        return found;
    }

    private void read(Path file) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
            long expires = bytes.getLong();
            int qos = bytes.get();
            byte[] topic = new byte[bytes.getShort() & 0xFFFF];
            bytes.get(topic);
            byte[] payload = new byte[bytes.remaining()];
            bytes.get(payload);
            String name = new String(topic, UTF_8);
            keep(new Delivery(name, payload, qos, false, expires));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (java.nio.BufferUnderflowException e) {
            LOG.warn("{} is no retained message, and is ignored", file);
        }
    }

    private void write(Delivery message) {
        if (folder.isEmpty()) {
            return;
        }
        byte[] topic = message.topic().getBytes(UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(11 + topic.length + message.payload().length);
        bytes.putLong(message.expiresMillis()).put((byte) message.qos()).putShort((short) topic.length);
        bytes.put(topic).put(message.payload());
        Path file = file(message.topic());
        try {
            Path partial = Files.write(file.resolveSibling(file.getFileName() + ".new"), bytes.array());
            Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            LOG.error("a retained message cannot be written, and is unknown after a restart: {}", e.toString());
        }
    }

    private void delete(String topic) {
        try {
            if (folder.isPresent()) {
                Files.deleteIfExists(file(topic));
            }
        } catch (IOException e) {
            LOG.error("a retained message cannot be removed, and is back after a restart: {}", e.toString());
        }
    }

    private Path file(String topic) {
        return folder.orElseThrow()
                .resolve(UUID.nameUUIDFromBytes(topic.getBytes(UTF_8)).toString());
    }
}
