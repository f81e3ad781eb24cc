package org.metrobed.api.suppression;

import org.metrobed.api.http.Doc;

/** A request to end a silence or maintenance window early. Null means absent. */
public record EndRequest(
        @Doc("the reason, for other people to read") String reason,
        @Doc("the author") String by) {}
