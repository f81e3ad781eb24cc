package org.metrobed.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The data of the MQTT session that ingest stores between its starts. It holds a random part of the client id, so that
 * no other client can guess the id and take the session over. It also holds whether the session was opened. Only its
 * owner can read the file. One thread.
 */
final class SessionFile {

    private static final int SECRET_BYTES = 16;
    private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{22}");
    private static final String NO_SECRET = "-";
    private static final String OPENED = "opened ";

    private final Path file;
    private final String secret;
    private String opened;

    private SessionFile(Path file, String secret, String opened) {
        this.file = file;
        this.secret = secret;
        this.opened = opened;
    }

    /** Stores nothing. */
    static SessionFile none() {
        return new SessionFile(null, NO_SECRET, "");
    }

    /**
     * Reads the file, or creates it at the first start.
     *
     * @param withSecret whether a new file gets a random part; the part in an existing file stays
     * @throws IOException that names the file
     */
    static SessionFile open(Path file, boolean withSecret) throws IOException {
        if (!Files.exists(file)) {
            String secret = withSecret ? random() : NO_SECRET;
            create(file, secret + "\n");
            return new SessionFile(file, secret, "");
        }
        List<String> lines = Files.readAllLines(file);
        String secret = lines.isEmpty() ? "" : lines.get(0);
        if (!secret.equals(NO_SECRET) && !SECRET.matcher(secret).matches()) {
            throw new IOException(file + ":1: must be '-' or 22 letters, digits, '_' or '-', as ingest wrote it");
        }
        String last = lines.get(lines.size() - 1);
        return new SessionFile(file, secret, last.startsWith(OPENED) ? last.substring(OPENED.length()) : "");
    }

    /** The client id at the broker of an instance with this name. */
    String clientId(String name) {
        return secret.equals(NO_SECRET) ? name : name + "-" + secret;
    }

    /** Whether a session of this client id was opened at an earlier start. */
    boolean wasOpened(String clientId) {
        return opened.equals(clientId);
    }

    /**
     * Notes that a session of this client id was opened.
     *
     * @throws IOException if it cannot be written
     */
    void noteOpened(String clientId) throws IOException {
        if (file != null && !wasOpened(clientId)) {
            Files.writeString(file, OPENED + clientId + "\n", StandardOpenOption.APPEND);
            opened = clientId;
        }
    }

    /** Writes the file completely or not at all, even if the process is killed meanwhile. */
    private static void create(Path file, String text) throws IOException {
        Path target = file.toAbsolutePath();
        Files.createDirectories(target.getParent());
        Path partial = target.resolveSibling(target.getFileName() + ".new");
        Files.deleteIfExists(partial);
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(
                    partial, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(partial, text);
        Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String random() {
        byte[] bytes = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
