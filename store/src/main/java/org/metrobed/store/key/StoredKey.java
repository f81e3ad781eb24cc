package org.metrobed.store.key;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * A key of a reader. Immutable; the hash is not changed by anybody.
 *
 * @param prefix names it; the first part of the key
 * @param hash SHA-256 of the whole key
 * @param name what it is for
 * @param role the word of its role
 * @param projects the only projects that it is for; empty: all
 * @param actions the only resources that it may change; empty: all that the role may
 * @param madeBy who made it
 * @param madeMillis when, by the clock, milliseconds since 1970 UTC
 * @param expiresMillis from when it is not valid; empty: it does not expire
 * @param revokedBy who revoked it; empty if nobody did
 * @param revokedMillis when it was revoked
 */
@RecordBuilder
@SuppressWarnings("ArrayRecordComponent") // never compared
public record StoredKey(
        String prefix,
        byte[] hash,
        String name,
        String role,
        List<String> projects,
        List<String> actions,
        String madeBy,
        long madeMillis,
        OptionalLong expiresMillis,
        String revokedBy,
        OptionalLong revokedMillis) {
    public StoredKey {
        Objects.requireNonNull(prefix, "prefix");
        Objects.requireNonNull(hash, "hash");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(role, "role");
        projects = List.copyOf(projects);
        actions = List.copyOf(actions);
        Objects.requireNonNull(madeBy, "madeBy");
        Objects.requireNonNull(expiresMillis, "expiresMillis");
        Objects.requireNonNull(revokedBy, "revokedBy");
        Objects.requireNonNull(revokedMillis, "revokedMillis");
    }

    /** Whether it is valid at a time, milliseconds since 1970 UTC. */
    public boolean isValidAt(long millis) {
        return revokedMillis.isEmpty() && (expiresMillis.isEmpty() || millis < expiresMillis.getAsLong());
    }
}
