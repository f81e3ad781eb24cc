package org.metrobed.api.redrive;

import org.metrobed.api.http.Doc;

/** The result of an order to redrive dead letters. */
public record RedriveView(
        @Doc(value = "id of the run; null in a dry run", nullable = true)
        String id,

        @Doc("whether nothing was appended") boolean dryRun,
        @Doc("number of dead letters selected") int letters,
        @Doc("number of their messages") int messages,

        @Doc("number of messages appended to the raw log; in a dry run, the number that would be")
        int appended,

        @Doc("number of messages too large to be kept whole, so that they cannot be decoded again")
        int oversize,

        @Doc("number of messages that the raw log no longer keeps")
        int gone,

        @Doc("number of raw records that differ from what ingest wrote")
        int damaged) {

    static RedriveView of(RedriveReport report, boolean dryRun) {
        return new RedriveView(
                dryRun ? null : report.id(),
                dryRun,
                report.letters(),
                report.messages(),
                report.appended(),
                report.oversize(),
                report.gone(),
                report.damaged());
    }
}
