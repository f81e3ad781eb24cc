package org.metrobed.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.metrobed.config.ConfigException;
import org.metrobed.store.TimescaleExtension.Versions;

final class TimescaleExtensionTest {

    @Test
    void databaseWithoutTheExtensionIsLeftAlone() throws SQLException {
        FakeSessions sessions = new FakeSessions(null);
        TimescaleExtension.update(sessions);
        assertThat(sessions.updates).isZero();
    }

    @Test
    void sameVersionIsLeftAlone() throws SQLException {
        FakeSessions sessions = new FakeSessions(new Versions("2.28.3", "2.28.3", true));
        TimescaleExtension.update(sessions);
        assertThat(sessions.updates).isZero();
    }

    @Test
    void olderVersionIsUpdatedAlsoIfItsLibraryIsGone() throws SQLException {
        for (boolean usable : new boolean[] {true, false}) {
            FakeSessions sessions = new FakeSessions(new Versions("2.9.3", "2.28.3", usable));
            TimescaleExtension.update(sessions);
            assertThat(sessions.updates).isEqualTo(1);
            assertThat(sessions.versions.installed()).isEqualTo("2.28.3");
        }
    }

    @Test
    void databaseOfANewerVersionWithoutItsLibraryIsRefusedInOneSentence() {
        FakeSessions sessions = new FakeSessions(new Versions("2.28.3", "2.9.3", false));
        assertThatThrownBy(() -> TimescaleExtension.update(sessions))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(
                        "the database has TimescaleDB 2.28.3, and this server has only TimescaleDB 2.9.3; let it"
                                + " run an image with 2.28.3 or later");
        assertThat(sessions.updates).isZero();
    }

    @Test
    void refusedUpdateIsFatalOnlyWithoutTheLibraryOfTheInstalledVersion() throws SQLException {
        SQLException refusal = new SQLException("must be owner of extension timescaledb", "42501");
        FakeSessions usable = new FakeSessions(new Versions("2.27.1", "2.28.3", true));
        usable.refusal = refusal;
        TimescaleExtension.update(usable);
        assertThat(usable.updates).isEqualTo(1);

        FakeSessions gone = new FakeSessions(new Versions("2.27.1", "2.28.3", false));
        gone.refusal = refusal;
        assertThatThrownBy(() -> TimescaleExtension.update(gone))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("must be owner of extension timescaledb")
                .hasMessageContaining("as the first statement of a session: alter extension timescaledb update");
    }

    @Test
    void updateOfAnotherProcessAtTheSameTimeCounts() throws SQLException {
        FakeSessions sessions = new FakeSessions(new Versions("2.27.1", "2.28.3", false));
        sessions.refusal = new SQLException("tuple concurrently updated", "XX000");
        sessions.updatesAnyway = true;
        TimescaleExtension.update(sessions);
        assertThat(sessions.versions.same()).isTrue();
    }

    @Test
    void lostConnectionIsNoRefusal() {
        FakeSessions sessions = new FakeSessions(new Versions("2.27.1", "2.28.3", true));
        sessions.refusal = new SQLException("closed", "08006");
        assertThatThrownBy(() -> TimescaleExtension.update(sessions)).isSameAs(sessions.refusal);
    }

    /** Sessions of a server that updates at once, unless it refuses. */
    private static final class FakeSessions implements TimescaleExtension.Sessions {
        private Versions versions;
        private SQLException refusal;
        private boolean updatesAnyway;
        private int updates;

        FakeSessions(Versions versions) {
            this.versions = versions;
        }

        @Override
        public Optional<Versions> look() {
            return Optional.ofNullable(versions);
        }

        @Override
        public void update() throws SQLException {
            updates++;
            if (refusal == null || updatesAnyway) {
                versions = new Versions(versions.available(), versions.available(), true);
            }
            if (refusal != null) {
                throw refusal;
            }
        }
    }
}
