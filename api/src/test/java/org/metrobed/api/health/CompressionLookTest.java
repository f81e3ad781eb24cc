package org.metrobed.api.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.metrobed.api.health.HealthView.PartView;
import org.metrobed.store.compression.CompressionJobs;
import org.metrobed.store.compression.CompressionJobs.Job;

class CompressionLookTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Job WELL = new Job("observation", true, false, Optional.of(NOW.plusSeconds(60)));

    @Test
    void jobThatRanAndWillRunIsUp() {
        assertThat(look("2.28.0", WELL)).isEqualTo(PartView.up("compression", "TimescaleDB 2.28.0", null));
    }

    @Test
    void jobWhoseLastRunFailedIsBehindWithItsTable() {
        Job failed = new Job("window_revision", true, true, Optional.of(NOW));

        assertThat(look("2.28.0", WELL, failed))
                .isEqualTo(PartView.behind("compression", "the last run of the job of window_revision failed", null));
    }

    @Test
    void jobIsBehindWhenItIsMoreThanADayLate() {
        Job late = new Job("observation", true, false, Optional.of(NOW.minusSeconds(86_401)));
        Job due = new Job("observation", true, false, Optional.of(NOW.minusSeconds(86_400)));

        assertThat(look("2.28.0", late).detail())
                .isEqualTo("the job of observation is due since 2026-02-28T11:59:59.000Z");
        assertThat(look("2.28.0", due).status()).isEqualTo("up");
    }

    @Test
    void whatAnAdministratorDecidedIsToldAndNoFault() {
        Job paused = new Job("observation", false, true, Optional.of(NOW.minusSeconds(864_000)));

        assertThat(look("2.28.0", paused))
                .isEqualTo(PartView.up(
                        "compression", "TimescaleDB 2.28.0; an administrator has paused the job of observation", null));
        assertThat(look("2.28.0").detail()).endsWith("an administrator has removed the jobs");
    }

    @Test
    void newerVersionOfTheServerIsTold() {
        assertThat(look("2.27.1", WELL).detail())
                .isEqualTo("TimescaleDB 2.27.1; its server brings 2.28.0, which the API takes at its next start");
    }

    @Test
    void nativeLayoutAndSilentDatabaseAreUp() {
        CompressionLook none = new CompressionLook(Optional::empty, InstantSource.fixed(NOW));
        CompressionLook silent = new CompressionLook(
                () -> {
                    throw new SQLException("gone");
                },
                InstantSource.fixed(NOW));

        assertThat(none.get()).isEqualTo(PartView.up("compression", "native partitions are not compressed", null));
        assertThat(silent.get()).isEqualTo(PartView.up("compression", "unknown without the database", null));
    }

    private static PartView look(String installed, Job... jobs) {
        CompressionJobs found = new CompressionJobs(List.of(jobs), installed, "2.28.0");
        return new CompressionLook(() -> Optional.of(found), InstantSource.fixed(NOW)).get();
    }
}
