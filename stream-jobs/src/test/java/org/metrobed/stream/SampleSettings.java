package org.metrobed.stream;

import java.time.ZoneId;
import java.util.List;
import org.metrobed.analysis.quality.AttenuatedSignal;
import org.metrobed.analysis.quality.Climatology;
import org.metrobed.analysis.quality.DuplicateTimestamp;
import org.metrobed.analysis.quality.FlatLine;
import org.metrobed.analysis.quality.RateOfChange;
import org.metrobed.analysis.quality.Spike;
import org.metrobed.analysis.quality.TimeGap;
import org.metrobed.model.AnomalyDetection;
import org.metrobed.model.Datastream;
import org.metrobed.model.DatastreamOptions;
import org.metrobed.model.DatastreamSettings;
import org.metrobed.model.DatastreamSettingsBuilder;
import org.metrobed.model.Derivation;
import org.metrobed.model.Severity;
import org.metrobed.model.Site;
import org.metrobed.model.ThresholdRule;
import org.metrobed.model.limits.CrossCheckLimits;
import org.metrobed.model.limits.NeighbourLimits;
import org.metrobed.model.limits.Peers;
import org.metrobed.model.limits.Period;
import org.metrobed.model.limits.QualityConfig;
import org.metrobed.model.limits.Sentinels;
import org.metrobed.model.limits.Span;

/** Settings whose bytes are pinned: plain ones, and ones with a value in every field. */
public final class SampleSettings {

    /** Every test, each with numbers of its own. */
    public static final QualityConfig ALL_TESTS = Steps.GROSS_RANGE
            .with(new Spike.Params(1.5, 2.5, Spike.Method.DIFFERENTIAL))
            .with(RateOfChange.Params.perSecond(3, Double.NaN, false))
            .with(FlatLine.Params.ofGap(400, 500, 0.5, 700)
                    .withExcept(new FlatLine.Except(new Span(8, 9), 1_000, 1_100)))
            .with(new AttenuatedSignal.Params(0.2, 0.1, 600, 3, AttenuatedSignal.Check.RANGE, 16))
            .with(new Climatology.Params(
                    ZoneId.of("Europe/Vienna"),
                    List.of(
                            new Climatology.Member(
                                    List.of(
                                            new Climatology.Season(Period.MONTH, new Span(6, 8)),
                                            new Climatology.Season(Period.HOUR, new Span(0, 23))),
                                    new Span(0, 5),
                                    new Span(17, 18),
                                    Span.OPEN),
                            new Climatology.Member(List.of(), null, Span.OPEN, Span.OPEN))))
            .with(new TimeGap.Params(19, 20, true))
            .with(new DuplicateTimestamp.Params());

    private SampleSettings() {}

    /** With the gross range only. */
    public static DatastreamSettings plain() {
        return Steps.settings(3, 130);
    }

    /** With a value in every field. */
    public static DatastreamSettings full() {
        Derivation derivation = new Derivation(
                "nowcast-pm25",
                List.of(new Derivation.Input("tb/a/b", 0.5, 1), new Derivation.Input("tb/a/c", 1, -2.5)));
        return DatastreamSettingsBuilder.builder()
                .datastream(Steps.DATASTREAM)
                .catalogVersion(Long.MAX_VALUE)
                .options(DatastreamOptions.of(Datastream.Statistic.DIRECTION, 60_000, 4_000, 130_000))
                .quality(ALL_TESTS)
                .sentinels(new Sentinels(List.of(-999.0, 1e30)))
                .thresholds(List.of(
                        new ThresholdRule("grün", ThresholdRule.Direction.BELOW, -55, -40, 300_000, Severity.CRITICAL),
                        new ThresholdRule("high", ThresholdRule.Direction.ABOVE, 55, 40, 0, Severity.INFO)))
                .peers(new Peers(
                        List.of(new CrossCheckLimits("tb/a/pm10", CrossCheckLimits.Kind.TWIN_OF, 1, 0.25, 30_000_000)),
                        new NeighbourLimits(List.of("tb/b/pm25", "tb/c/pm25"), 4, 5, 6, 1, 8_000_000),
                        2_000))
                .derivation(Derivation.NONE)
                .products(List.of(Steps.settings(6, 70).withDerivation(derivation)))
                .anomalyDetection(new AnomalyDetection(
                        true, Severity.INFO, "Fine particles", "ug/m3", ZoneId.of("Europe/Vienna"), new Site(48, 16)))
                .build();
    }
}
