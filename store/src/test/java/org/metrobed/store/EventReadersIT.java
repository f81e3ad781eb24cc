package org.metrobed.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.DeadLetter;
import org.metrobed.model.Finding;
import org.metrobed.store.alert.Alert;
import org.metrobed.store.alert.AlertQuery;
import org.metrobed.store.alert.AlertReader;
import org.metrobed.store.deadletter.DeadLetterFilter;
import org.metrobed.store.deadletter.DeadLetterQuery;
import org.metrobed.store.deadletter.DeadLetterReader;
import org.metrobed.store.deadletter.StoredDeadLetter;
import org.metrobed.testkit.Times;

/** Alerts and dead letters as the readers list them. */
final class EventReadersIT {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    @Test
    void alertsFoldFilterAndPage() throws SQLException {
        STORE.append(
                RowWriters.alertEvents(),
                List.of(
                        Samples.opened("a", 1),
                        Samples.opened("b", 2),
                        Samples.opened("c", 2),
                        Samples.resolved("b", 2),
                        Samples.opened("d", 3)));
        AlertQuery all = AlertQuery.newest(10);

        assertThat(alerts(all)).containsExactly("d OPEN", "c OPEN", "b RESOLVED", "a OPEN");
        assertThat(alerts(all.withState(Alert.State.OPEN))).containsExactly("d OPEN", "c OPEN", "a OPEN");
        assertThat(alerts(all.withState(Alert.State.RESOLVED))).containsExactly("b RESOLVED");
        assertThat(alerts(all.withDatastreams(List.of("city/none/no2")))).isEmpty();
        long two = Times.afterNoonMicros(Duration.ofMinutes(2));
        assertThat(alerts(all.withOnset(two, two + 1))).containsExactly("c OPEN", "b RESOLVED");
        assertThat(alerts(all.withAfter(new AlertQuery.Cursor(two, "c")))).containsExactly("b RESOLVED", "a OPEN");
        assertThat(alerts(all.withAsOf(two / 1_000))).containsExactly("c OPEN", "b OPEN", "a OPEN");
        assertThat(STORE.text("select string_agg(state, ',' order by alert_id) from alert"))
                .isEqualTo("open,resolved,open,open");
    }

    @Test
    void eventsOfAlertsComeBackAsTheyWereWritten() throws SQLException {
        AlertEvent opened = Samples.opened("a", 1);
        Finding finding = new Finding("jump", 0.75, 12.5, Finding.Origin.SENSOR, "gateway");
        List<AlertEvent> events = List.of(
                opened,
                opened.with(finding, "others see nothing").with(1, AlertEvent.Kind.UPDATED),
                Samples.opened("b", 2));
        STORE.append(RowWriters.alertEvents(), events);

        assertThat(STORE.<List<AlertEvent>>read(database -> new AlertReader(database).listAllEvents()))
                .isEqualTo(events);
    }

    @Test
    void deadLettersFilterAndPage() throws SQLException {
        STORE.append(
                RowWriters.deadLetters(),
                IntStream.range(0, 20)
                        .mapToObj(i -> Samples.deadLetter(
                                i, i % 2 == 0 ? DeadLetter.Reason.EMPTY : DeadLetter.Reason.MALFORMED, "x"))
                        .toList());
        List<Long> offsets = new ArrayList<>();
        DeadLetterQuery query = DeadLetterQuery.newest(DeadLetterFilter.ALL, 7);
        for (List<DeadLetter> page = deadLetters(query); !page.isEmpty(); page = deadLetters(query)) {
            page.forEach(row -> offsets.add(row.raw().offset()));
            DeadLetter last = page.get(page.size() - 1);
            query = query.withAfter(new DeadLetterQuery.Cursor(last.receivedMillis(), last.raw()));
        }

        assertThat(offsets).hasSize(20).isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(new HashSet<>(offsets)).hasSize(20);
        DeadLetterFilter some = DeadLetterFilter.ALL
                .withReasons(Set.of(DeadLetter.Reason.EMPTY))
                .withReceived(Times.NOON_MILLIS + 4_000, Times.NOON_MILLIS + 8_000);
        assertThat(deadLetters(DeadLetterQuery.newest(some, 100)).stream()
                        .map(row -> row.raw().offset()))
                .containsExactly(6L, 4L);
    }

    private static List<String> alerts(AlertQuery query) throws SQLException {
        return STORE.read(database -> new AlertReader(database)
                .list(query).stream()
                        .map(alert -> alert.alertId() + " " + alert.state())
                        .toList());
    }

    private static List<DeadLetter> deadLetters(DeadLetterQuery query) throws SQLException {
        return STORE.read(database -> new DeadLetterReader(database)
                .list(query).stream().map(StoredDeadLetter::letter).toList());
    }
}
