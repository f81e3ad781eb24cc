package org.metrobed.stream.liveness;

import java.util.List;
import java.util.Map;
import org.metrobed.analysis.anomaly.IngestSilence;
import org.metrobed.analysis.order.ClockSkew;
import org.metrobed.model.Liveness;
import org.metrobed.stream.support.GoldenLayout;

/** Signals and state of liveness, with their bytes pinned. */
public final class LivenessLayouts {

    private LivenessLayouts() {}

    /** The layouts of this package. */
    public static List<GoldenLayout<?>> list() {
        LivenessState full = new LivenessState();
        full.gateway = "tb/gw";
        full.heardMillis = 1_746_144_000_000L;
        full.phenomenonMicros = 1_746_144_000_000_001L;
        full.status = Liveness.Status.OFFLINE;
        full.statusMillis = 4;
        full.timerMillis = 5;
        full.skew = new ClockSkew(new long[] {6, -7, Long.MAX_VALUE}, 2, 29_102_400);
        return List.of(
                GoldenLayout.of(new LivenessFormat())
                        .with(
                                "gateway",
                                new Liveness(
                                        Liveness.Kind.GATEWAY, "tb/gw", "", 1, 2, Liveness.Status.OFFLINE, 3, -4, 5))
                        .with(
                                "thing",
                                new Liveness(
                                        Liveness.Kind.THING,
                                        "tb/a",
                                        "tb/gw",
                                        Long.MAX_VALUE,
                                        Long.MIN_VALUE,
                                        Liveness.Status.UNKNOWN,
                                        0,
                                        0,
                                        0)),
                GoldenLayout.of(new LivenessStateFormat())
                        .with("new", new LivenessState())
                        .with("full", full),
                GoldenLayout.of(new IngestSilenceFormat())
                        .with("new", new IngestSilence(1_001))
                        .with(
                                "full",
                                new IngestSilence(
                                        1_001,
                                        Map.of(
                                                "metrobed-a", new IngestSilence.Known(1_746_144_000_000L, true),
                                                "metrobed-b", new IngestSilence.Known(-1, false)))));
    }
}
