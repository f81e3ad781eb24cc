package org.metrobed.api.alert;

import org.metrobed.api.http.Doc;

/** An action of a person on an alert. Null means absent. */
public record AlertActionRequest(
        @Doc("acknowledge, unacknowledge, assign, unassign, comment, approve: a warning to the public may be"
                + " sent as an"
                + " actual one; or the verdict not-a-fault, real or known-work, and no-verdict to take it back")
        String action,

        @Doc("the person who does it") String by,

        @Doc("the reason, for other people to read; for comment, its text")
        String reason,

        @Doc("the version of the alert that you know; if it is another by now, nothing is done")
        Integer version,

        @Doc("the assignee; only with assign") String assignee) {}
