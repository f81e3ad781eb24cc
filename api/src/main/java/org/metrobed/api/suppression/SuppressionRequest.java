package org.metrobed.api.suppression;

import org.metrobed.api.http.Doc;

/** A requested silence or maintenance window. Null means absent. */
public record SuppressionRequest(
        @Doc("silence, or maintenance for work that was announced")
        String kind,

        @Doc("which datastreams: testbed/thing/property, each part a name or *; testbed/GATEWAY/gateway is a gateway,"
                + " testbed/THING/* a whole thing")
        String pattern,

        @Doc("only what this rule finds; any when left out") String detector,

        @Doc("from when, a date or time of ISO 8601; now when left out")
        String from,

        @Doc("until when; at most 90 days after from") String to,

        @Doc("time zone of dates and of times without an offset, such as Europe/Paris; UTC when left out")
        String tz,

        @Doc("why, in words that others will read") String reason,
        @Doc("who says so") String by) {}
