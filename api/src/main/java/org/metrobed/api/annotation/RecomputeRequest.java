package org.metrobed.api.annotation;

import org.metrobed.api.http.Doc;

/** An order to recompute windows from stored observations. Null means absent. */
public record RecomputeRequest(
        @Doc("testbed/thing/property") String datastream,

        @Doc("phenomenon time, ISO 8601 and half-open, such as FROM/TO or FROM/P1D; at most 366 days")
        String datetime,

        @Doc("time zone of dates and of times without an offset, such as Europe/Paris; UTC by default")
        String tz,

        @Doc("the reason, for other people to read") String reason,
        @Doc("the author") String author) {}
