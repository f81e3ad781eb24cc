package org.metrobed.api.redrive;

import org.metrobed.api.http.Doc;

/** The result of an order to redrive dead letters. */
public record RedriveView(
        @Doc("names the run; null in a dry run") String id,
        @Doc("whether nothing was appended") boolean dryRun,
        @Doc("how many dead letters were chosen") int letters,
        @Doc("how many messages they are of") int messages,

        @Doc("how many messages were appended to the raw log; in a dry run, how many would be")
        int appended,

        @Doc("how many messages were too large to be kept whole, so that they cannot be driven again")
        int oversize,

        @Doc("how many messages the raw log does not keep any more")
        int gone,

        @Doc("how many records are not what ingest noted") int damaged) {

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
