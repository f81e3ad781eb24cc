package org.metrobed.api.gateway;

import java.time.Instant;
import org.metrobed.api.http.Doc;
import org.metrobed.model.Liveness;

/** A gateway when it was last heard. */
public record GatewayView(
        @Doc("testbed/gateway") String id,
        String testbed,

        @Doc("what it, or its last will, said of it: online, offline, or unknown when it never said anything")
        String status,

        @Doc("log time at which it said so; null for unknown")
        Instant statusSince,

        @Doc("log time of the last message through it") Instant lastHeard,
        @Doc("seconds from then to asOf") double ageSeconds,

        @Doc("newest phenomenon time of the readings through it; null when there were none")
        Instant phenomenonTime,

        @Doc("median of received minus newest phenomenon time, ms: its clock's lag and the delay of the way;"
                + " null without samples")
        Long clockSkewMillis,

        @Doc("how many samples that rests on") int clockSkewSamples,
        @Doc("how many things last came through it") int things) {

    /** A gateway as of a log time. */
    static GatewayView of(Liveness gateway, int things, Instant asOf) {
        return new GatewayView(
                gateway.id(),
                gateway.id().substring(0, Math.max(0, gateway.id().indexOf('/'))),
                gateway.status().word(),
                gateway.statusMillis() == 0 ? null : Instant.ofEpochMilli(gateway.statusMillis()),
                Instant.ofEpochMilli(gateway.heardMillis()),
                Ages.seconds(gateway, asOf),
                Ages.phenomenonTime(gateway),
                Ages.skew(gateway),
                gateway.skewSamples(),
                things);
    }
}
