package org.metrobed.api.redrive;

import java.util.List;
import java.util.Objects;
import org.metrobed.store.deadletter.Attempt;

/**
 * The result of a redrive order. Immutable.
 *
 * @param id names the run; it is in the session header of its records
 * @param letters number of selected dead letters
 * @param messages number of their messages
 * @param appended number of messages appended to the raw log; in a dry run, the number that would be
 * @param oversize number of messages that were too large to be stored whole and cannot be redriven
 * @param gone number of messages that retention deleted
 * @param damaged number of records that do not match the hash of ingest, or are no messages
 * @param attempts the started attempts; none in a dry run
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
