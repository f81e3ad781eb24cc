package org.metrobed.access;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which user opened which MQTT session, by client id. Owners of sessions that outlive their connection are written to a file, so
 * that they are known after a restart of the broker. Holds an entry for each session, and for each client id that was used since
 * the last but one call of {@link #retain}. Thread-safe.
 */
public final class SessionOwners {

    private static final Logger LOG = LoggerFactory.getLogger(SessionOwners.class);

    private final Path file;
    private final Map<String, Owner> owners = new HashMap<>();
    private long round;

    private SessionOwners(Path file) {
        this.file = file;
    }

    /**
     * One owner.
     *
     * @param written whether the file has it
     * @param round the newest round in which the client id was used
     */
    private record Owner(String user, boolean written, long round) {}

    /**
     * Reads the file; without one there is no owner yet.
     *
     * @throws AccessException that names file, line and rule
     */
    public static SessionOwners read(Path file) {
        SessionOwners read = new SessionOwners(file);
        try {
            String text = Files.exists(file) ? Files.readString(file) : "";
            int whole = text.lastIndexOf('\n') + 1;
            List<String> lines = text.substring(0, whole).lines().toList();
            for (int i = 0; i < lines.size(); i++) {
                read.readLine(i + 1, lines.get(i));
            }
            if (whole < text.length()) { // the broker was killed while it wrote
                read.rewrite();
            }
            return read;
        } catch (IOException e) {
            throw new AccessException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** The user who owns a client id. */
    public synchronized Optional<String> find(String clientId) {
        return Optional.ofNullable(owners.get(clientId)).map(Owner::user);
    }

    /**
     * Makes the user the owner of a client id that nobody else owns.
     *
     * @param lasting whether the session outlives its connection
     * @return whether the user owns it now
     */
    public synchronized boolean claim(String clientId, String user, boolean lasting) {
        Owner before = owners.get(clientId);
        if (before != null && !before.user().equals(user)) {
            return false;
        }
        put(clientId, user, lasting);
        return true;
    }

    /**
     * Makes another user the owner of a client id whose session is gone.
     *
     * @param lasting whether the new session outlives its connection
     * @return false if the owner is not {@code from} any more
     */
    public synchronized boolean handOver(String clientId, String from, String to, boolean lasting) {
        if (!find(clientId).equals(Optional.of(from))) {
            return false;
        }
        put(clientId, to, lasting);
        return true;
    }

    /** Makes the user the owner, whoever was the owner before. */
    public synchronized void take(String clientId, String user, boolean lasting) {
        put(clientId, user, lasting);
    }

    /** Forgets the client ids that have no session and were not used since the call before this one. */
    public synchronized void retain(Set<String> sessions) {
        long before = round++;
        boolean stale = false;
        for (Map.Entry<String, Owner> entry : List.copyOf(owners.entrySet())) {
            if (!sessions.contains(entry.getKey()) && entry.getValue().round() < before) {
                owners.remove(entry.getKey());
                stale |= entry.getValue().written();
            }
        }
        if (stale) {
            rewrite();
        }
    }

    /** The number of client ids with an owner. */
    public synchronized int size() {
        return owners.size();
    }

    private void put(String clientId, String user, boolean lasting) {
        Owner before = owners.get(clientId);
        boolean written = before != null && before.written() && before.user().equals(user);
        boolean stale = before != null && before.written() && !written;
        if ((lasting || stale) && !written) {
            written = append(line(clientId, user));
        }
        owners.put(clientId, new Owner(user, written, round));
    }

    /** A later line overrides an earlier one. */
    private boolean append(String line) {
        try {
            if (!Files.exists(file)) {
                PrivateFiles.create(file);
            }
            Files.writeString(file, line, StandardOpenOption.APPEND);
            return true;
        } catch (IOException e) {
            LOG.error("the owner of a session cannot be written, and is unknown after a restart: {}", e.toString());
            return false;
        }
    }

    private void rewrite() {
        StringBuilder text = new StringBuilder();
        owners.forEach((clientId, owner) -> text.append(owner.written() ? line(clientId, owner.user()) : ""));
        try {
            Path partial = PrivateFiles.create(file.resolveSibling(file.getFileName() + ".new"));
            Files.writeString(partial, text);
            Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            LOG.error("the owners of sessions cannot be written; {} keeps the old ones: {}", file, e.toString());
        }
    }

    private void readLine(int number, String line) {
        String[] words = line.split(" ", -1);
        if (words.length != 2 || words[0].isEmpty()) {
            throw AccessException.at(file, number, "must be a user and a client id in Base64");
        }
        try {
            String clientId = new String(Base64.getDecoder().decode(words[1]), StandardCharsets.UTF_8);
            owners.put(clientId, new Owner(words[0], true, 0));
        } catch (IllegalArgumentException e) {
            throw new AccessException(file + ":" + number + ": the client id must be in Base64", e);
        }
    }

    private static String line(String clientId, String user) {
        return user + " " + Base64.getEncoder().encodeToString(clientId.getBytes(StandardCharsets.UTF_8)) + "\n";
    }
}
