package org.metrobed.api.alert;

import org.metrobed.api.http.Doc;

/** An action of a person on an alert. Null means absent. */
public record AlertActionRequest(
        @Doc(
                "acknowledge, unacknowledge, assign, unassign, comment, or approve: a warning to the public may go out as an"
                        + " actual one")
        String action,

        @Doc("who does it") String by,

        @Doc("why, in words that others will read; the text of a comment")
        String reason,

        @Doc("the version of the alert that is known; when it is another by now, nothing is done")
        Integer version,

        @Doc("who is to take care; with assign alone") String assignee) {}
