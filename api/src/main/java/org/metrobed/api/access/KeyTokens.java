package org.metrobed.api.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.metrobed.store.key.KeyTable;
import org.metrobed.store.key.StoredKey;

/**
 * Readers by their keys. A stored key is kept for {@link #KEPT}, so a key that was revoked through another instance is refused after
 * that time. Thread-safe.
 */
public final class KeyTokens implements Tokens {

    /** How long a key is believed, or its absence, without another look. */
    public static final Duration KEPT = Duration.ofSeconds(2);

    private static final int MOST = 10_000;

    private final KeyTable table;
    private final InstantSource clock;
    private final Cache<String, Optional<StoredKey>> known =
            Caffeine.newBuilder().expireAfterWrite(KEPT).maximumSize(MOST).build();

    public KeyTokens(KeyTable table, InstantSource clock) {
        this.table = table;
        this.clock = clock;
    }

    @Override
    public Optional<Reader> find(String token) throws UnknownNowException {
        Optional<KeyText> key = KeyText.find(token);
        if (key.isEmpty()) {
            return Optional.empty();
        }
        return read(key.get().prefix())
                .filter(stored -> MessageDigest.isEqual(stored.hash(), key.get().hash()))
                .filter(stored -> stored.isValidAt(clock.millis()))
                .map(KeyTokens::reader);
    }

    /** Forgets a key, so that a change of it holds at once in this process. */
    public void forget(String prefix) {
        known.invalidate(prefix);
    }

    private Optional<StoredKey> read(String prefix) throws UnknownNowException {
        Optional<StoredKey> kept = known.getIfPresent(prefix);
        if (kept != null) {
            return kept;
        }
        try {
            Optional<StoredKey> stored = table.find(prefix);
            known.put(prefix, stored);
            return stored;
        } catch (SQLException e) {
            throw new UnknownNowException("Keys cannot be checked now: the database does not answer.", e);
        }
    }

    private static Reader reader(StoredKey stored) {
        return new Reader("key:" + stored.prefix(), Role.parse(stored.role()), stored.projects(), stored.actions());
    }
}
