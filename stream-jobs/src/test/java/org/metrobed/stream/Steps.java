package org.metrobed.stream;

import java.util.List;
import org.metrobed.analysis.quality.GrossRange;
import org.metrobed.model.DatastreamSettings;
import org.metrobed.model.Severity;
import org.metrobed.model.ThresholdRule;
import org.metrobed.model.limits.QualityConfig;
import org.metrobed.model.limits.Sentinels;
import org.metrobed.model.limits.Span;
import org.metrobed.stream.decode.Reading;
import org.metrobed.stream.decode.ReadingBuilder;

/** Readings and settings with simple defaults: one datastream, one reading a minute, times in seconds. */
public final class Steps {

    public static final String DATASTREAM = "tb/station/pm25";
    public static final long SECOND = 1_000_000;

    /** Fails outside [-5, 1000], suspect outside [0, 500]. */
    public static final QualityConfig GROSS_RANGE =
            QualityConfig.ofInterval(60 * SECOND).with(new GrossRange.Params(new Span(-5, 1_000), new Span(0, 500)));

    private Steps() {}

    /** Settings with the gross range only. */
    public static DatastreamSettings settings(long maxOutOfOrdernessSeconds, long idleTimeoutSeconds) {
        return settings(maxOutOfOrdernessSeconds, idleTimeoutSeconds, GROSS_RANGE);
    }

    /** Settings with these tests. */
    public static DatastreamSettings settings(
            long maxOutOfOrdernessSeconds, long idleTimeoutSeconds, QualityConfig quality) {
        return new DatastreamSettings(
                DATASTREAM,
                1,
                60_000,
                maxOutOfOrdernessSeconds * 1_000,
                idleTimeoutSeconds * 1_000,
                quality,
                Sentinels.NONE,
                List.of(new ThresholdRule("high", ThresholdRule.Direction.ABOVE, 55, 40, 0, Severity.WARNING)));
    }

    /** A reading observed and received at these seconds; its offset is the received second. */
    public static Reading reading(long observedSecond, long receivedSecond, double value, DatastreamSettings settings) {
        return ReadingBuilder.builder()
                .datastream(DATASTREAM)
                .phenomenonMicros(observedSecond * SECOND)
                .value(value)
                .receivedMillis(receivedSecond * 1_000)
                .offset(receivedSecond)
                .catalogVersion(1)
                .settings(settings)
                .build();
    }
}
