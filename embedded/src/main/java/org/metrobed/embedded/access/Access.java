package org.metrobed.embedded.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files {@code passwords} and {@code acl} of a folder. They are read again when a client connects after they changed; while
 * they cannot be read, those from before hold. Thread-safe.
 */
public final class Access {

    /** Name of the password file in its folder. */
    public static final String PASSWORDS = "passwords";

    /** Name of the ACL file in its folder. */
    public static final String ACL = "acl";

    private static final Logger LOG = LoggerFactory.getLogger(Access.class);

    private final Path folder;
    private final Map<String, PasswordHash> own = new HashMap<>();
    private final PasswordHash nobody;
    private volatile Content files;

    private Access(Path folder) {
        this.folder = folder;
        this.nobody = PasswordHash.of("nobody", new SecureRandom());
        this.files = load();
    }

    /**
     * Reads both files.
     *
     * @throws AccessException that names file, line and rule
     */
    public static Access read(Path folder) {
        return new Access(folder);
    }

    /** Adds a user of this process, such as ingest beside an embedded broker; it comes before one of the files. */
    public synchronized Access withUser(String name, String password) {
        own.put(name, PasswordHash.of(password, new SecureRandom()));
        return this;
    }

    /** Whether this is the user's password; no user is as slow to refuse as a wrong password. */
    public boolean isUser(String name, String password) {
        refresh();
        PasswordHash hash = find(name);
        return hash.matches(password) && hash != nobody;
    }

    /** What is allowed, as of the newest connection. */
    public AclFile acl() {
        return files.acl;
    }

    private synchronized PasswordHash find(String name) {
        PasswordHash ours = own.get(name);
        return ours == null ? files.passwords.find(name).orElse(nobody) : ours;
    }

    private synchronized void refresh() {
        try {
            if (!stamps().equals(files.stamps)) {
                files = load();
                LOG.info("read {} and {} of {} again", PASSWORDS, ACL, folder);
            }
        } catch (IOException | AccessException e) {
            LOG.error("the access files cannot be read, those from before hold: {}", e.getMessage());
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
