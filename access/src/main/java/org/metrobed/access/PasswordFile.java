package org.metrobed.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Mosquitto's password file: one line {@code name:hash} for each user. Immutable once read. */
public final class PasswordFile {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    private final Map<String, PasswordHash> users;

    private PasswordFile(Map<String, PasswordHash> users) {
        this.users = users;
    }

    /**
     * Reads a file.
     *
     * @throws AccessException that names file, line and rule
     */
    public static PasswordFile read(Path file) {
        try {
            return parse(file, Files.readAllLines(file));
        } catch (IOException e) {
            throw new AccessException(file + (Files.exists(file) ? " cannot be read" : " does not exist"), e);
        }
    }

    /**
     * Appends a user to a file, which is created readable for its owner only if it does not exist.
     *
     * @throws AccessException if the name is invalid or taken, or the file cannot be written
     */
    public static void add(Path file, String name, PasswordHash hash) {
        requireName(name);
        try {
            List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
            if (parse(file, lines).users.containsKey(name)) {
                throw new AccessException(file + " has a user " + name + " already");
            }
            if (!Files.exists(file)) {
                PrivateFiles.create(file);
            }
            boolean open = !lines.isEmpty() && !Files.readString(file).endsWith("\n");
            Files.writeString(file, (open ? "\n" : "") + name + ":" + hash.text() + "\n", StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new AccessException(file + " cannot be written: " + e.getMessage(), e);
        }
    }

    /**
     * Refuses a name that could match more than its own topic level.
     *
     * @throws AccessException with the broken rule
     */
    public static void requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new AccessException("'" + name + "' cannot be a user: 1 to 64 letters, digits, '.', '_' or '-'");
        }
    }

    /** The hash of this user's password. */
    public Optional<PasswordHash> find(String user) {
        return Optional.ofNullable(users.get(user));
    }

    private static PasswordFile parse(Path file, List<String> lines) {
        Map<String, PasswordHash> users = new LinkedHashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                addLine(users, file, i + 1, line);
            }
        }
        return new PasswordFile(users);
    }

    private static void addLine(Map<String, PasswordHash> users, Path file, int number, String line) {
        int colon = line.indexOf(':');
        if (colon < 1) {
            throw AccessException.at(file, number, "must be name:hash");
        }
        try {
            if (users.put(line.substring(0, colon), PasswordHash.parse(line.substring(colon + 1))) != null) {
                throw AccessException.at(file, number, "user " + line.substring(0, colon) + " exists already");
            }
        } catch (IllegalArgumentException e) {
            throw new AccessException(file + ":" + number + ": " + e.getMessage(), e);
        }
    }
}
