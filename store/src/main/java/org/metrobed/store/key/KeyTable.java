package org.metrobed.store.key;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.metrobed.store.DatabaseConfig;
import org.metrobed.store.Databases;
import org.metrobed.store.query.Query;
import org.metrobed.store.query.ResultRow;
import org.metrobed.store.write.Table;

/** Makes, lists and revokes keys. Thread-safe if the data source is; each change opens its own connection. */
public final class KeyTable {

    /** The columns. */
    public static final Table<StoredKey> TABLE = Table.<StoredKey>named("api_key")
            .text("key_prefix", StoredKey::prefix)
            .bytes("hash", StoredKey::hash)
            .text("name", StoredKey::name)
            .text("role", StoredKey::role)
            .text("projects", row -> String.join(",", row.projects()))
            .text("actions", row -> String.join(",", row.actions()))
            .text("made_by", StoredKey::madeBy)
            .millis("made_time", StoredKey::madeMillis)
            .millis("expires_time", row -> row.expiresMillis().orElse(Table.NO_TIME))
            .text("revoked_by", StoredKey::revokedBy)
            .millis("revoked_time", row -> row.revokedMillis().orElse(Table.NO_TIME))
            .readBy(KeyTable::read)
            .key("key_prefix");

    private static final String SELECT = "select " + TABLE.select("k") + " from api_key k ";

    private final DatabaseConfig writer;
    private final DataSource reader;

    /**
     * Keys of one schema.
     *
     * @param reader connections for reading
     */
    public KeyTable(DatabaseConfig writer, DataSource reader) {
        this.writer = writer;
        this.reader = reader;
    }

    /** Stores a new key. Returns false if its prefix is taken. */
    public boolean make(StoredKey key) throws SQLException {
        try (Connection connection = Databases.connect(writer)) {
            return new Query()
                            .add(
                                    "insert into api_key (" + TABLE.names() + ") values (" + TABLE.parameters()
                                            + ") on conflict do nothing",
                                    TABLE.values(key))
                            .update(connection)
                    == 1;
        }
    }

    /**
     * Revokes a key.
     *
     * @param atMillis when, by the clock, milliseconds since 1970 UTC
     * @return false if there is none, or it was revoked before
     */
    public boolean revoke(String prefix, String author, long atMillis) throws SQLException {
        try (Connection connection = Databases.connect(writer)) {
            return new Query()
                            .add(
                                    "update api_key set revoked_time = " + Query.millis() + ", revoked_by = ?",
                                    atMillis,
                                    author)
                            .add("where key_prefix = ? and revoked_time is null", prefix)
                            .update(connection)
                    == 1;
        }
    }

    /** The key with a prefix, valid or not. */
    public Optional<StoredKey> find(String prefix) throws SQLException {
        return new Query().add(SELECT).add("where k.key_prefix = ?", prefix).find(reader, TABLE::read);
    }

    /** All keys, also those that are no longer valid, by their prefix. */
    public List<StoredKey> list() throws SQLException {
        return new Query().add(SELECT).add("order by k.key_prefix").list(reader, TABLE::read);
    }

    private static StoredKey read(ResultRow row) throws SQLException {
        return StoredKeyBuilder.builder()
                .prefix(row.text("key_prefix"))
                .hash(row.bytes("hash"))
                .name(row.text("name"))
                .role(row.text("role"))
                .projects(words(row.text("projects")))
                .actions(words(row.text("actions")))
                .madeBy(row.text("made_by"))
                .madeMillis(row.int8("made_time"))
                .expiresMillis(row.optionalTime("expires_time"))
                .revokedBy(row.text("revoked_by"))
                .revokedMillis(row.optionalTime("revoked_time"))
                .build();
    }

    private static List<String> words(String text) {
        return Stream.of(text.split(",")).filter(word -> !word.isEmpty()).toList();
    }
}
