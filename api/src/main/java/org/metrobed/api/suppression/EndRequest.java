package org.metrobed.api.suppression;

import org.metrobed.api.http.Doc;

/** The end of a silence or maintenance window before it is over by itself. Null is as not given. */
public record EndRequest(
        @Doc("why, in words that others will read") String reason,
        @Doc("who says so") String by) {}
