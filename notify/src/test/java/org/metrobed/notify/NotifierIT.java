package org.metrobed.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metrobed.config.Secret;
import org.metrobed.model.AlertEvent;
import org.metrobed.notify.alertmanager.AlertmanagerReceiver;
import org.metrobed.notify.group.Alerts;
import org.metrobed.notify.group.Policy;
import org.metrobed.notify.receiver.PageLinks;
import org.metrobed.notify.receiver.Receiver;
import org.metrobed.notify.receiver.TakingServer;
import org.metrobed.notify.webhook.WebhookReceiver;
import org.metrobed.store.DatabaseConfig;
import org.metrobed.store.Databases;
import org.metrobed.store.Migrations;
import org.metrobed.store.RowWriters;
import org.metrobed.store.Schemas;
import org.metrobed.store.StoreSession;
import org.metrobed.store.naming.CatalogNames;
import org.metrobed.store.progress.Progress;
import org.metrobed.store.write.WriteMode;
import org.metrobed.testkit.Eventually;
import org.metrobed.testkit.PostgresExtension;
import org.metrobed.testkit.Times;

/** Notifiers on a real database that send to a real HTTP server. */
final class NotifierIT {

    @RegisterExtension
    static final PostgresExtension POSTGRES = new PostgresExtension();

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration LOOK = Duration.ofMillis(30);
    private static final Secret KEY = new Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

    private final AtomicReference<Instant> now = new AtomicReference<>(Times.NOON);
    private final List<Notifier> notifiers = new ArrayList<>();
    private DatabaseConfig database;
    private TakingServer server;

    @BeforeEach
    void start() throws SQLException, IOException {
        database = new DatabaseConfig(
                POSTGRES.url(), POSTGRES.user(), new Secret(POSTGRES.password()), POSTGRES.newSchema());
        Migrations.migrate(database);
        server = new TakingServer();
    }

    @AfterEach
    void stop() throws SQLException {
        notifiers.forEach(Notifier::close);
        server.close();
        Schemas.drop(database);
    }

    @Test
    void alertIsToldOnceByAnyNumberOfNotifiersAndSoIsItsEnd() throws SQLException {
        notifier();
        notifier();
        append(Alerts.alert("a"));
        awaitAccepted(1);
        appendEnd(Alerts.alert("a"));
        awaitAccepted(2);
        assertThat(statuses()).containsExactly("firing", "resolved");
        assertThat(count("notification")).isEqualTo(2);
    }

    @Test
    void anotherTakesOverWhenTheElectedOneLosesItsConnection() throws SQLException {
        notifier();
        notifier();
        append(Alerts.alert("a"));
        awaitCount("notification_attempt", 1);
        long first = leader();
        execute("select pg_terminate_backend(" + first + ")");
        Eventually.await("another is elected", LIMIT, () -> leader() > 0 && leader() != first);
        append(Alerts.alert("b"));
        appendEnd(Alerts.alert("a"));
        awaitCount("notification_attempt", 3);
        assertThat(server.accepted()).as("nothing twice, nothing lost").hasSize(3);
        assertThat(server.all())
                .extracting(taken -> taken.headers().get("webhook-id"))
                .doesNotHaveDuplicates();
    }

    @Test
    void nothingIsLostWhileTheReceiverIsDownAndOthersAreToldMeanwhile() throws SQLException, IOException {
        server.fail(5);
        try (TakingServer healthy = new TakingServer()) {
            Receiver other = new AlertmanagerReceiver(healthy.url(), new PageLinks("https://city.example"));
            notifier(webhook(), other);
            append(Alerts.alert("a"));
            Eventually.await(
                    "the healthy one is told", LIMIT, () -> !healthy.accepted().isEmpty());
            appendEnd(Alerts.alert("a"));
            Eventually.await("the outbox has both", LIMIT, () -> count("notification") == 4);
            String tries = "notification_attempt join notification using (notification_id) where receiver = 'webhook'";
            Eventually.await("it is tried", LIMIT, () -> count(tries) == 1);
            for (int seconds : List.of(5, 10, 20, 40, 80)) {
                long before = count(tries);
                now.set(now.get().plusSeconds(seconds));
                Eventually.await("it is tried again, and that is noted", LIMIT, () -> count(tries) > before);
            }
            awaitAccepted(2);
            assertThat(statuses()).containsExactly("firing", "resolved");
            assertThat(server.all()).hasSize(7);
            assertThat(
                            text(
                                    "select string_agg(outcome, ' ' order by attempt) from notification_attempt a"
                                            + " join notification n using (notification_id) where receiver = 'webhook' and step = 'firing'"))
                    .isEqualTo("failed failed failed failed failed sent");
        }
    }

    @Test
    void whatCannotBeToldForADayIsGivenUp() throws SQLException {
        server.answer(500);
        notifier();
        append(Alerts.alert("a"));
        awaitCount("notification_attempt", 1);
        now.set(now.get().plus(Duration.ofHours(24)));
        Eventually.await(
                "given up",
                LIMIT,
                () -> text("select coalesce(max(outcome), '') from notification_attempt" + " where attempt = 2")
                        .equals("given-up"));
    }

    @Test
    void successorGoesOnWithWhatWasLeftInTheOutbox() throws SQLException {
        server.answer(500);
        Notifier first = notifier();
        append(Alerts.alert("a"));
        awaitCount("notification_attempt", 1);
        first.close();
        server.answer(200);
        now.set(now.get().plusSeconds(5));
        notifier();
        awaitAccepted(1);
        assertThat(text("select max(attempt) from notification_attempt")).isEqualTo("2");
    }

    @Test
    void floodUnderOneAlertIsFewMessages() throws SQLException {
        notifier();
        append(Alerts.alert("gw").of("city/gw1/gateway", "gateway-silent"));
        awaitAccepted(1);
        for (int from = 0; from < 1000; from += 100) {
            append(IntStream.range(from, from + 100)
                    .mapToObj(i -> Alerts.alert("m" + i)
                            .of("city/s" + i + "/pm25", "watch")
                            .under("gw"))
                    .toArray(Alerts[]::new));
        }
        append(Alerts.alert("last"));
        Eventually.await(
                "all are seen",
                LIMIT,
                () -> text("select coalesce(max(size), 0) from notification").equals("500"));
        Eventually.await(
                "another is told",
                LIMIT,
                () -> server.accepted().stream().anyMatch(body -> body.contains("\"group\":\"last\"")));
        assertThat(server.accepted()).hasSizeBetween(3, 6);
    }

    @Test
    void silencedAlertIsToldWhenTheSilenceEndsWhileItLasts() throws SQLException {
        execute(
                "insert into suppression_event (suppression_id, event, kind, pattern, from_time, to_time, reason, author,"
                        + " accepted_time) values ('s', 'made', 'silence', 'city/station/*', '2026-05-01 11:00Z',"
                        + " '2026-05-01 15:00Z', 'works', 'ada', '2026-05-01 11:00Z')");
        notifier();
        append(Alerts.alert("a"));
        awaitCount("notification", 1);
        assertThat(text("select step from notification")).isEqualTo("held");
        now.set(Times.NOON.plus(Duration.ofHours(3)));
        awaitAccepted(1);
        assertThat(statuses()).containsExactly("firing");
    }

    @Test
    void replayAndRebuildCallNobody() throws SQLException {
        long before = Times.NOON_MILLIS - Duration.ofDays(300).toMillis();
        append(Alerts.alert("rebuilt").opened(before, before));
        append(Alerts.alert("replayed").opened(Times.NOON_MILLIS, before));
        notifier();
        append(Alerts.alert("new"));
        awaitAccepted(1);
        assertThat(server.accepted().get(0)).contains("\"group\":\"new\"");
        assertThat(text("select string_agg(group_id || ' ' || step, ', ' order by group_id) from notification"))
                .isEqualTo("new firing, replayed stale");
    }

    /** The sink of the issue: 503, 500, 200. The alert ends before the first message is accepted. */
    @Test
    void repeatedMessageHasTheSameBytesAndSignatureThoughTheAlertHasEnded() throws SQLException {
        server.fail(1);
        server.answer(500);
        notifier();
        append(Alerts.alert("a"));
        awaitCount("notification_attempt", 1);
        appendEnd(Alerts.alert("a"));
        awaitCount("notification", 2);
        now.set(now.get().plusSeconds(5));
        awaitCount("notification_attempt", 2);
        server.answer(200);
        now.set(now.get().plusSeconds(10));
        awaitAccepted(2);
        List<TakingServer.Taken> firing = server.all().subList(0, 3);
        assertThat(firing).extracting(TakingServer.Taken::answer).containsExactly(503, 500, 200);
        assertThat(firing)
                .extracting(TakingServer.Taken::body)
                .containsOnly(firing.get(0).body());
        assertThat(firing)
                .extracting(taken -> taken.headers().get("webhook-signature"))
                .containsOnly(firing.get(0).headers().get("webhook-signature"));
        assertThat(statuses()).containsExactly("firing", "resolved");
        assertThat(json(firing.get(0).body()).at("/alerts/0/status").asText()).isEqualTo("firing");
    }

    /** grafana/grafana#68162: what was decided is not lost by a restart, and is sent as it was written. */
    @Test
    void successorSendsWhatItsPredecessorWrote() throws SQLException {
        server.answer(500);
        Notifier first = notifier();
        append(Alerts.alert("a"));
        awaitCount("notification_attempt", 1);
        first.close();
        appendEnd(Alerts.alert("a"));
        server.answer(200);
        now.set(now.get().plusSeconds(5));
        notifier();
        awaitAccepted(2);
        assertThat(server.accepted().get(0)).isEqualTo(server.all().get(0).body());
        assertThat(statuses()).containsExactly("firing", "resolved");
    }

    @Test
    void messageHasTheNamesOfTheCatalog() throws SQLException {
        CatalogNames.replace(database, 7, Alerts.NAMES.byId().values());
        notifier();
        append(Alerts.alert("a"));
        awaitAccepted(1);
        assertThat(json(server.accepted().get(0))
                        .at("/alerts/0/annotations/summary")
                        .asText())
                .isEqualTo("PM2.5 at Market square: sudden jump");
    }

    @Test
    void nextReceiverIsToldOfWhatNobodyAcknowledgesInTime() throws SQLException, IOException {
        try (TakingServer boss = new TakingServer()) {
            Receiver next = WebhookReceiver.ofEscalations(
                    URI.create(boss.url()), KEY, new PageLinks("https://city.example"), Duration.ofMinutes(15));
            notifier(webhook(), next);
            append(Alerts.alert("a"), Alerts.alert("b"));
            awaitAccepted(2);
            execute("insert into alert_action (alert_id, version, action, author, reason) values"
                    + " ('b', 1, 'acknowledge', 'ada', 'on my way')");
            now.set(Times.NOON.plus(Duration.ofMinutes(15)));
            Eventually.await("the next is told", LIMIT, () -> !boss.accepted().isEmpty());
            appendEnd(Alerts.alert("a"));
            appendEnd(Alerts.alert("b"));
            Eventually.await(
                    "all are told of the end",
                    LIMIT,
                    () -> boss.accepted().size() == 2 && server.accepted().size() == 4);
            assertThat(boss.accepted())
                    .as("the acknowledged one neither begins nor ends")
                    .allMatch(body -> body.contains("\"group\":\"a\""));
        }
    }

    @Test
    void backlogOfEightHoursAgoCallsNobody() throws SQLException {
        long before = Times.NOON_MILLIS - Duration.ofHours(8).toMillis();
        append(Alerts.alert("backlog").opened(Times.NOON_MILLIS, before));
        notifier();
        append(Alerts.alert("new"));
        awaitAccepted(1);
        assertThat(text("select string_agg(group_id || ' ' || step, ', ' order by group_id) from notification"))
                .isEqualTo("backlog stale, new firing");
    }

    private Notifier notifier(Receiver... receivers) {
        List<Receiver> all = receivers.length == 0 ? List.of(webhook()) : List.of(receivers);
        Policy policy = new Policy(Duration.ofHours(1), Duration.ofHours(1));
        InstantSource clock = now::get;
        Notifier notifier = Notifier.start(new NotifyConfig(database, all, policy, ""), clock, LOOK);
        notifiers.add(notifier);
        return notifier;
    }

    private Receiver webhook() {
        return new WebhookReceiver(URI.create(server.url()), KEY, new PageLinks("https://city.example"));
    }

    private void append(Alerts... alerts) throws SQLException {
        write(Arrays.stream(alerts).map(alert -> event(alert, 0)).toList());
    }

    private void appendEnd(Alerts alert) throws SQLException {
        write(List.of(event(alert.as(AlertEvent.Kind.RESOLVED), 1)));
    }

    private static AlertEvent event(Alerts alert, int sequence) {
        AlertEvent last = alert.known().last();
        return last.with(sequence, last.kind());
    }

    private void write(List<AlertEvent> events) throws SQLException {
        try (StoreSession session = StoreSession.open(database, WriteMode.COPY, "test")) {
            session.append(RowWriters.alertEvents(), events, new Progress("test", 0, 1, 0));
        }
    }

    private void awaitAccepted(int messages) {
        Eventually.await(messages + " messages", LIMIT, () -> server.accepted().size() >= messages);
        assertThat(server.accepted()).hasSize(messages);
    }

    private void awaitCount(String table, long rows) {
        Eventually.await(rows + " rows of " + table, LIMIT, () -> count(table) >= rows);
    }

    private List<String> statuses() {
        return server.accepted().stream()
                .map(NotifierIT::json)
                .map(body -> body.get("status").asText().toLowerCase(Locale.ROOT))
                .toList();
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (IOException e) {
            throw new IllegalStateException(text, e);
        }
    }

    private long count(String table) {
        return Long.parseLong(text("select count(*) from " + table));
    }

    /** The server process of the elected instance, 0 for none. */
    private long leader() {
        return Long.parseLong(text("select coalesce(max(pid), 0) from pg_locks where locktype = 'advisory'"));
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = Databases.connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String text(String sql) {
        try (Connection connection = Databases.connect(database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
