package org.metrobed.api.gateway;

import java.time.Instant;
import java.util.List;
import org.metrobed.api.http.Doc;
import org.metrobed.model.Liveness;

/** A gateway with its things. */
public record GatewayThingsView(
        @Doc("the log time that ages count to") Instant asOf,
        GatewayView gateway,

        @Doc("the things whose last message came through it, by id")
        List<ThingHeardView> things) {

    /** A thing when it was last heard. */
    public record ThingHeardView(
            @Doc("testbed/thing") String id,
            @Doc("log time of its last message") Instant lastHeard,
            @Doc("seconds from then to asOf") double ageSeconds,

            @Doc("newest phenomenon time of its readings; null when there were none")
            Instant phenomenonTime,

            @Doc("median of received minus newest phenomenon time, ms; null without samples")
            Long clockSkewMillis,

            @Doc("how many samples that rests on") int clockSkewSamples) {

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
