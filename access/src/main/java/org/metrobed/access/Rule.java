package org.metrobed.access;

import java.util.Optional;

/**
 * One line of an ACL file. Immutable.
 *
 * @param user its user; null for a {@code pattern}, which is for everyone
 * @param access the access that it permits or denies
 * @param filter the topics; in a pattern {@code %u} stands for the user, {@code %c} for the client id
 */
record Rule(String user, Access access, String filter) {

    /** The access that a rule permits or denies for its topics. */
    enum Access {
        READ,
        WRITE,
        READWRITE,
        DENY;

        boolean allows(Access wanted) {
            return this == wanted || this == READWRITE;
        }
    }

    boolean isPattern() {
        return user == null;
    }

    /** The filter for this client; empty if the rule is not for it. */
    Optional<String> filterFor(String name, String clientId) {
        if (!isPattern()) {
            return user.equals(name) ? Optional.of(filter) : Optional.empty();
        }
        if (hasWildcard(name) || hasWildcard(clientId)) {
            return Optional.empty();
        }
        return Optional.of(filter.replace("%c", clientId).replace("%u", name));
    }

    private static boolean hasWildcard(String text) {
        return text.contains("+") || text.contains("#");
    }
}
