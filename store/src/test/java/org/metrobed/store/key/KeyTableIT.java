package org.metrobed.store.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metrobed.store.TestStore;

class KeyTableIT {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    @Test
    void aKeyIsMadeOnceAndRevokedOnceByTheRoleThatWrites() throws SQLException {
        STORE.read(database -> {
            KeyTable table = new KeyTable(STORE.writer(), database);
            assertThat(table.make(key("00000001", OptionalLong.of(5_000)))).isTrue();
            assertThat(table.make(key("00000001", OptionalLong.empty())))
                    .as("its prefix is taken")
                    .isFalse();
            assertThat(table.make(key("00000002", OptionalLong.empty()))).isTrue();

            StoredKey stored = table.find("00000001").orElseThrow();
            assertThat(stored.projects()).containsExactly("air", "noise");
            assertThat(stored.actions()).isEmpty();
            assertThat(stored.hash()).containsExactly(1, 2, 3);
            assertThat(stored.isValidAt(4_999)).isTrue();
            assertThat(stored.isValidAt(5_000)).isFalse();

            assertThat(table.revoke("00000002", "ada", 7_000)).isTrue();
            assertThat(table.revoke("00000002", "eve", 8_000)).isFalse();
            assertThat(table.revoke("00000003", "eve", 8_000)).isFalse();
            StoredKey revoked = table.find("00000002").orElseThrow();
            assertThat(revoked.revokedBy()).isEqualTo("ada");
            assertThat(revoked.isValidAt(1)).isFalse();
            assertThat(table.list()).extracting(StoredKey::prefix).containsExactly("00000001", "00000002");
            return null;
        });
    }

    private static StoredKey key(String prefix, OptionalLong expires) {
        return StoredKeyBuilder.builder()
                .prefix(prefix)
                .hash(new byte[] {1, 2, 3})
                .name("a test")
                .role("researcher")
                .projects(List.of("air", "noise"))
                .actions(List.of())
                .madeBy("operator-token")
                .madeMillis(1_000)
                .expiresMillis(expires)
                .revokedBy("")
                .revokedMillis(OptionalLong.empty())
                .build();
    }
}
