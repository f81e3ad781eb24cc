package org.metrobed.store.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.Finding;
import org.metrobed.model.Severity;
import org.metrobed.model.alert.AlertAction;
import org.metrobed.model.alert.Suppression;
import org.metrobed.store.DatabaseConfig;
import org.metrobed.store.Migrations;
import org.metrobed.store.PeopleTables;
import org.metrobed.store.RowWriters;
import org.metrobed.store.Samples;
import org.metrobed.store.Schemas;
import org.metrobed.store.SeveralConnections;
import org.metrobed.store.TestStore;
import org.metrobed.store.alert.Alert;
import org.metrobed.store.alert.AlertFilter;
import org.metrobed.store.alert.AlertQuery;
import org.metrobed.store.alert.AlertReader;
import org.metrobed.store.notification.DeliveryAttempt.Outcome;
import org.metrobed.store.notification.Notification.Step;
import org.metrobed.testkit.Eventually;
import org.metrobed.testkit.Times;

/** The notifier's reads and writes. */
final class NotificationIT {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    private static final long MINUTE = 60_000;

    @Test
    @SeveralConnections
    void oneHoldsTheLeaseUntilItLosesItsConnection() throws SQLException {
        Lease first = Lease.tryTake(STORE.writer()).orElseThrow();
        assertThat(Lease.tryTake(STORE.writer())).isEmpty();
        first.check();
        STORE.execute("select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory'"
                + " and pid <> pg_backend_pid()");
        assertThatThrownBy(first::check).isInstanceOf(SQLException.class);
        first.close();
        try (Lease second = takeSoon()) {
            second.check();
        }
    }

    @Test
    void lookFindsWhatHappenedLatelyAndWhatIsFollowed() throws SQLException {
        append(
                Samples.opened("old", 0),
                Samples.opened("new", 10),
                under(Samples.opened("member", 0), "old"),
                under(Samples.opened("fresh", 10), "far"),
                Samples.opened("far", 0));
        long since = Times.NOON_MILLIS + 10 * MINUTE;
        assertThat(look(since, List.of())).extracting(KnownAlert::id).containsExactly("far", "fresh", "new");
        assertThat(look(since, List.of("old")))
                .extracting(KnownAlert::id)
                .containsExactly("far", "member", "old", "fresh", "new");
    }

    @Test
    void lookFoldsEventsAndActions() throws SQLException {
        append(Samples.opened("a", 0), Samples.resolved("a", 0), Samples.opened("b", 0));
        STORE.execute(
                "insert into alert_action (alert_id, version, action, author, reason) values"
                        + " ('a', 1, 'acknowledge', 'ada', 'r'), ('a', 2, 'approve', 'ada', 'r'),"
                        + " ('b', 1, 'acknowledge', 'ada', 'r'), ('b', 2, 'unacknowledge', 'ada', 'r'), ('b', 3, 'comment', 'ada', 'r')");
        List<KnownAlert> alerts = look(0, List.of());
        assertThat(alerts.get(0)).satisfies(a -> {
            assertThat(a.isOpen()).isFalse();
            assertThat(a.last().sequence()).isEqualTo(1);
            assertThat(a.last().finding()).isEqualTo(Finding.THRESHOLD);
            assertThat(a.openedMillis()).isEqualTo(Times.NOON_MILLIS);
            assertThat(a.acknowledged()).isTrue();
            assertThat(a.approved()).isTrue();
        });
        assertThat(alerts.get(1)).satisfies(b -> {
            assertThat(b.isOpen()).isTrue();
            assertThat(b.acknowledged()).isFalse();
            assertThat(b.approved()).isFalse();
        });
    }

    @Test
    void eventWithoutAScoreIsAsSureForEveryReader() throws SQLException {
        append(Samples.opened("null", 0), Samples.opened("nan", 0));
        STORE.execute("update alert_event set score = case alert_id when 'nan' then 'NaN'::float8 end");

        assertThat(look(0, List.of()))
                .extracting(alert -> alert.last().finding().score())
                .containsExactly(1.0, 1.0);
        assertThat(STORE.<List<AlertEvent>>read(database -> new AlertReader(database).listAllEvents()))
                .extracting(event -> event.finding().score())
                .containsExactly(1.0, 1.0);
        assertThat(STORE.<List<AlertEvent>>read(
                        database -> new AlertReader(database).listEvents("nan", OptionalLong.empty())))
                .extracting(event -> event.finding().score())
                .containsExactly(1.0);
    }

    @Test
    void everyReaderKnowsAlikeWhatIsAcknowledged() throws SQLException {
        List<AlertAction.Kind> kinds = List.of(AlertAction.Kind.values());
        for (int i = 0; i < kinds.size() * kinds.size(); i++) {
            String id = "alert-%02d".formatted(i);
            append(Samples.opened(id, 0));
            record(id, 1, kinds.get(i / kinds.size()));
            record(id, 2, kinds.get(i % kinds.size()));
        }
        AlertFilter noted = AlertFilter.ALERTS.withAcknowledged(true);
        List<String> chosen = STORE
                .<List<Alert>>read(database ->
                        new AlertReader(database).list(AlertQuery.newest(100).withFilter(noted)))
                .stream()
                .map(Alert::alertId)
                .sorted()
                .toList();
        List<String> folded =
                STORE.<List<Alert>>read(database -> new AlertReader(database).list(AlertQuery.newest(100))).stream()
                        .filter(alert -> alert.handling().acknowledged().isPresent())
                        .map(Alert::alertId)
                        .sorted()
                        .toList();

        assertThat(chosen).isEqualTo(folded).hasSize(18);
        assertThat(look(0, List.of()).stream()
                        .filter(KnownAlert::acknowledged)
                        .map(KnownAlert::id)
                        .sorted()
                        .toList())
                .isEqualTo(folded);
    }

    private static void record(String id, int version, AlertAction.Kind kind) throws SQLException {
        STORE.execute("insert into alert_action (alert_id, version, action, author, reason, assignee) values ('" + id
                + "', " + version + ", '" + kind.word() + "', 'ada', 'r', '"
                + (kind == AlertAction.Kind.ASSIGN ? "bob" : "") + "')");
    }

    @Test
    void suppressionsAreThoseThatHoldThen() throws SQLException {
        STORE.execute(
                "insert into suppression_event (suppression_id, event, kind, pattern, detector, from_time, to_time,"
                        + " reason, author, accepted_time) values"
                        + " ('now', 'made', 'silence', 'city/*/*', 'watch', '2026-05-01 11:00Z', '2026-05-01 13:00Z', 'r', 'a', now()),"
                        + " ('over', 'made', 'silence', 'over/*/*', '', '2026-05-01 11:00Z', '2026-05-01 12:00Z', 'r', 'a', now()),"
                        + " ('cut', 'made', 'maintenance', 'cut/*/*', '', '2026-05-01 11:00Z', '2026-05-01 13:00Z', 'r', 'a', now()),"
                        + " ('cut', 'ended', 'maintenance', 'cut/*/*', '', '2026-05-01 11:00Z', '2026-05-01 13:00Z', 'r', 'a',"
                        + " '2026-05-01 11:30Z')");
        try (Lease lease = Lease.tryTake(STORE.writer()).orElseThrow()) {
            assertThat(lease.<List<Suppression>>inTransaction(
                            connection -> AlertChanges.listSuppressions(connection, Times.NOON_MILLIS)))
                    .singleElement()
                    .satisfies(one -> {
                        assertThat(one.pattern().text()).isEqualTo("city/*/*");
                        assertThat(one.detector()).isEqualTo("watch");
                        assertThat(one.holdsAt(Times.NOON_MICROS)).isTrue();
                    });
        }
    }

    @Test
    void outboxKnowsWhatIsLeftToDo() throws SQLException {
        try (Lease lease = Lease.tryTake(STORE.writer()).orElseThrow()) {
            List<StoredNotification> rows = lease.inTransaction(connection -> Outbox.append(
                    connection,
                    List.of(
                            row("lasts", Step.FIRING),
                            row("over", Step.FIRING),
                            row("over", Step.RESOLVED),
                            row("waits", Step.FIRING),
                            row("waits", Step.RESOLVED),
                            row("held", Step.HELD),
                            row("dropped", Step.STALE),
                            row("dropped", Step.DROPPED))));
            lease.inTransaction(connection -> {
                Outbox.record(
                        connection,
                        List.of(
                                attempt(rows.get(0), 1, Outcome.SENT),
                                attempt(rows.get(1), 1, Outcome.FAILED),
                                attempt(rows.get(1), 2, Outcome.SENT),
                                attempt(rows.get(2), 1, Outcome.GIVEN_UP),
                                attempt(rows.get(3), 1, Outcome.SENT),
                                attempt(rows.get(4), 1, Outcome.FAILED)));
                return rows;
            });
            List<StoredNotification> left = lease.inTransaction(Outbox::listUnfinished);
            assertThat(left)
                    .extracting(one -> one.notification().group())
                    .containsExactly("lasts", "waits", "waits", "held");
            assertThat(left).extracting(StoredNotification::done).containsExactly(true, true, false, true);
            assertThat(left.get(2)).isEqualTo(rows.get(4).with(attempt(rows.get(4), 1, Outcome.FAILED)));
            assertThat(lease.<List<StoredNotification>>inTransaction(
                            connection -> Outbox.list(connection, List.of("over"))))
                    .extracting(StoredNotification::sent)
                    .containsExactly(true, false);
            assertThat(lease.<Long>inTransaction(connection -> Outbox.findLastSent(connection, "webhook")))
                    .isEqualTo(Times.NOON_MILLIS + 2 * MINUTE);
            assertThat(lease.<Long>inTransaction(connection -> Outbox.findLastSent(connection, "mail")))
                    .isZero();
        }
    }

    @Test
    void figuresForgetWhatNobodySendsAnyMore() throws SQLException {
        STORE.execute(
                "insert into notification (receiver, group_id, fingerprint, step, severity, size, made_time) values"
                        + " ('removed', 'a', '1', 'firing', 'warning', 1, now() - interval '26 hours'),"
                        + " ('mail', 'a', '2', 'firing', 'warning', 1, now() - interval '26 hours'),"
                        + " ('mail', 'b', '3', 'firing', 'warning', 1, now() - interval '1 hour')");
        assertThat(STORE.<List<OutboxFigures.ReceiverFigures>>read(database -> new OutboxFigures(database).list()))
                .extracting(OutboxFigures.ReceiverFigures::name, OutboxFigures.ReceiverFigures::waiting)
                .containsExactly(tuple("mail", 1L), tuple("removed", 0L));
    }

    @Test
    void sameThingCannotBeToldTwiceAndAFailedTransactionLeavesNothing() throws SQLException {
        try (Lease lease = Lease.tryTake(STORE.writer()).orElseThrow()) {
            List<Notification> twice = List.of(row("a", Step.FIRING), row("a", Step.FIRING));
            assertThatThrownBy(() -> lease.inTransaction(connection -> Outbox.append(connection, twice)))
                    .isInstanceOf(SQLException.class);
            assertThat(lease.<List<StoredNotification>>inTransaction(Outbox::listUnfinished))
                    .isEmpty();
        }
    }

    @Test
    void copyKeepsWhatWasTold() throws SQLException {
        DatabaseConfig copy = STORE.newConfig();
        Migrations.migrate(copy);
        try {
            try (Lease lease = Lease.tryTake(STORE.writer()).orElseThrow()) {
                lease.inTransaction(connection -> {
                    List<StoredNotification> rows = Outbox.append(connection, List.of(row("a", Step.FIRING)));
                    Outbox.record(connection, List.of(attempt(rows.get(0), 1, Outcome.SENT)));
                    return rows;
                });
            }
            PeopleTables.copy(STORE.writer(), copy);
            try (Lease lease = Lease.tryTake(copy).orElseThrow()) {
                assertThat(lease.<List<StoredNotification>>inTransaction(Outbox::listUnfinished))
                        .singleElement()
                        .matches(StoredNotification::sent);
                lease.inTransaction(connection -> Outbox.append(connection, List.of(row("a", Step.CHANGED))));
            }
        } finally {
            Schemas.drop(copy);
        }
    }

    private static Lease takeSoon() {
        return Eventually.get(
                        "the lease",
                        Duration.ofSeconds(60),
                        () -> {
                            try {
                                return Lease.tryTake(STORE.writer());
                            } catch (SQLException e) {
                                throw new IllegalStateException(e);
                            }
                        },
                        Optional::isPresent)
                .orElseThrow();
    }

    private static void append(AlertEvent... events) throws SQLException {
        STORE.append(RowWriters.alertEvents(), List.of(events));
    }

    private static List<KnownAlert> look(long since, List<String> groups) throws SQLException {
        try (Lease lease = Lease.tryTake(STORE.writer()).orElseThrow()) {
            return lease.inTransaction(connection -> AlertChanges.list(connection, since, groups));
        }
    }

    private static AlertEvent under(AlertEvent event, String parent) {
        return event.with(event.finding().withParent(parent), event.message());
    }

    private static Notification row(String group, Step step) {
        return NotificationBuilder.builder()
                .receiver("webhook")
                .group(group)
                .round(0)
                .step(step)
                .severity(Severity.WARNING)
                .size(1)
                .approved(false)
                .madeMillis(Times.NOON_MILLIS)
                .content("")
                .build();
    }

    private static DeliveryAttempt attempt(StoredNotification row, int attempt, Outcome outcome) {
        return new DeliveryAttempt(row.number(), attempt, outcome, "", Times.NOON_MILLIS + attempt * MINUTE);
    }
}
