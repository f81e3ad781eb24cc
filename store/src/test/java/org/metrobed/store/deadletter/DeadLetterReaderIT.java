package org.metrobed.store.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metrobed.model.DeadLetter;
import org.metrobed.model.RawPosition;
import org.metrobed.model.Redrive;
import org.metrobed.store.RowWriters;
import org.metrobed.store.Samples;
import org.metrobed.store.TestStore;

/** Dead letters with their attempts and outcomes, as the readers list them. */
final class DeadLetterReaderIT {

    @RegisterExtension
    static final TestStore STORE = new TestStore();

    private static final DeadLetter ONE =
            letter(1, "decode", DeadLetter.Reason.MALFORMED, "city/a/up", "native-json/1");
    private static final DeadLetter TWO = letter(2, "locate", DeadLetter.Reason.EMPTY, "city/b/up", "native-json/2");
    private static final DeadLetter THREE = letter(3, "decode", DeadLetter.Reason.EMPTY, "town/a/up", "senml-json/1");
    private static final DeadLetter FOUR = letter(4, "decode", DeadLetter.Reason.UNBOUND_TOPIC, "x_y", "");

    /** One was redriven once without success, another twice without success and then settled. */
    @BeforeEach
    void seed() throws SQLException {
        STORE.append(
                RowWriters.deadLetters(),
                List.of(
                        ONE,
                        TWO,
                        THREE,
                        FOUR,
                        Samples.again(ONE, 11, DeadLetter.Reason.UNIT_MISMATCH),
                        Samples.again(TWO, 12, DeadLetter.Reason.EMPTY)));
        STORE.append(
                RowWriters.redrives(),
                List.of(Samples.redrive(1, 11, false), Samples.redrive(2, 12, false), Samples.redrive(2, 13, true)));
    }

    @Test
    void newestAttemptIsListedWithItsState() throws SQLException {
        assertThat(list(DeadLetterFilter.ALL)).containsExactly("4/0 open", "3/0 open", "2/12 settled", "1/11 open");
        assertThat(STORE.text(
                        "select string_agg(raw_offset || state, ',' order by raw_offset) from current_dead_letter"))
                .isEqualTo("1open,2settled,3open,4open");
    }

    @Test
    void filtersJudgeTheNewestAttempt() throws SQLException {
        DeadLetterFilter all = DeadLetterFilter.ALL;
        assertThat(list(all.withReasons(Set.of(DeadLetter.Reason.MALFORMED)))).isEmpty();
        assertThat(list(all.withReasons(Set.of(DeadLetter.Reason.UNIT_MISMATCH))))
                .containsExactly("1/11 open");
        assertThat(list(all.withState(DeadLetterFilter.State.OPEN)))
                .containsExactly("4/0 open", "3/0 open", "1/11 open");
        assertThat(list(all.withState(DeadLetterFilter.State.SETTLED))).containsExactly("2/12 settled");
        assertThat(list(all.withStages(Set.of("locate")))).containsExactly("2/12 settled");
        assertThat(list(all.withDecoder("native-json"))).containsExactly("2/12 settled", "1/11 open");
        assertThat(list(all.withDecoder("native-json/2"))).containsExactly("2/12 settled");
        assertThat(list(all.withDecoder("native"))).isEmpty();
        assertThat(list(all.withReceived(THREE.receivedMillis(), FOUR.receivedMillis())))
                .containsExactly("3/0 open");
    }

    @Test
    void topicIsAFilterOrABeginning() throws SQLException {
        DeadLetterFilter all = DeadLetterFilter.ALL;
        assertThat(list(all.withTopic("city/"))).containsExactly("2/12 settled", "1/11 open");
        assertThat(list(all.withTopic("+/a/#"))).containsExactly("3/0 open", "1/11 open");
        assertThat(list(all.withTopic("x_"))).containsExactly("4/0 open");
        assertThat(list(all.withTopic("x%"))).isEmpty();
        assertThat(list(all.withTopic("#"))).hasSize(4);
    }

    @Test
    void pagesGoOnBehindTheLastRow() throws SQLException {
        List<String> seen = new ArrayList<>();
        DeadLetterQuery query = DeadLetterQuery.newest(DeadLetterFilter.ALL, 3);
        for (List<StoredDeadLetter> page = rows(query); !page.isEmpty(); page = rows(query)) {
            page.forEach(row -> seen.add(text(row)));
            DeadLetter last = page.get(page.size() - 1).letter();
            query = query.withAfter(new DeadLetterQuery.Cursor(last.receivedMillis(), last.raw()));
        }
        assertThat(seen).containsExactly("4/0 open", "3/0 open", "2/12 settled", "1/11 open");
    }

    @Test
    void countsAreByReasonStageAndState() throws SQLException {
        List<DeadLetterCount> counts = STORE.read(database -> new DeadLetterReader(database).countAll());
        assertThat(counts)
                .containsExactly(
                        new DeadLetterCount(DeadLetter.Reason.EMPTY, "decode", DeadLetterFilter.State.OPEN, 1),
                        new DeadLetterCount(DeadLetter.Reason.EMPTY, "locate", DeadLetterFilter.State.SETTLED, 1),
                        new DeadLetterCount(DeadLetter.Reason.UNBOUND_TOPIC, "decode", DeadLetterFilter.State.OPEN, 1),
                        new DeadLetterCount(DeadLetter.Reason.UNIT_MISMATCH, "decode", DeadLetterFilter.State.OPEN, 1));
    }

    @Test
    void oneIsFoundWithAllThatHappenedToIt() throws SQLException {
        RawPosition raw = TWO.raw();
        Optional<StoredDeadLetter> stored = STORE.read(database -> new DeadLetterReader(database).find(raw));
        List<DeadLetter> attempts = STORE.read(database -> new DeadLetterReader(database).listAttempts(raw));
        List<Redrive> redrives = STORE.read(database -> new RedriveReader(database).list(raw));
        Optional<StoredDeadLetter> none =
                STORE.read(database -> new DeadLetterReader(database).find(new RawPosition(0, 99, 0)));

        assertThat(stored.map(DeadLetterReaderIT::text)).contains("2/12 settled");
        assertThat(attempts).containsExactly(TWO, Samples.again(TWO, 12, DeadLetter.Reason.EMPTY));
        assertThat(redrives).containsExactly(Samples.redrive(2, 12, false), Samples.redrive(2, 13, true));
        assertThat(none).isEmpty();
    }

    @Test
    void outcomesOfAttemptsAreFound() throws SQLException {
        List<Attempt> asked =
                List.of(new Attempt(ONE.raw(), 11), new Attempt(TWO.raw(), 13), new Attempt(THREE.raw(), 14));
        List<Redrive> found = STORE.read(database -> new RedriveReader(database).list(asked));
        List<Redrive> nothing = STORE.read(database -> new RedriveReader(database).list(List.<Attempt>of()));

        assertThat(found).containsExactlyInAnyOrder(Samples.redrive(1, 11, false), Samples.redrive(2, 13, true));
        assertThat(nothing).isEmpty();
        List<DeadLetter> letters = STORE.read(database -> new DeadLetterReader(database).list(asked));
        assertThat(letters).containsExactly(Samples.again(ONE, 11, DeadLetter.Reason.UNIT_MISMATCH));
    }

    private static List<String> list(DeadLetterFilter filter) throws SQLException {
        return rows(DeadLetterQuery.newest(filter, 100)).stream()
                .map(DeadLetterReaderIT::text)
                .toList();
    }

    private static List<StoredDeadLetter> rows(DeadLetterQuery query) throws SQLException {
        return STORE.read(database -> new DeadLetterReader(database).list(query));
    }

    private static String text(StoredDeadLetter row) {
        return row.letter().raw().offset() + "/" + row.letter().attempt() + " "
                + row.state().word();
    }

    private static DeadLetter letter(int offset, String stage, DeadLetter.Reason reason, String topic, String decoder) {
        DeadLetter plain = Samples.deadLetter(offset, reason, "x");
        return plain.with()
                .stage(stage)
                .reason(reason)
                .topic(topic)
                .decoder(decoder)
                .build();
    }
}
