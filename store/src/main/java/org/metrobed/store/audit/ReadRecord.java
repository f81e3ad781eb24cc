package org.metrobed.store.audit;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import java.util.Objects;

/**
 * One read request of a named reader, or several of others. Immutable.
 *
 * @param atMillis when it came, by the clock, milliseconds since 1970 UTC; of several the minute
 * @param reader the name of the reader; empty for everybody else
 * @param role the word of the reader's role
 * @param route template of the path
 * @param query what was asked; empty of several
 * @param projects the projects that were asked for and that the reader sees, sorted
 * @param requests number of requests
 * @param rows number of rows of the answers
 * @param bytes number of bytes of the answers, before compression
 * @param refused number of the requests with a status from 400
 */
@RecordBuilder
public record ReadRecord(
        long atMillis,
        String reader,
        String role,
        String route,
        String query,
        List<String> projects,
        long requests,
        long rows,
        long bytes,
        long refused)
        implements ReadRecordBuilder.With {
    public ReadRecord {
        Objects.requireNonNull(reader, "reader");
        Objects.requireNonNull(role, "role");
        Objects.requireNonNull(route, "route");
        Objects.requireNonNull(query, "query");
        projects = List.copyOf(projects);
    }

    /** This with the numbers of another one. */
    public ReadRecord plus(ReadRecord other) {
        return with().requests(requests + other.requests)
                .rows(rows + other.rows)
                .bytes(bytes + other.bytes)
                .refused(refused + other.refused)
                .build();
    }
}
