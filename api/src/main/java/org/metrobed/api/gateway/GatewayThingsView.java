package org.metrobed.api.gateway;

import java.time.Instant;
import java.util.List;
import org.metrobed.api.http.Doc;
import org.metrobed.model.Liveness;

/** A gateway with its things. */
public record GatewayThingsView(
        @Doc("the log time to which ages are counted") Instant asOf,
        GatewayView gateway,

        @Doc("the things whose last message came through it, by id")
        List<ThingHeardView> things) {

    /** A thing when it was last heard. */
    public record ThingHeardView(
            @Doc("testbed/thing") String id,
            @Doc("log time of its last message") Instant lastHeard,
            @Doc("seconds from then to asOf") double ageSeconds,

            @Doc("newest phenomenon time of its readings; null if there were none")
            Instant phenomenonTime,

            @Doc("median of received time minus newest phenomenon time, ms; null without samples")
            Long clockSkewMillis,

            @Doc("number of these samples") int clockSkewSamples) {

        static ThingHeardView of(Liveness thing, Instant asOf) {
            return new ThingHeardView(
                    thing.id(),
                    Instant.ofEpochMilli(thing.heardMillis()),
                    Ages.seconds(thing, asOf),
                    Ages.phenomenonTime(thing),
                    Ages.skew(thing),
                    thing.skewSamples());
        }
    }

    static GatewayThingsView of(Liveness gateway, List<Liveness> things, Instant asOf) {
        return new GatewayThingsView(
                asOf,
                GatewayView.of(gateway, things.size(), asOf),
                things.stream().map(thing -> ThingHeardView.of(thing, asOf)).toList());
    }
}
