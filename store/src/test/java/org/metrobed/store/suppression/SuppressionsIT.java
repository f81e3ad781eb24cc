package org.metrobed.store.suppression;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metrobed.model.alert.AlertAction;
import org.metrobed.model.alert.Suppression;
import org.metrobed.model.alert.SuppressionPattern;
import org.metrobed.store.DatabaseConfig;
import org.metrobed.store.Migrations;
import org.metrobed.store.PeopleTables;
import org.metrobed.store.RowWriters;
import org.metrobed.store.Samples;
import org.metrobed.store.Schemas;
import org.metrobed.store.TestStore;
import org.metrobed.store.alert.AlertActions;
import org.metrobed.testkit.Times;

/** Silences from their start to their end. */
final class SuppressionsIT {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    private static final long MINUTE = 60_000_000;

    @Test
    void oneHoldsFromItsStartToItsEnd() throws SQLException {
        make("a", 1, 5);
        assertThat(held(0)).isEmpty();
        assertThat(held(1)).containsExactly("a");
        assertThat(held(5)).isEmpty();
        assertThat(find("a").made()).isEqualTo(suppression("a", 1, 5));
        assertThat(find("a").madeMillis()).isEqualTo(Times.NOON_MILLIS);
        assertThat(find("a").ended()).isEmpty();
    }

    @Test
    void oneThatIsEndedHoldsNoMore() throws SQLException {
        make("a", 1, 5);
        assertThat(end("a", 3)).isTrue();
        assertThat(end("a", 4)).as("ended already").isFalse();
        assertThat(held(2)).as("it held then").containsExactly("a");
        assertThat(held(3)).isEmpty();
        assertThat(find("a").ended()).contains(new StoredSuppression.End("bob", Times.NOON_MILLIS + 180_000, "done"));
        assertThat(STORE.text("select to_time - from_time from suppression")).isEqualTo("00:02:00");
    }

    @Test
    void oneThatIsEndedBeforeItBeginsNeverHolds() throws SQLException {
        make("a", 3, 5);
        assertThat(end("a", 1)).isTrue();
        assertThat(held(4)).isEmpty();
        assertThat(STORE.text("select to_time - from_time from suppression")).isEqualTo("00:00:00");
    }

    @Test
    void whatIsOverOrUnknownCannotBeEnded() throws SQLException {
        make("a", 1, 5);
        assertThat(end("a", 5)).isFalse();
        assertThat(end("nobody", 1)).isFalse();
    }

    @Test
    void allAreListedTheNewestFirst() throws SQLException {
        make("a", 1, 5);
        make("b", 1, 5);
        make("c", 9, 12);
        make("c", 1, 2);
        List<StoredSuppression> two = list(Long.MAX_VALUE, 2);
        assertThat(two).extracting(one -> one.made().id()).containsExactly("c", "b");
        assertThat(list(two.get(1).sequence(), 2))
                .extracting(one -> one.made().id())
                .containsExactly("a");
        assertThat(find("c").made().fromMicros())
                .as("made again it stays as it is")
                .isEqualTo(Times.NOON_MICROS + 9 * MINUTE);
    }

    @Test
    void whatPeopleDidMovesToASchemaThatIsComputedAnew() throws SQLException {
        STORE.append(RowWriters.alertEvents(), List.of(Samples.opened("a", 1)));
        new AlertActions(STORE.writer())
                .append(new AlertAction("a", 1, AlertAction.Kind.COMMENT, "ada", "hm", "", Times.NOON_MILLIS));
        make("s", 1, 5);
        STORE.execute("insert into notification (receiver, group_id, step, fingerprint, severity, size, made_time)"
                + " values ('r', 'a', 'firing', '1 firing', 'warning', 1, now())");
        STORE.execute("insert into notification_attempt (notification_id, attempt, outcome, attempt_time)"
                + " select notification_id, 1, 'sent', now() from notification");
        DatabaseConfig fresh = STORE.newConfig();
        try {
            Migrations.migrate(fresh);
            PeopleTables.copy(STORE.writer(), fresh);
            new Suppressions(fresh).make(suppression("t", 1, 5), Times.NOON_MILLIS);
            assertThat(STORE.text("select count(*) from " + fresh.schema() + ".suppression_event"))
                    .isEqualTo("2");
            assertThat(STORE.text("select reason from " + fresh.schema() + ".alert_action"))
                    .isEqualTo("hm");
            assertThat(STORE.text("select receiver from " + fresh.schema() + ".notification join " + fresh.schema()
                            + ".notification_attempt using (notification_id)"))
                    .isEqualTo("r");
        } finally {
            Schemas.drop(fresh);
        }
    }

    private static void make(String id, int fromMinute, int toMinute) throws SQLException {
        new Suppressions(STORE.writer()).make(suppression(id, fromMinute, toMinute), Times.NOON_MILLIS);
    }

    private static boolean end(String id, int minute) throws SQLException {
        return new Suppressions(STORE.writer()).end(id, "done", "bob", Times.NOON_MILLIS + minute * 60_000L);
    }

    private static List<String> held(int minute) throws SQLException {
        return STORE
                .<List<Suppression>>read(
                        database -> new SuppressionReader(database).listHeld(Times.NOON_MICROS + minute * MINUTE))
                .stream()
                .map(Suppression::id)
                .toList();
    }

    private static List<StoredSuppression> list(long before, int limit) throws SQLException {
        return STORE.read(database -> new SuppressionReader(database).list(before, limit));
    }

    private static StoredSuppression find(String id) throws SQLException {
        return STORE.read(database -> new SuppressionReader(database).find(id).orElseThrow());
    }

    private static Suppression suppression(String id, int fromMinute, int toMinute) {
        return new Suppression(
                id,
                Suppression.Kind.SILENCE,
                SuppressionPattern.parse("city/station/*"),
                "",
                Times.NOON_MICROS + fromMinute * MINUTE,
                Times.NOON_MICROS + toMinute * MINUTE,
                "works",
                "ada");
    }
}
