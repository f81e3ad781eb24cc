package org.metrobed.stream.decode;

import org.metrobed.decoders.spi.Measurement;
import org.metrobed.stream.source.RawRecord;

/**
 * Emits the liveness signals of the things in one message; measurements of a thing are usually adjacent. Used once, by
 * one thread.
 */
final class MessageThings {

    private final LivenessSampler sampler;
    private final RawRecord message;
    private final Locator.Route route;
    private String thing;
    private long newest = LivenessSignal.NO_TIME;

    MessageThings(LivenessSampler sampler, RawRecord message, Locator.Route route) {
        this.sampler = sampler;
        this.message = message;
        this.route = route;
        this.thing = route.thing();
    }

    /** Takes the next measurement of the message. */
    void note(ResolvedField found, Measurement measurement) {
        String next = found.thing();
        if (next != null && !next.equals(thing)) {
            end();
            thing = next;
            newest = LivenessSignal.NO_TIME;
        }
        if (measurement.phenomenonMicros() != Measurement.NO_TIME) {
            newest = Math.max(newest, measurement.phenomenonMicros());
        }
    }

    /** Ends the message. A redriven or retained message is not a liveness signal. */
    void end() {
        if (thing != null && message.isLive()) {
            sampler.thing(
                    message, route.session(message), thing, route.gateway() == null ? "" : route.gateway(), newest);
        }
    }
}
