package org.metrobed.launcher.run;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import org.metrobed.config.Secret;
import org.metrobed.embedded.BrokerOptions;
import org.metrobed.embedded.ServiceException;
import org.metrobed.embedded.access.Access;
import org.metrobed.embedded.access.AccessException;
import org.metrobed.ingest.IngestConfig;

/**
 * Who the embedded broker lets in, and as whom the ingest beside it comes: as the user {@code ingest}, with a password of this
 * run that nobody sees. Immutable.
 *
 * @param access empty: everyone
 * @param password of ingest; {@link Secret#NONE} where everyone may come
 */
record BrokerUsers(Optional<Access> access, Secret password) {

    /** The user of ingest in the ACL file. */
    static final String INGEST = "ingest";

    /**
     * Reads the files of a folder.
     *
     * @throws ServiceException when they cannot be read, or do not let ingest read what it subscribes to
     */
    static BrokerUsers read(Optional<Path> folder) {
        if (folder.isEmpty()) {
            return new BrokerUsers(Optional.empty(), Secret.NONE);
        }
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        Secret password = new Secret(Base64.getEncoder().encodeToString(random));
        try {
            Access access = Access.read(folder.get()).withUser(INGEST, password.reveal());
            requireReadable(access, folder.get().resolve(Access.ACL));
            return new BrokerUsers(Optional.of(access), password);
        } catch (AccessException e) {
            throw new ServiceException("the broker has no users: " + e.getMessage(), e);
        }
    }

    /** The same broker for these users alone; for everyone where there are none. */
    BrokerOptions guard(BrokerOptions open) {
        return access.map(open::withAccess).orElse(open);
    }

    /** The name of the user that ingest is; empty where it needs none. */
    String user() {
        return access.isPresent() ? INGEST : "";
    }

    private static void requireReadable(Access access, Path acl) {
        for (String filter : IngestConfig.DEFAULT_FILTERS.split(",", -1)) {
            if (!access.acl().maySubscribe(INGEST, IngestConfig.CLIENT_ID.defaultValue(), filter)) {
                throw new ServiceException(acl + " does not let the user " + INGEST + " read " + filter);
            }
        }
    }
}
