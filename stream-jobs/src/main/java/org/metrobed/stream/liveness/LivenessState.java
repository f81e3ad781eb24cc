package org.metrobed.stream.liveness;

import org.metrobed.analysis.order.ClockSkew;
import org.metrobed.model.Liveness;
import org.metrobed.stream.decode.Sighting;

/** What is remembered of one gateway or thing. Mutable, one thread. */
public final class LivenessState {

    String gateway = "";
    long heardMillis = Long.MIN_VALUE;
    long phenomenonMicros = Sighting.NO_TIME;
    Liveness.Status status = Liveness.Status.UNKNOWN;
    long statusMillis;
    ClockSkew skew = new ClockSkew();
    /** When the timer of this key fires, 0 when there is none. */
    long timerMillis;

    /** Takes a sighting; whether there is something new to tell. */
    boolean take(Sighting sighting) {
        boolean news = false;
        if (sighting.status() != Liveness.Status.UNKNOWN && sighting.receivedMillis() >= statusMillis) {
            status = sighting.status();
            statusMillis = sighting.receivedMillis();
            news = true;
        }
        // a last will is not a sign of life
        if (sighting.status() == Liveness.Status.OFFLINE && heardMillis != Long.MIN_VALUE) {
            return news;
        }
        if (sighting.receivedMillis() > heardMillis) {
            heardMillis = sighting.receivedMillis();
            gateway = sighting.gateway();
            news = true;
        }
        if (sighting.phenomenonMicros() != Sighting.NO_TIME) {
            phenomenonMicros = Math.max(phenomenonMicros, sighting.phenomenonMicros());
            skew.add(sighting.receivedMillis(), sighting.phenomenonMicros());
        }
        return news;
    }

    Liveness row(Sighting of) {
        return new Liveness(
                of.kind(),
                of.id(),
                gateway,
                heardMillis,
                phenomenonMicros,
                status,
                statusMillis,
                skew.medianMillis(),
                skew.size());
    }
}
