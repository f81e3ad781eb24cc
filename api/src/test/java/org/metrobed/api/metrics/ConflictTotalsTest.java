package org.metrobed.api.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.metrobed.testkit.Times;

class ConflictTotalsTest {

    private static final long NOON = Times.NOON_MILLIS;

    /** Received times of the conflicts of two test-beds. */
    private final Map<String, List<Long>> stored = new TreeMap<>();

    private final List<String> ranges = new ArrayList<>();
    private Instant now = Times.NOON;
    private final ConflictTotals totals = new ConflictTotals(this::count, () -> now);

    @Test
    void laterCallReadsOnlyWhatWasCommittedSince() throws SQLException {
        stored.put("city", new ArrayList<>(List.of(NOON, NOON + 2)));
        assertThat(totals.countUpTo(at(1))).isEqualTo(Map.of("city", 1L));
        stored.put("town", List.of(NOON + 3));

        assertThat(totals.countUpTo(at(3))).isEqualTo(Map.of("city", 2L, "town", 1L));
        assertThat(ranges).containsExactly("0 1", (NOON + 1) + " 3");
    }

    @Test
    void deletedConflictsAreNoLongerCountedAfterAnHour() throws SQLException {
        stored.put("city", new ArrayList<>(List.of(NOON, NOON + 2)));
        totals.countUpTo(at(5));
        stored.get("city").remove(0);
        now = now.plus(Duration.ofMinutes(59));
        assertThat(totals.countUpTo(at(6))).isEqualTo(Map.of("city", 2L));

        now = now.plus(Duration.ofMinutes(1));
        assertThat(totals.countUpTo(at(7))).isEqualTo(Map.of("city", 1L));
    }

    @Test
    void logTimeThatGoesBackIsCountedAnew() throws SQLException {
        stored.put("city", List.of(NOON, NOON + 2));
        totals.countUpTo(at(5));

        assertThat(totals.countUpTo(at(1))).isEqualTo(Map.of("city", 1L));
    }

    private static Instant at(int millis) {
        return Times.NOON.plusMillis(millis);
    }

    private Map<String, Long> count(long after, long upTo) {
        ranges.add(after + " " + (upTo - NOON));
        Map<String, Long> counts = new TreeMap<>();
        stored.forEach((testbed, times) -> {
            long count =
                    times.stream().filter(time -> time > after && time <= upTo).count();
            if (count > 0) {
                counts.put(testbed, count);
            }
        });
        return counts;
    }
}
