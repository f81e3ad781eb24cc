package org.metrobed.api.http;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.metrobed.api.access.Reader;
import org.metrobed.api.access.Sight;

/**
 * A request that was answered. Immutable.
 *
 * @param reader who sent it
 * @param sight what the reader saw
 * @param route template of its path
 * @param query what was asked, path and parameters
 * @param names the values of the parameters that name test-beds, things and datastreams, of the query and the path
 * @param selects whether it is about data that parameters select, so that without any it is about all
 * @param rows number of rows of its answer
 * @param bytes number of bytes of its answer, before compression
 * @param refused whether it was answered with a problem
 */
@RecordBuilder
public record AnsweredRead(
        Reader reader,
        Sight sight,
        String route,
        String query,
        Map<String, List<String>> names,
        boolean selects,
        long rows,
        long bytes,
        boolean refused) {

    /** Takes each request after it was answered; returns at once. */
    @FunctionalInterface
    public interface Observer {

        /** Nobody is told. */
        Observer NOBODY = read -> {};

        /** Called by the thread of the request. */
        void read(AnsweredRead read);
    }

    public AnsweredRead {
        Objects.requireNonNull(reader, "reader");
        Objects.requireNonNull(sight, "sight");
        Objects.requireNonNull(route, "route");
        Objects.requireNonNull(query, "query");
        names = Map.copyOf(names);
    }
}
