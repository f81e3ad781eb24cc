package org.metrobed.store.deadletter;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.metrobed.model.RawPosition;
import org.metrobed.store.query.Query;

/**
 * One attempt at one raw position. Immutable.
 *
 * @param raw the dead letter's raw position
 * @param attempt 0 for the first; otherwise the offset, plus one, of the redrive record
 */
public record Attempt(RawPosition raw, long attempt) {
    public Attempt {
        Objects.requireNonNull(raw, "raw");
    }

    /** Adds a join that keeps only the rows of these attempts. */
    static Query join(Query sql, Collection<Attempt> attempts) {
        return sql.add(
                        "join unnest(?::text[]::integer[], ?::text[]::bigint[], ?::text[]::integer[], ?::text[]::bigint[])")
                .add("as a (raw_partition, raw_offset, raw_index, attempt)")
                .add(
                        "using (raw_partition, raw_offset, raw_index, attempt)",
                        texts(attempts, attempt -> attempt.raw().partition()),
                        texts(attempts, attempt -> attempt.raw().offset()),
                        texts(attempts, attempt -> attempt.raw().index()),
                        texts(attempts, Attempt::attempt));
    }

    private static List<String> texts(Collection<Attempt> attempts, Function<Attempt, Number> part) {
        return attempts.stream().map(part).map(String::valueOf).toList();
    }
}
