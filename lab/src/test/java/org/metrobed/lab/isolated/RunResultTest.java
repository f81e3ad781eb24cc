package org.metrobed.lab.isolated;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.AlertEvent.Kind;
import org.metrobed.store.TableDigest;

class RunResultTest {

    private static final AlertEvent OPENED = Events.of("a", 0, Kind.OPENED, "s", 1_000);
    private static final AlertEvent RESOLVED = Events.of("a", 1, Kind.RESOLVED, "s", 2_000);

    @Test
    void passesThatCameToTheSameDoNotDiffer() {
        assertThat(result(1, "5", OPENED, RESOLVED).differences(result(2, "5", OPENED, RESOLVED)))
                .isEmpty();
    }

    @Test
    void tablesAndTheFirstEventThatDifferAreNamed() {
        List<String> lines = result(1, "5", OPENED, RESOLVED).differences(result(2, "6", OPENED));

        assertThat(lines).hasSize(4);
        assertThat(lines.get(0)).isEqualTo("alert_event: 2 rows and 1 rows that differ");
        assertThat(lines.get(2)).startsWith("  pass 1, 2 subtasks: AlertEvent[alertId=a, sequence=1, kind=RESOLVED");
        assertThat(lines.get(3)).isEqualTo("  pass 2, 1 subtask, restarted: none");
    }

    @Test
    void rowsOfOtherTablesCountToo() {
        assertThat(result(1, "5", OPENED).differences(result(2, "6", OPENED)))
                .containsExactly("alert_event: 1 rows and 1 rows that differ");
    }

    private static RunResult result(int number, String checksum, AlertEvent... events) {
        RunPass pass = number == 1 ? new RunPass(1, 2, false) : new RunPass(number, 1, true);
        return new RunResult(pass, List.of(new TableDigest("alert_event", events.length, checksum)), List.of(events));
    }
}
