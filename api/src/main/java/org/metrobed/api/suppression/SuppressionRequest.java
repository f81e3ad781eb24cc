package org.metrobed.api.suppression;

import org.metrobed.api.http.Doc;

/** A requested silence or maintenance window. Null means absent. */
public record SuppressionRequest(
        @Doc("silence, or maintenance for announced work") String kind,

        @Doc("which datastreams: testbed/thing/property, each part a name or *; testbed/GATEWAY/gateway is a gateway,"
                + " testbed/THING/* a whole thing")
        String pattern,

        @Doc("only alerts of this rule; of any rule by default")
        String detector,

        @Doc("start, a date or time of ISO 8601; now by default")
        String from,

        @Doc("end; at most 90 days after from") String to,

        @Doc("time zone of dates and of times without an offset, such as Europe/Paris; UTC by default")
        String tz,

        @Doc("the reason, for other people to read") String reason,
        @Doc("the author") String by) {}
