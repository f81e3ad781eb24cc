package org.metrobed.api.key;

import java.time.Instant;
import java.util.List;
import org.metrobed.api.http.Doc;
import org.metrobed.store.key.StoredKey;

/** A key of a reader, without the key itself. */
public record KeyView(
        @Doc("its prefix, which names it in logs and in the audit")
        String id,

        @Doc("what it is for") String name,
        @Doc("public, researcher, operator or admin") String role,

        @Doc("the only projects that it is for; empty: all that the role may")
        List<String> projects,

        @Doc("the only resources that it may change; empty: all that the role may")
        List<String> actions,

        @Doc("valid, expired or revoked") String state,
        @Doc("who made it") String madeBy,
        @Doc("when it was made") Instant madeTime,
        @Doc("from when it is not valid") Instant expiresTime,

        @Doc(value = "who revoked it; null if nobody did", nullable = true)
        String revokedBy,

        @Doc("when it was revoked; null if it was not") Instant revokedTime) {

    /** A key at a time, milliseconds since 1970 UTC. */
    static KeyView of(StoredKey key, long atMillis) {
        boolean revoked = key.revokedMillis().isPresent();
        return new KeyView(
                key.prefix(),
                key.name(),
                key.role(),
                key.projects(),
                key.actions(),
                revoked ? "revoked" : key.isValidAt(atMillis) ? "valid" : "expired",
                key.madeBy(),
                Instant.ofEpochMilli(key.madeMillis()),
                key.expiresMillis().isPresent()
                        ? Instant.ofEpochMilli(key.expiresMillis().getAsLong())
                        : null,
                revoked ? key.revokedBy() : null,
                revoked ? Instant.ofEpochMilli(key.revokedMillis().getAsLong()) : null);
    }
}
