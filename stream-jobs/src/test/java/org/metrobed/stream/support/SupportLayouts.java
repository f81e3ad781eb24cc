package org.metrobed.stream.support;

import java.util.List;
import org.metrobed.model.Observation;
import org.metrobed.model.ObservationBuilder;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.RawPosition;
import org.metrobed.model.StatedValue;
import org.metrobed.model.Verdicts;
import org.metrobed.stream.Steps;

/** Observations whose bytes are pinned. */
public final class SupportLayouts {

    /** With a value in every field. */
    public static final Observation FULL = ObservationBuilder.builder()
            .datastream(Steps.DATASTREAM)
            .phenomenonMicros(1_746_144_000_000_001L)
            .revision(3)
            .result(-12.5)
            .flag(QualityFlag.SUSPECT)
            .tests(Verdicts.of(3L | 1L << 54))
            .cause(Observation.Cause.VERDICT)
            .raw(new RawPosition(3, 5_000_000_000L, -2))
            .receivedMillis(1_746_144_001_234L)
            .catalogVersion(17)
            .stated(new StatedValue(-0.0125, "mg/m3"))
            .build();

    /** With a verdict in the second word. */
    public static final Observation WITH_SECOND_WORD = FULL.withTests(new Verdicts(3L | 1L << 54, 4L << 51 | 1));

    /** With extreme values. */
    public static final Observation EXTREME = ObservationBuilder.builder()
            .datastream("")
            .phenomenonMicros(Long.MIN_VALUE)
            .revision(Integer.MAX_VALUE)
            .result(Double.NaN)
            .flag(QualityFlag.MISSING)
            .tests(Verdicts.of(-1))
            .cause(Observation.Cause.REDRIVE)
            .raw(new RawPosition(Integer.MAX_VALUE, Long.MAX_VALUE, RawPosition.WHOLE_MESSAGE))
            .receivedMillis(Long.MAX_VALUE)
            .catalogVersion(Long.MIN_VALUE)
            .build();

    private SupportLayouts() {}

    /** The layouts of this package. */
    public static List<GoldenLayout<?>> list() {
        return List.of(GoldenLayout.of(new ObservationFormat())
                .with("full", FULL)
                .with("second-word", WITH_SECOND_WORD)
                .with("extreme", EXTREME));
    }
}
