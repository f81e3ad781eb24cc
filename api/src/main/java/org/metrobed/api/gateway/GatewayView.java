package org.metrobed.api.gateway;

import java.time.Instant;
import org.metrobed.api.http.Doc;
import org.metrobed.model.Liveness;

/** A gateway when it was last heard. */
public record GatewayView(
        @Doc("testbed/gateway") String id,
        String testbed,

        @Doc("its last status, from itself or its last will: online, offline, or unknown if it never sent one")
        String status,

        @Doc("log time of that status; null for unknown") Instant statusSince,

        @Doc("log time of the last message through it") Instant lastHeard,
        @Doc("seconds from then to asOf") double ageSeconds,

        @Doc("newest phenomenon time of the readings through it; null if there were none")
        Instant phenomenonTime,

        @Doc("median of received time minus newest phenomenon time, ms: lag of its clock plus delay of transmission;"
                + " null without samples")
        Long clockSkewMillis,

        @Doc("number of these samples") int clockSkewSamples,

        @Doc("number of things whose last message came through it")
        int things) {

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
