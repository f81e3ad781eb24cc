package org.metrobed.ingest.endpoint;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.metrobed.access.PrivateFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file of the sessions that outlive their connections: a line for each change, a later one overrides an earlier one. It is
 * written anew when it is read. A line is {@code + id user expiry filter:qos …} or {@code - id}, texts in Base64. Not
 * thread-safe.
 */
final class SessionJournal {

    private static final Logger LOG = LoggerFactory.getLogger(SessionJournal.class);
    private static final String NOBODY = ".";

    private final Optional<Path> file;
    private final ForwardedBytes forwarded;
    private final Map<String, String> written = new HashMap<>();
    /** Whether the file may end in half a line. */
    private boolean broken;

    /** Not read yet; empty: nothing is kept. */
    SessionJournal(Optional<Path> file, ForwardedBytes forwarded) {
        this.file = file;
        this.forwarded = forwarded;
    }

    /** A session that the file holds. */
    record Kept(ClientSession session, long expirySeconds) {}

    /**
     * Reads the sessions and removes what was overridden from the file. A line that is no session is left out with a warning.
     *
     * @throws EndpointException if the file cannot be read or written; names it
     */
    List<Kept> read() {
        if (file.isEmpty()) {
            return List.of();
        }
        try {
            Files.createDirectories(file.get().toAbsolutePath().getParent());
            String text = Files.exists(file.get()) ? Files.readString(file.get(), ISO_8859_1) : "";
            // the last line has no end if the process was killed while it wrote
            List<String> lines =
                    text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
            Map<String, Kept> kept = new LinkedHashMap<>();
            for (int i = 0; i < lines.size(); i++) {
                readLine(kept, lines.get(i), i + 1);
            }
            rewrite();
            return new ArrayList<>(kept.values());
        } catch (IOException e) {
            throw new EndpointException(file.get() + " cannot be used: " + e.getMessage(), e);
        }
    }

    /** Notes a session, if the file does not say the same already. */
    void put(ClientSession session, long expirySeconds) {
        if (file.isEmpty()) {
            return;
        }
        String line = line(session, expirySeconds);
        if (!line.equals(written.put(session.clientId(), line))) {
            append(line);
        }
    }

    /** Notes that a session has ended. */
    void remove(String clientId) {
        if (written.remove(clientId) != null) {
            append("- " + encode(clientId));
        }
    }

    private void readLine(Map<String, Kept> kept, String line, int number) {
        try {
            String[] words = line.split(" ");
            String clientId = decode(words[1]);
            if (words[0].equals("-")) {
                kept.remove(clientId);
                written.remove(clientId);
                return;
            }
            ClientSession session = new ClientSession(clientId, decode(words[2]), forwarded);
            for (String word : List.of(words).subList(4, words.length)) {
                int colon = word.indexOf(':');
                session.subscribe(decode(word.substring(0, colon)), Integer.parseInt(word.substring(colon + 1)));
            }
            kept.put(clientId, new Kept(session, Long.parseLong(words[3])));
            written.put(clientId, line);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            LOG.warn("{}:{}: is no session, and is left out", file.orElseThrow(), number);
        }
    }

    private static String line(ClientSession session, long expirySeconds) {
        StringBuilder line = new StringBuilder("+ " + encode(session.clientId()) + " " + encode(session.user()) + " ")
                .append(expirySeconds);
        session.listFilters()
                .forEach((filter, qos) ->
                        line.append(' ').append(encode(filter)).append(':').append(qos));
        return line.toString();
    }

    private void append(String line) {
        try {
            if (broken) {
                rewrite(); // with this line
            } else {
                Files.writeString(file.orElseThrow(), line + "\n", StandardOpenOption.APPEND);
            }
            broken = false;
        } catch (IOException e) {
            broken = true;
            LOG.error("an MQTT session cannot be written, and is unknown after a restart: {}", e.toString());
        }
    }

    private void rewrite() throws IOException {
        Path target = file.orElseThrow();
        Path partial = PrivateFiles.create(target.resolveSibling(target.getFileName() + ".new"));
        Files.writeString(partial, String.join("\n", written.values()) + (written.isEmpty() ? "" : "\n"));
        Files.move(partial, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String encode(String text) {
        return text.isEmpty() ? NOBODY : Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }

    private static String decode(String word) {
        return word.equals(NOBODY) ? "" : new String(Base64.getUrlDecoder().decode(word), UTF_8);
    }
}
