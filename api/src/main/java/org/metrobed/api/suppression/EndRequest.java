package org.metrobed.api.suppression;

import org.metrobed.api.http.Doc;

/** A request to end a silence or maintenance window early. Null means absent. */
public record EndRequest(
        @Doc("why, in words that others will read") String reason,
        @Doc("who says so") String by) {}
