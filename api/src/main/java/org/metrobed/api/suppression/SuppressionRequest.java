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

        @Doc("start, ISO 8601 with zone; now by default") String from,

        @Doc("end; at most 90 days after from") String to,
        @Doc("the reason, for other people to read") String reason,
        @Doc("the author") String by) {}
