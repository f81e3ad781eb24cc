package org.metrobed.launcher.run;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import org.metrobed.access.Access;
import org.metrobed.access.AccessException;
import org.metrobed.config.Secret;
import org.metrobed.embedded.BrokerOptions;
import org.metrobed.embedded.ServiceException;
import org.metrobed.ingest.IngestConfig;

/**
 * The users of the embedded broker. The ingest of this process is the user {@code ingest}, with a random password for
 * this run that is never printed, even if all other clients may connect without a user. The client id of ingest names
 * its queue, so it is reserved for this user.
 *
 * @param access the users of the files, or everyone; and the user {@code ingest}
 * @param password the password of ingest
 */
record BrokerUsers(Access access, Secret password) {

    /** The name of ingest in the ACL file. */
    static final String INGEST = "ingest";

    /**
     * Reads the files of a folder. Without a folder everyone may connect.
     *
     * @throws ServiceException when the files cannot be read, or do not permit ingest to read its subscriptions
     */
    static BrokerUsers read(Optional<Path> folder) {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        Secret password = new Secret(Base64.getEncoder().encodeToString(random));
        try {
            Access access = folder.isPresent() ? Access.read(folder.get()) : Access.everyone();
            access.withUser(INGEST, password.reveal()).reserve(IngestConfig.CLIENT_ID.defaultValue(), INGEST);
            if (folder.isPresent()) {
                requireReadable(access, folder.get().resolve(Access.ACL));
            }
            return new BrokerUsers(access, password);
        } catch (AccessException e) {
            throw new ServiceException("the broker has no users: " + e.getMessage(), e);
        }
    }

    /** The same options with these users. */
    BrokerOptions guard(BrokerOptions open) {
        return open.withAccess(access);
    }

    private static void requireReadable(Access access, Path acl) {
        for (String filter : IngestConfig.DEFAULT_FILTERS.split(",", -1)) {
            if (!access.acl().maySubscribe(INGEST, IngestConfig.CLIENT_ID.defaultValue(), filter)) {
                throw new ServiceException(acl + " does not let the user " + INGEST + " read " + filter);
            }
        }
    }
}
