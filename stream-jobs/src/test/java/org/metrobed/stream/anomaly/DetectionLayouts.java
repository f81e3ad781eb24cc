package org.metrobed.stream.anomaly;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.metrobed.analysis.anomaly.Cause;
import org.metrobed.analysis.anomaly.EpisodeChange;
import org.metrobed.analysis.anomaly.Moment;
import org.metrobed.analysis.anomaly.ThresholdEpisode;
import org.metrobed.analysis.correlate.DetectorReport;
import org.metrobed.analysis.correlate.Deviation;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.AlertEventBuilder;
import org.metrobed.model.Finding;
import org.metrobed.model.Severity;
import org.metrobed.model.Site;
import org.metrobed.model.limits.Span;
import org.metrobed.stream.SampleSettings;
import org.metrobed.stream.Steps;
import org.metrobed.stream.support.GoldenLayout;

/** Reports and state of detectors, with their bytes pinned. */
public final class DetectionLayouts {

    /** With a value in every field. */
    public static final AlertEvent FULL = AlertEventBuilder.builder()
            .alertId("0eb6d083-574a-3950-8397-52483a3ed931")
            .sequence(1)
            .kind(AlertEvent.Kind.UPDATED)
            .datastream(Steps.DATASTREAM)
            .detector("watch")
            .severity(Severity.CRITICAL)
            .onsetMicros(1_746_144_000_000_001L)
            .atMicros(1_746_144_060_000_000L)
            .recordedMillis(1_746_144_061_000L)
            .observed(44.5)
            .peak(-61.25)
            .expectedLow(-1)
            .expectedHigh(50)
            .message("PM2.5 größer")
            .catalogVersion(17)
            .finding(new Finding("jump", 0.5, 9, Finding.Origin.SENSOR, "parent"))
            .build();

    /** With as few values as possible. */
    public static final AlertEvent BARE = AlertEventBuilder.builder()
            .alertId("id")
            .kind(AlertEvent.Kind.PENDING)
            .datastream(Steps.DATASTREAM)
            .detector("high")
            .severity(Severity.INFO)
            .observed(Double.NaN)
            .peak(Double.NaN)
            .expectedLow(Double.NaN)
            .expectedHigh(Double.NaN)
            .message("")
            .catalogVersion(-1)
            .finding(Finding.THRESHOLD)
            .build();

    /** The deviation of a datastream that has a site. */
    public static final Deviation DEVIATION =
            new Deviation(Steps.DATASTREAM, 1_746_144_000_000_001L, 2, 3.5, -4, 5, Double.NaN, new Site(48.5, -16));

    private DetectionLayouts() {}

    /** The layouts of this package. */
    public static List<GoldenLayout<?>> list() {
        Episodes episodes = new Episodes();
        episodes.byRule.put("grün", new ThresholdEpisode(Long.MIN_VALUE, false, Double.NaN, 0));
        episodes.byRule.put("high", new ThresholdEpisode(1_746_144_000_000_001L, true, 60.5, 2));
        return List.of(
                GoldenLayout.of(new AlertEventFormat()).with("full", FULL).with("bare", BARE),
                GoldenLayout.of(new DetectorReportFormat())
                        .with("full", new DetectorReport(FULL, new Site(48.5, -16), 60_000))
                        .with("nowhere", new DetectorReport(BARE, Site.NOWHERE, 0)),
                GoldenLayout.of(new DeviationFormat())
                        .with("full", DEVIATION)
                        .with("nowhere", new Deviation("", Long.MIN_VALUE, 0, 0, 0, 0, 0, Site.NOWHERE)),
                GoldenLayout.of(new EpisodesFormat())
                        .with("none", new Episodes())
                        .with("full", episodes),
                GoldenLayout.of(new AnomalyStateFormat())
                        .with("full", anomalyDetection())
                        .with("apart", apart())
                        .with("ended", ended())
                        .with("returns", returns()));
    }

    /** Its alert has ended and may return. */
    private static AnomalyState returns() {
        AnomalyState state = ended();
        state.span.rest(4);
        state.steps = 0;
        return state;
    }

    /** It has an alert of a stuck value, which has moved since. */
    private static AnomalyState ended() {
        AnomalyState state = anomalyDetection();
        state.span.take(1_000, 2.5, null);
        Moment onset = new Moment(9_000, 8_000);
        state.span.of(
                new EpisodeChange(EpisodeChange.Kind.OPENED, Cause.STUCK, onset, onset, 1), Optional.empty(), true);
        state.span.take(10_000, 2.75, Cause.STUCK);
        return state;
    }

    /** Its value detector is a state of its own. */
    private static AnomalyState apart() {
        AnomalyState state = anomalyDetection();
        assertThat(state.rest()).isPresent();
        return state;
    }

    private static AnomalyState anomalyDetection() {
        AnomalyState state = AnomalyState.of(SampleSettings.full());
        state.possible = new Span(-5, Double.POSITIVE_INFINITY);
        state.lastLogMillis = 1_746_144_000_000L;
        state.timerMillis = 2;
        state.alerts = 3;
        state.steps = 4;
        state.peak = 5.5;
        return state;
    }
}
