package org.metrobed.store.gap;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.metrobed.analysis.gap.Gap;
import org.metrobed.analysis.gap.Withheld;
import org.metrobed.store.query.Query;

/**
 * Lists the gaps of a datastream in the order of time. The database compares neighbouring readings in index order.
 * Memory grows with the number of listed gaps, not with the readings between them. Thread-safe if its data source is.
 */
public final class GapReader {

    private final DataSource database;

    /** Reads from this database. */
    public GapReader(DataSource database) {
        this.database = database;
    }

    /** The first gaps of the query. */
    public List<FoundGap> list(GapQuery query) throws SQLException {
        List<Gap> gaps = new ArrayList<>();
        Optional<Long> first = query.afterReading() ? Optional.of(query.fromMicros()) : findFirst(query);
        long start = first.orElse(query.toMicros());
        if (start - query.fromMicros() > query.longerThanMicros()) {
            gaps.add(new Gap(query.fromMicros(), start, true, first.isEmpty()));
        }
        if (first.isPresent() && gaps.size() < query.limit()) {
            gaps.addAll(listFrom(start, query.limit() - gaps.size(), query));
        }
        return gaps.isEmpty() ? List.of() : withEvidence(gaps, query);
    }

    private Optional<Long> findFirst(GapQuery query) throws SQLException {
        Query sql = new Query().add("select " + Query.asMicros("d.phenomenon_time") + " as first from (");
        GapRows.addNewest(sql, query, query.fromMicros());
        sql.add(") d");
        GapRows.addUsable(sql, query);
        return sql.add("order by d.phenomenon_time limit 1").find(database, row -> row.int8("first"));
    }

    /** Gaps that begin at a usable reading; the first begins at {@code fromMicros}. */
    private List<Gap> listFrom(long fromMicros, int limit, GapQuery query) throws SQLException {
        Query sql = new Query()
                .add("select " + Query.asMicros("g.since") + " as since, " + Query.asMicros("g.until")
                        + " as until, g.last from (")
                .add("select r.since, coalesce(r.next, " + Query.micros() + ") as until,", query.toMicros())
                .add("r.next is null as last from (")
                .add("select d.phenomenon_time as since,")
                .add("lead(d.phenomenon_time) over (order by d.phenomenon_time) as next from (");
        GapRows.addNewest(sql, query, fromMicros);
        sql.add(") d");
        GapRows.addUsable(sql, query);
        return sql.add(") r) g")
                .add("where g.until - g.since > ? * interval '1 microsecond'", query.longerThanMicros())
                .add("order by g.since limit ?", limit)
                .list(database, row -> new Gap(row.int8("since"), row.int8("until"), false, row.bool("last")));
    }

    private List<FoundGap> withEvidence(List<Gap> gaps, GapQuery query) throws SQLException {
        List<Withheld> withheld = GapRows.withheld(gaps, query).list(database, GapRows::read);
        List<FoundGap> found = new ArrayList<>();
        for (int i = 0; i < gaps.size(); i++) {
            Gap gap = gaps.get(i);
            found.add(new FoundGap(
                    gap,
                    withheld.get(i),
                    !gap.openStart() || hasReading(query, "<", gap.fromMicros()),
                    !gap.openEnd() || hasReading(query, ">=", gap.toMicros())));
        }
        return found;
    }

    private boolean hasReading(GapQuery query, String compared, long micros) throws SQLException {
        return new Query()
                .add("select exists (select 1 from observation o")
                .add("where o.series_id = (select series_id from series where datastream = ?)", query.datastream())
                .add("and o.phenomenon_time " + compared + " " + Query.micros(), micros)
                .add("and o.received_time <= " + Query.millis() + ") as found", query.asOfMillis())
                .list(database, row -> row.bool("found"))
                .get(0);
    }
}
