package org.metrobed.stream.liveness;

import org.metrobed.analysis.order.ClockSkew;
import org.metrobed.model.Liveness;
import org.metrobed.model.LivenessBuilder;
import org.metrobed.stream.decode.LivenessSignal;

/** The liveness of one gateway or thing. Mutable, one thread. */
public final class LivenessState {

    String gateway = "";
    long heardMillis = Long.MIN_VALUE;
    long phenomenonMicros = LivenessSignal.NO_TIME;
    Liveness.Status status = Liveness.Status.UNKNOWN;
    long statusMillis;
    ClockSkew skew = new ClockSkew();
    /** When the timer of this key fires; 0 if there is none. */
    long timerMillis;

    /** Takes a liveness signal. Returns whether the row changed. */
    boolean take(LivenessSignal livenessSignal) {
        boolean news = false;
        if (livenessSignal.status() != Liveness.Status.UNKNOWN && livenessSignal.receivedMillis() >= statusMillis) {
            status = livenessSignal.status();
            statusMillis = livenessSignal.receivedMillis();
            news = true;
        }
        // a last will does not prove that the device is alive
        if (livenessSignal.status() == Liveness.Status.OFFLINE && heardMillis != Long.MIN_VALUE) {
            return news;
        }
        if (livenessSignal.receivedMillis() > heardMillis) {
            heardMillis = livenessSignal.receivedMillis();
            gateway = livenessSignal.gateway();
            news = true;
        }
        if (livenessSignal.phenomenonMicros() != LivenessSignal.NO_TIME) {
            phenomenonMicros = Math.max(phenomenonMicros, livenessSignal.phenomenonMicros());
            skew.add(livenessSignal.receivedMillis(), livenessSignal.phenomenonMicros());
        }
        return news;
    }

    Liveness row(LivenessSignal of) {
        return LivenessBuilder.builder()
                .kind(of.kind())
                .id(of.id())
                .gateway(gateway)
                .heardMillis(heardMillis)
                .phenomenonMicros(phenomenonMicros)
                .status(status)
                .statusMillis(statusMillis)
                .skewMillis(skew.medianMillis())
                .skewSamples(skew.size())
                .build();
    }
}
