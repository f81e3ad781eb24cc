package org.metrobed.store.deadletter;

import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.metrobed.model.DeadLetter;
import org.metrobed.model.DeadLetterBuilder;
import org.metrobed.model.RawPosition;
import org.metrobed.store.query.Limits;
import org.metrobed.store.query.Query;
import org.metrobed.store.query.ResultRow;
import org.metrobed.store.write.Table;

/** Lists and counts dead letters. Thread-safe if its data source is. */
public final class DeadLetterReader {

    /** Each attempt at a dead letter that failed. */
    public static final Table<DeadLetter> TABLE = Table.<DeadLetter>named("dead_letter")
            .int4("raw_partition", row -> row.raw().partition())
            .int8("raw_offset", row -> row.raw().offset())
            .int4("raw_index", row -> row.raw().index())
            .text("stage", DeadLetter::stage)
            .text("reason", row -> row.reason().code())
            .text("detail", DeadLetter::detail)
            .text("topic", DeadLetter::topic)
            .text("decoder", DeadLetter::decoder)
            .millis("received_time", DeadLetter::receivedMillis)
            .int8("payload_bytes", DeadLetter::payloadBytes)
            .text("payload_head", DeadLetter::payloadHead)
            .int8("catalog_version", DeadLetter::catalogVersion)
            .int8("attempt", DeadLetter::attempt)
            .pipeline()
            .ingestTime()
            .readBy(DeadLetterReader::read)
            .key("raw_partition", "raw_offset", "raw_index", "attempt");

    private static final String SELECT = "select " + TABLE.select("d");
    private static final String ATTEMPTS = SELECT + " from dead_letter d";
    private static final String CURRENT = SELECT + ", d.state from current_dead_letter d";

    private final DataSource database;

    /** Reads from this database. */
    public DeadLetterReader(DataSource database) {
        this.database = database;
    }

    /** The dead letters of the query by received time; each is its newest attempt. */
    public List<StoredDeadLetter> list(DeadLetterQuery query) throws SQLException {
        String direction = " " + query.order().word();
        Query sql = new Query().add(CURRENT);
        query.filter().addTo(sql);
        query.after()
                .ifPresent(after -> sql.add(
                        "and (received_time, raw_partition, raw_offset, raw_index) "
                                + query.order().comparison() + " (" + Query.millis() + ", ?, ?, ?)",
                        Limits.clampMillis(after.receivedMillis()),
                        after.raw().partition(),
                        after.raw().offset(),
                        after.raw().index()));
        return sql.add("order by d.received_time" + direction + ", d.raw_partition" + direction)
                .add(", d.raw_offset" + direction + ", d.raw_index" + direction + " limit ?", query.limit())
                .list(database, DeadLetterReader::readStored);
    }

    /** The count of each reason, stage and state; zero counts are left out. Reads every row. */
    public List<DeadLetterCount> countAll() throws SQLException {
        return new Query()
                .add("select reason, stage, state, count(*) as letters from current_dead_letter")
                .add("group by reason, stage, state order by reason, stage, state")
                .list(
                        database,
                        row -> new DeadLetterCount(
                                DeadLetter.Reason.parse(row.text("reason")),
                                row.text("stage"),
                                DeadLetterFilter.State.parse(row.text("state")),
                                row.int8("letters")));
    }

    /** The number of dead letters that a filter selects. */
    public long count(DeadLetterFilter filter) throws SQLException {
        Query sql = new Query().add("select count(*) as letters from current_dead_letter");
        filter.addTo(sql);
        return sql.list(database, row -> row.int8("letters")).get(0);
    }

    /** The dead letter of a raw position in its current state. */
    public Optional<StoredDeadLetter> find(RawPosition raw) throws SQLException {
        return new Query()
                .add(CURRENT)
                .add("where raw_partition = ? and raw_offset = ? and raw_index = ?", parts(raw))
                .find(database, DeadLetterReader::readStored);
    }

    /** Every attempt at a raw position, oldest first. */
    public List<DeadLetter> listAttempts(RawPosition raw) throws SQLException {
        return new Query()
                .add(ATTEMPTS)
                .add("where raw_partition = ? and raw_offset = ? and raw_index = ? order by attempt", parts(raw))
                .list(database, TABLE::read);
    }

    /** The dead letters of these attempts, in no order. */
    public List<DeadLetter> list(Collection<Attempt> attempts) throws SQLException {
        return Attempt.join(new Query().add(ATTEMPTS), attempts).list(database, TABLE::read);
    }

    static Object[] parts(RawPosition raw) {
        return new Object[] {raw.partition(), raw.offset(), raw.index()};
    }

    private static StoredDeadLetter readStored(ResultRow row) throws SQLException {
        return new StoredDeadLetter(TABLE.read(row), DeadLetterFilter.State.parse(row.text("state")));
    }

    private static DeadLetter read(ResultRow row) throws SQLException {
        return DeadLetterBuilder.builder()
                .raw(new RawPosition(row.int4("raw_partition"), row.int8("raw_offset"), row.int4("raw_index")))
                .stage(row.text("stage"))
                .reason(DeadLetter.Reason.parse(row.text("reason")))
                .detail(row.text("detail"))
                .topic(row.text("topic"))
                .decoder(row.text("decoder"))
                .receivedMillis(row.int8("received_time"))
                .payloadBytes(row.int8("payload_bytes"))
                .payloadHead(row.text("payload_head"))
                .catalogVersion(row.int8("catalog_version"))
                .attempt(row.int8("attempt"))
                .build();
    }
}
