package org.metrobed.store.gap;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.metrobed.analysis.gap.Gap;
import org.metrobed.analysis.gap.Withheld;
import org.metrobed.analysis.quality.TestBits;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.Verdicts;
import org.metrobed.store.query.Query;
import org.metrobed.store.query.ResultRow;

/**
 * Lists the gaps of a datastream in the order of time. The database compares neighbouring readings in index order.
 * Memory grows with the number of listed gaps, not with the readings between them. Thread-safe if its data source is.
 */
public final class GapReader {

    /** The lowest bit of each test's verdict, see {@link TestBits}. */
    private static final Verdicts ONES = ones();

    private final DataSource database;

    /** A gap with the version of the catalog that judged the reading before it. */
    private record Judged(Gap gap, long version) {}

    private record First(long micros, long version) {}

    /** Reads from this database. */
    public GapReader(DataSource database) {
        this.database = database;
    }

    /** The first gaps of the query. */
    public List<FoundGap> list(GapQuery query) throws SQLException {
        List<Judged> gaps = new ArrayList<>();
        Optional<First> first = query.afterReading() ? Optional.empty() : findFirst(query);
        long start = query.afterReading()
                ? query.fromMicros()
                : first.map(First::micros).orElse(query.toMicros());
        if (start > query.fromMicros()) {
            long version =
                    findVersionBefore(query).or(() -> first.map(First::version)).orElse(FoundGap.NO_VERSION);
            if (query.isGap(start - query.fromMicros(), version)) {
                gaps.add(new Judged(new Gap(query.fromMicros(), start, true, first.isEmpty()), version));
            }
        }
        if ((query.afterReading() || first.isPresent()) && gaps.size() < query.limit()) {
            gaps.addAll(listFrom(start, query.limit() - gaps.size(), query));
        }
        return gaps.isEmpty() ? List.of() : withEvidence(gaps, query);
    }

    private Optional<First> findFirst(GapQuery query) throws SQLException {
        Query sql = new Query()
                .add("select " + Query.asMicros("d.phenomenon_time")
                        + " as first, d.catalog_version as version from (");
        addNewest(sql, query, query.fromMicros());
        sql.add(") d");
        addUsable(sql, query);
        return sql.add("order by d.phenomenon_time limit 1")
                .find(database, row -> new First(row.int8("first"), row.int8("version")));
    }

    /** The version that judged the last reading before the range. */
    private Optional<Long> findVersionBefore(GapQuery query) throws SQLException {
        Query sql = new Query().add("select o.catalog_version as version from observation o");
        addSeries(sql, query);
        return sql.add("and o.phenomenon_time < " + Query.micros(), query.fromMicros())
                .add("and o.received_time <= " + Query.millis(), query.asOfMillis())
                .add("order by o.phenomenon_time desc, o.revision desc limit 1")
                .find(database, row -> row.int8("version"));
    }

    /** Gaps that begin at a usable reading; the first begins at {@code fromMicros}. */
    private List<Judged> listFrom(long fromMicros, int limit, GapQuery query) throws SQLException {
        Query sql = new Query()
                .add("select " + Query.asMicros("g.since") + " as since, " + Query.asMicros("g.until")
                        + " as until, g.last, g.version from (")
                .add("select r.since, r.version, coalesce(r.next, " + Query.micros() + ") as until,", query.toMicros())
                .add("r.next is null as last from (")
                .add("select d.phenomenon_time as since, d.catalog_version as version,")
                .add("lead(d.phenomenon_time) over (order by d.phenomenon_time) as next from (");
        addNewest(sql, query, fromMicros);
        sql.add(") d");
        addUsable(sql, query);
        sql.add(") r) g where g.until - g.since > (case");
        query.longerThan()
                .descendingMap()
                .forEach((version, micros) -> sql.add("when g.version >= ? then ?", version, micros));
        return sql.add(
                        "else ? end) * interval '1 microsecond'",
                        query.longerThan().firstEntry().getValue())
                .add("order by g.since limit ?", limit)
                .list(
                        database,
                        row -> new Judged(
                                new Gap(row.int8("since"), row.int8("until"), false, row.bool("last")),
                                row.int8("version")));
    }

    private List<FoundGap> withEvidence(List<Judged> gaps, GapQuery query) throws SQLException {
        List<Withheld> withheld =
                withheld(gaps.stream().map(Judged::gap).toList(), query).list(database, GapReader::read);
        List<FoundGap> found = new ArrayList<>();
        for (int i = 0; i < gaps.size(); i++) {
            Gap gap = gaps.get(i).gap();
            found.add(new FoundGap(
                    gap,
                    withheld.get(i),
                    !gap.openStart() || hasReading(query, "<", gap.fromMicros()),
                    !gap.openEnd() || hasReading(query, ">=", gap.toMicros()),
                    gaps.get(i).version()));
        }
        return found;
    }

    private boolean hasReading(GapQuery query, String compared, long micros) throws SQLException {
        Query sql = new Query().add("select exists (select 1 from observation o");
        addSeries(sql, query);
        return sql.add("and o.phenomenon_time " + compared + " " + Query.micros(), micros)
                .add("and o.received_time <= " + Query.millis() + ") as found", query.asOfMillis())
                .list(database, row -> row.bool("found"))
                .get(0);
    }

    private static Verdicts ones() {
        Verdicts ones = Verdicts.NONE;
        for (int slot = 0; slot < TestBits.SLOTS; slot++) {
            ones = TestBits.with(ones, slot, QualityFlag.GOOD);
        }
        return ones;
    }

    /** Adds a statement for the newest revision of each reading of the query, from a time on. */
    private static void addNewest(Query sql, GapQuery query, long fromMicros) {
        sql.add(
                "select distinct on (o.phenomenon_time) o.phenomenon_time, o.flag, o.catalog_version from observation o");
        addSeries(sql, query);
        sql.add("and o.phenomenon_time >= " + Query.micros(), fromMicros)
                .add("and o.phenomenon_time < " + Query.micros(), query.toMicros())
                .add("and o.received_time <= " + Query.millis(), query.asOfMillis())
                .add("order by o.phenomenon_time, o.revision desc");
    }

    /** Adds the condition that a row is of the datastream, under any of its names; one name uses the order of the index. */
    private static void addSeries(Query sql, GapQuery query) {
        if (query.names().size() == 1) {
            sql.add(
                    "where o.series_id = (select series_id from series where datastream = ?)",
                    query.names().get(0));
        } else {
            sql.add(
                    "where o.series_id = any (array(select series_id from series where datastream = any (?)))",
                    query.names());
        }
    }

    /** Adds the condition that a reading, alias {@code d}, is usable. */
    private static void addUsable(Query sql, GapQuery query) {
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
    private static Query withheld(List<Gap> gaps, GapQuery query) {
        Query sql = new Query()
                .add(
                        "select count(*) filter (where c.flag = 1) as good, count(*) filter (where c.flag = 2) as not_evaluated,")
                .add("count(*) filter (where c.flag = 3) as suspect, count(*) filter (where c.flag = 4) as fail,")
                .add("count(*) filter (where c.flag = 9) as missing,")
                .add(notPassed("c.tests") + " as word0,", ONES.word0())
                .add(notPassed("c.tests_1") + " as word1", ONES.word1())
                .add(
                        "from unnest((?)::bigint[], (?)::bigint[]) with ordinality g (since, until, place)",
                        starts(gaps),
                        ends(gaps))
                .add(
                        "left join lateral (select distinct on (o.phenomenon_time) o.flag, o.tests, o.tests_1 from observation o");
        addSeries(sql, query);
        return sql.add("and o.phenomenon_time > (timestamptz 'epoch' + g.since * interval '1 microsecond')")
                .add("and o.phenomenon_time < (timestamptz 'epoch' + g.until * interval '1 microsecond')")
                .add("and o.received_time <= " + Query.millis(), query.asOfMillis())
                .add("order by o.phenomenon_time, o.revision desc) c on true")
                .add("group by g.place order by g.place");
    }

    private static Withheld read(ResultRow row) throws SQLException {
        return new Withheld(
                row.int8("suspect"),
                row.int8("not_evaluated"),
                row.int8("fail"),
                row.int8("missing"),
                row.int8("good"),
                slots(new Verdicts(row.int8("word0"), row.int8("word1"))));
    }

    private static String notPassed(String word) {
        return "coalesce(bit_or((((" + word + " >> 2) & (~" + word + ")) | (" + word + " & (" + word
                + " >> 1))) & ?), 0)";
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
