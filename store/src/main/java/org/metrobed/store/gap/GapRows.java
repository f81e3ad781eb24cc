package org.metrobed.store.gap;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.metrobed.analysis.gap.Gap;
import org.metrobed.analysis.gap.Withheld;
import org.metrobed.analysis.quality.TestBits;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.Verdicts;
import org.metrobed.store.query.Query;

/** SQL fragments about readings in and around gaps. Static functions only. */
final class GapRows {

    /** The lowest bit of each test's verdict. */
    private static final Verdicts ONES = ones();

    private GapRows() {}

    private static Verdicts ones() {
        Verdicts ones = Verdicts.NONE;
        for (int slot = 0; slot < TestBits.SLOTS; slot++) {
            ones = TestBits.with(ones, slot, QualityFlag.GOOD);
        }
        return ones;
    }

    /** Adds a statement for the newest revision of each reading of the query, from a time on. */
    static void addNewest(Query sql, GapQuery query, long fromMicros) {
        sql.add("select distinct on (o.phenomenon_time) o.phenomenon_time, o.flag from observation o")
                .add("where o.series_id = (select series_id from series where datastream = ?)", query.datastream())
                .add("and o.phenomenon_time >= " + Query.micros(), fromMicros)
                .add("and o.phenomenon_time < " + Query.micros(), query.toMicros())
                .add("and o.received_time <= " + Query.millis(), query.asOfMillis())
                .add("order by o.phenomenon_time, o.revision desc");
    }

    /** Adds the condition that a reading, alias {@code d}, is usable. */
    static void addUsable(Query sql, GapQuery query) {
        sql.add(
                "where d.flag = any ((?)::smallint[])",
                query.usable().stream()
                        .map(QualityFlag::code)
                        .map(String::valueOf)
                        .toList());
    }

    /**
     * The readings strictly within each of the gaps, in their order, with the tests that did not pass for any of them
     * as words of verdicts.
     */
    static Query withheld(List<Gap> gaps, GapQuery query) {
        return new Query()
                .add("select count(*) filter (where c.flag = 1), count(*) filter (where c.flag = 2),")
                .add("count(*) filter (where c.flag = 3), count(*) filter (where c.flag = 4),")
                .add("count(*) filter (where c.flag = 9),")
                .add(notPassed("c.tests") + ",", ONES.word0())
                .add(notPassed("c.tests_1"), ONES.word1())
                .add(
                        "from unnest((?)::bigint[], (?)::bigint[]) with ordinality g (since, until, place)",
                        starts(gaps),
                        ends(gaps))
                .add("left join lateral (select distinct on (o.phenomenon_time) o.flag, o.tests, o.tests_1")
                .add("from observation o")
                .add("where o.series_id = (select series_id from series where datastream = ?)", query.datastream())
                .add("and o.phenomenon_time > (timestamptz 'epoch' + g.since * interval '1 microsecond')")
                .add("and o.phenomenon_time < (timestamptz 'epoch' + g.until * interval '1 microsecond')")
                .add("and o.received_time <= " + Query.millis(), query.asOfMillis())
                .add("order by o.phenomenon_time, o.revision desc) c on true")
                .add("group by g.place order by g.place");
    }

    /**
     * The verdicts fail (binary 100) and suspect (011) of a test become its lowest bit, so that the bits of many
     * readings can be combined.
     */
    private static String notPassed(String word) {
        return "coalesce(bit_or((((" + word + " >> 2) & (~" + word + ")) | (" + word + " & (" + word
                + " >> 1))) & ?), 0)";
    }

    static Withheld map(ResultSet row) throws SQLException {
        long good = row.getLong(1);
        Verdicts notPassed = new Verdicts(row.getLong(6), row.getLong(7));
        return new Withheld(row.getLong(3), row.getLong(2), row.getLong(4), row.getLong(5), good, slots(notPassed));
    }

    /** One bit for each test instead of three. */
    private static long slots(Verdicts verdicts) {
        long slots = 0;
        for (int slot = 0; slot < TestBits.SLOTS; slot++) {
            slots |= TestBits.verdict(verdicts, slot) == null ? 0 : 1L << slot;
        }
        return slots;
    }

    /** An open start has no usable reading, so an unusable one may be exactly there. */
    private static List<String> starts(List<Gap> gaps) {
        return gaps.stream()
                .map(gap -> Long.toString(gap.fromMicros() - (gap.openStart() ? 1 : 0)))
                .toList();
    }

    private static List<String> ends(List<Gap> gaps) {
        return gaps.stream().map(gap -> Long.toString(gap.toMicros())).toList();
    }
}
