package org.metrobed.api.redrive;

import java.util.List;
import java.util.Objects;
import org.metrobed.store.deadletter.Attempt;

/**
 * What became of an order. Immutable.
 *
 * @param id names the run; it is in the session of its records
 * @param letters how many dead letters were chosen
 * @param messages how many messages they are of
 * @param appended how many messages were appended to the raw log; in a dry run, how many would be
 * @param oversize how many messages were too large to be kept whole and cannot be driven again
 * @param gone how many messages retention took
 * @param damaged how many records are not what ingest noted, or no messages
 * @param attempts the attempts that were begun; none in a dry run
 */
public record RedriveReport(
        String id,
        int letters,
        int messages,
        int appended,
        int oversize,
        int gone,
        int damaged,
        List<Attempt> attempts) {
    public RedriveReport {
        Objects.requireNonNull(id, "id");
        attempts = List.copyOf(attempts);
    }
}
