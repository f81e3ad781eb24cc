package org.metrobed.store.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.alert.AlertAction;
import org.metrobed.model.alert.AlertAction.Kind;
import org.metrobed.model.alert.Handling;
import org.metrobed.store.RowWriters;
import org.metrobed.store.Samples;
import org.metrobed.store.SeveralConnections;
import org.metrobed.store.TestStore;
import org.metrobed.store.alert.AlertActions.Answer;
import org.metrobed.store.alert.AlertActions.Outcome;
import org.metrobed.testkit.Times;

/** Actions on alerts, sequential and concurrent. */
@SeveralConnections
final class AlertActionsIT {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    private static final int PEOPLE = 8;

    @Test
    void actionsFollowOneAnotherAndFold() throws SQLException {
        open("a");
        assertThat(append("a", 1, Kind.ACKNOWLEDGE, "ada")).isEqualTo(new Answer(Outcome.KEPT, 1));
        assertThat(append("a", 2, Kind.COMMENT, "bob")).isEqualTo(new Answer(Outcome.KEPT, 2));

        Alert alert = find("a");
        assertThat(alert.handling().version()).isEqualTo(2);
        assertThat(alert.handling().acknowledged())
                .contains(new Handling.Mark("ada", Times.NOON_MILLIS + 1_000, "for 1"));
        assertThat(alert.state()).isEqualTo(Alert.State.OPEN);
        assertThat(STORE.<List<AlertAction>>read(database -> new AlertActionReader(database).list("a")))
                .extracting(AlertAction::author)
                .containsExactly("ada", "bob");
    }

    @Test
    void aVersionThatIsTakenOrSkippedIsStale() throws SQLException {
        open("a");
        append("a", 1, Kind.ACKNOWLEDGE, "ada");
        assertThat(append("a", 1, Kind.ACKNOWLEDGE, "bob")).isEqualTo(new Answer(Outcome.STALE, 1));
        assertThat(append("a", 3, Kind.COMMENT, "bob")).isEqualTo(new Answer(Outcome.STALE, 1));
        assertThat(STORE.text("select count(*) from alert_action")).isEqualTo("1");
    }

    @Test
    void theSameAgainIsAnsweredAsTheFirstTime() throws SQLException {
        open("a");
        append("a", 1, Kind.ACKNOWLEDGE, "ada");
        assertThat(append("a", 1, Kind.ACKNOWLEDGE, "ada")).isEqualTo(new Answer(Outcome.KEPT, 1));
        append("a", 2, Kind.COMMENT, "bob");
        assertThat(append("a", 1, Kind.ACKNOWLEDGE, "ada"))
                .as("also when others have gone on")
                .isEqualTo(new Answer(Outcome.KEPT, 2));
        assertThat(STORE.text("select count(*) from alert_action")).isEqualTo("2");
    }

    @Test
    void nothingIsDoneAboutWhatNobodyWasToldOf() throws SQLException {
        AlertEvent opened = Samples.opened("pending", 1);
        STORE.append(RowWriters.alertEvents(), List.of(opened.with(0, AlertEvent.Kind.PENDING)));
        assertThat(append("nobody", 1, Kind.COMMENT, "ada").outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(append("pending", 1, Kind.COMMENT, "ada").outcome()).isEqualTo(Outcome.NO_ALERT);
        STORE.append(RowWriters.alertEvents(), List.of(opened.with(1, AlertEvent.Kind.WITHDRAWN)));
        assertThat(append("pending", 1, Kind.COMMENT, "ada").outcome()).isEqualTo(Outcome.NO_ALERT);
        assertThat(STORE.text("select count(*) from alert_action")).isEqualTo("0");
    }

    @Test
    void ofManyAtOnceOneIsTakenAndTheOthersGoOnFromThere() throws Exception {
        open("a");
        List<Answer> first = atOnce(person -> append("a", 1, Kind.ACKNOWLEDGE, "person " + person));
        assertThat(first).filteredOn(answer -> answer.outcome() == Outcome.KEPT).hasSize(1);
        assertThat(first)
                .filteredOn(answer -> answer.outcome() == Outcome.STALE)
                .hasSize(PEOPLE - 1)
                .allMatch(answer -> answer.version() == 1);

        List<Answer> all = atOnce(person -> {
            Answer answer = append("a", 2, Kind.COMMENT, "person " + person);
            while (answer.outcome() == Outcome.STALE) {
                answer = append("a", answer.version() + 1, Kind.COMMENT, "person " + person);
            }
            return answer;
        });
        assertThat(all).extracting(Answer::version).doesNotHaveDuplicates().hasSize(PEOPLE);
        assertThat(find("a").handling().version()).isEqualTo(1 + PEOPLE);
        assertThat(STORE.text("select string_agg(version::text, ',' order by version) from alert_action"))
                .isEqualTo("1,2,3,4,5,6,7,8,9");
    }

    @Test
    void eventsThatAreWrittenAgainAreStillOneAlertAndKeepWhatPeopleDid() throws SQLException {
        List<AlertEvent> events = List.of(Samples.opened("a", 1), Samples.resolved("a", 1));
        STORE.append(RowWriters.alertEvents(), events);
        append("a", 1, Kind.ACKNOWLEDGE, "ada");
        STORE.append(RowWriters.alertEvents(), events);

        List<Alert> alerts = STORE.read(database -> new AlertReader(database).list(AlertQuery.newest(10)));
        assertThat(alerts).hasSize(1);
        assertThat(alerts.get(0).state()).isEqualTo(Alert.State.RESOLVED);
        assertThat(alerts.get(0).handling().acknowledged()).isPresent();
    }

    @Test
    void whatWasDoneLaterIsNotSeenLookingBack() throws SQLException {
        open("a");
        append("a", 1, Kind.ACKNOWLEDGE, "ada");
        append("a", 2, Kind.UNACKNOWLEDGE, "ada");
        AlertQuery all = AlertQuery.newest(10);
        assertThat(STORE.<List<Alert>>read(database ->
                                new AlertReader(database).list(all.withHandledBy(Times.NOON_MILLIS + 1_000)))
                        .get(0)
                        .handling()
                        .acknowledged())
                .isPresent();
        assertThat(STORE.<List<Alert>>read(database -> new AlertReader(database)
                        .list(all.withHandledBy(Times.NOON_MILLIS + 1_000)
                                .withFilter(AlertFilter.ALERTS.withAcknowledged(true)))))
                .hasSize(1);
        assertThat(STORE.<List<Alert>>read(database ->
                        new AlertReader(database).list(all.withFilter(AlertFilter.ALERTS.withAcknowledged(true)))))
                .isEmpty();
        assertThat(STORE.<Object>read(
                        database -> new AlertActionReader(database).fold(List.of("a"), OptionalLong.of(0))))
                .isEqualTo(java.util.Map.of());
        assertThat(STORE.<Object>read(
                        database -> new AlertActionReader(database).listTouched(Times.NOON_MILLIS + 2_000)))
                .isEqualTo(java.util.Map.of("a", 2));
    }

    private interface Work {
        Answer by(int person) throws SQLException;
    }

    private static List<Answer> atOnce(Work work) throws Exception {
        ExecutorService people = Executors.newFixedThreadPool(PEOPLE);
        try {
            List<Callable<Answer>> all = IntStream.range(0, PEOPLE)
                    .<Callable<Answer>>mapToObj(person -> () -> work.by(person))
                    .toList();
            List<Answer> answers = new ArrayList<>();
            for (Future<Answer> answer : people.invokeAll(all)) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            people.shutdownNow();
        }
    }

    private static void open(String id) throws SQLException {
        STORE.append(RowWriters.alertEvents(), List.of(Samples.opened(id, 1)));
    }

    private static Alert find(String id) throws SQLException {
        return STORE.read(database -> new AlertReader(database).find(id).orElseThrow());
    }

    private static Answer append(String id, int version, Kind kind, String author) throws SQLException {
        return new AlertActions(STORE.writer())
                .append(new AlertAction(
                        id, version, kind, author, "for " + version, "", Times.NOON_MILLIS + version * 1_000L));
    }
}
