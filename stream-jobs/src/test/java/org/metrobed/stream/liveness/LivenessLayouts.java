package org.metrobed.stream.liveness;

import java.util.List;
import java.util.Map;
import org.metrobed.analysis.anomaly.IngestSilence;
import org.metrobed.analysis.order.ClockSkew;
import org.metrobed.model.Liveness;
import org.metrobed.model.LivenessBuilder;
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
                                LivenessBuilder.builder()
                                        .kind(Liveness.Kind.GATEWAY)
                                        .id("tb/gw")
                                        .gateway("")
                                        .heardMillis(1)
                                        .phenomenonMicros(2)
                                        .status(Liveness.Status.OFFLINE)
                                        .statusMillis(3)
                                        .skewMillis(-4)
                                        .skewSamples(5)
                                        .build())
                        .with(
                                "thing",
                                LivenessBuilder.builder()
                                        .kind(Liveness.Kind.THING)
                                        .id("tb/a")
                                        .gateway("tb/gw")
                                        .heardMillis(Long.MAX_VALUE)
                                        .phenomenonMicros(Long.MIN_VALUE)
                                        .status(Liveness.Status.UNKNOWN)
                                        .build()),
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
