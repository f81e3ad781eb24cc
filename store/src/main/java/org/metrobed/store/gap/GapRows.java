package org.metrobed.store.gap;

import java.sql.SQLException;
import java.util.List;
import org.metrobed.analysis.gap.Gap;
import org.metrobed.analysis.gap.Withheld;
import org.metrobed.analysis.quality.TestBits;
import org.metrobed.model.QualityFlag;
import org.metrobed.store.query.Query;
import org.metrobed.store.query.ResultRow;

/** SQL fragments about readings in and around gaps. Static functions only. */
final class GapRows {

    /** The lowest bit of each test's verdict, see {@link TestBits}. */
    private static final long ONES = ones();

    private static final int VERDICT_BITS = 3;

    private GapRows() {}

    private static long ones() {
        long ones = 0;
        for (int slot = 0; slot < TestBits.SLOTS; slot++) {
            ones |= 1L << (slot * VERDICT_BITS);
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
     * The readings strictly within each of the gaps, in their order. The verdicts fail (binary 100) and suspect (011)
     * of a test become its lowest bit, so that the bits of many readings can be combined.
     */
    static Query withheld(List<Gap> gaps, GapQuery query) {
        return new Query()
                .add(
                        "select count(*) filter (where c.flag = 1) as good, count(*) filter (where c.flag = 2) as not_evaluated,")
                .add("count(*) filter (where c.flag = 3) as suspect, count(*) filter (where c.flag = 4) as fail,")
                .add("count(*) filter (where c.flag = 9) as missing,")
                .add(
                        "coalesce(bit_or((((c.tests >> 2) & (~c.tests)) | (c.tests & (c.tests >> 1))) & ?), 0) as verdicts",
                        ONES)
                .add(
                        "from unnest((?)::bigint[], (?)::bigint[]) with ordinality g (since, until, place)",
                        starts(gaps),
                        ends(gaps))
                .add("left join lateral (select distinct on (o.phenomenon_time) o.flag, o.tests from observation o")
                .add("where o.series_id = (select series_id from series where datastream = ?)", query.datastream())
                .add("and o.phenomenon_time > (timestamptz 'epoch' + g.since * interval '1 microsecond')")
                .add("and o.phenomenon_time < (timestamptz 'epoch' + g.until * interval '1 microsecond')")
                .add("and o.received_time <= " + Query.millis(), query.asOfMillis())
                .add("order by o.phenomenon_time, o.revision desc) c on true")
                .add("group by g.place order by g.place");
    }

    static Withheld read(ResultRow row) throws SQLException {
        return new Withheld(
                row.int8("suspect"),
                row.int8("not_evaluated"),
                row.int8("fail"),
                row.int8("missing"),
                row.int8("good"),
                slots(row.int8("verdicts")));
    }

    /** One bit for each test instead of three. */
    private static long slots(long verdicts) {
        long slots = 0;
        for (int slot = 0; slot < TestBits.SLOTS; slot++) {
            slots |= ((verdicts >> (slot * VERDICT_BITS)) & 1) << slot;
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
