package org.metrobed.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides who may connect, with which client id, and which topics they may use. Either the files {@code passwords} and
 * {@code acl} of a folder decide, or everyone may do everything. A changed file is read again when a client connects;
 * if it cannot be read, the previous rules remain in force. In both cases client ids can be reserved for one user of
 * this process. Thread-safe.
 */
public final class Access {

    /** Name of the password file in the folder. */
    public static final String PASSWORDS = "passwords";

    /** Name of the ACL file in the folder. */
    public static final String ACL = "acl";

    private static final Logger LOG = LoggerFactory.getLogger(Access.class);

    private final Path folder;
    private final Map<String, PasswordHash> own = new HashMap<>();
    private final Map<String, String> reserved = new TreeMap<>();
    private final PasswordHash nobody;
    private volatile Content files;

    private Access(Path folder) {
        this.folder = folder;
        this.nobody = PasswordHash.of("nobody", new SecureRandom());
        this.files = folder == null ? null : load();
    }

    /** Everyone may connect and do everything; only users that are added here need a password. */
    public static Access everyone() {
        return new Access(null);
    }

    /**
     * Reads both files.
     *
     * @throws AccessException that names file, line and rule
     */
    public static Access read(Path folder) {
        return new Access(folder);
    }

    /** Adds a user of this process, such as the ingest of an embedded broker; it overrides a user of the files. */
    public synchronized Access withUser(String name, String password) {
        own.put(name, PasswordHash.of(password, new SecureRandom()));
        return this;
    }

    /**
     * Reserves client ids for one user.
     *
     * @param prefix every client id that begins with it belongs to the user alone
     */
    public synchronized Access reserve(String prefix, String user) {
        reserved.put(prefix, user);
        return this;
    }

    /** Whether everyone may connect and do everything, apart from reserved client ids. */
    public boolean isOpen() {
        return folder == null;
    }

    /**
     * The user that a client has authenticated as.
     *
     * @return empty if the client may not connect; {@code ""} for a client without a user if everyone may connect
     */
    public Optional<String> findUser(String name, String password) {
        boolean proved = !name.isEmpty() && isUser(name, password);
        if (proved) {
            return Optional.of(name);
        }
        return isOpen() && !isOwn(name) ? Optional.of("") : Optional.empty();
    }

    /**
     * The user to whom a client id belongs by its text: the user for whom it is reserved; otherwise the user whose name
     * is the client id, or the part of it before the first slash.
     */
    public Optional<String> findOwner(String clientId) {
        Optional<String> holder = findReserved(clientId);
        if (holder.isPresent()) {
            return holder;
        }
        int slash = clientId.indexOf('/');
        String name = slash < 0 ? clientId : clientId.substring(0, slash);
        return find(name) == nobody ? Optional.empty() : Optional.of(name);
    }

    /** Whether this is the user's password; an unknown user takes as much time as a wrong password. */
    public boolean isUser(String name, String password) {
        refresh();
        PasswordHash hash = find(name);
        return hash.matches(password) && hash != nobody;
    }

    /**
     * The ACL, as read at the newest connection.
     *
     * @throws IllegalStateException if everyone may do everything
     */
    public AclFile acl() {
        if (isOpen()) {
            throw new IllegalStateException("without access control there is no ACL");
        }
        return files.acl;
    }

    private synchronized PasswordHash find(String name) {
        PasswordHash ours = own.get(name);
        if (ours != null) {
            return ours;
        }
        return isOpen() ? nobody : files.passwords.find(name).orElse(nobody);
    }

    private synchronized boolean isOwn(String name) {
        return own.containsKey(name);
    }

    private synchronized Optional<String> findReserved(String clientId) {
        return reserved.entrySet().stream()
                .filter(entry -> clientId.startsWith(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private synchronized void refresh() {
        if (isOpen()) {
            return;
        }
        try {
            if (!stamps().equals(files.stamps)) {
                files = load();
                LOG.info("read {} and {} of {} again", PASSWORDS, ACL, folder);
            }
        } catch (IOException | AccessException e) {
            LOG.error("the access files cannot be read, so the previous ones stay in force: {}", e.getMessage());
        }
    }

    private Content load() {
        try {
            return new Content(
                    PasswordFile.read(folder.resolve(PASSWORDS)), AclFile.read(folder.resolve(ACL)), stamps());
        } catch (IOException e) {
            throw new AccessException(folder + " cannot be read: " + e.getMessage(), e);
        }
    }

    private List<FileTime> stamps() throws IOException {
        return List.of(
                Files.getLastModifiedTime(folder.resolve(PASSWORDS)), Files.getLastModifiedTime(folder.resolve(ACL)));
    }

    private record Content(PasswordFile passwords, AclFile acl, List<FileTime> stamps) {}
}
