package org.metrobed.stream.support;

import java.util.List;
import org.metrobed.model.Observation;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.RawPosition;
import org.metrobed.model.StatedValue;
import org.metrobed.model.Verdicts;
import org.metrobed.stream.Steps;

/** Observations whose bytes are pinned. */
public final class SupportLayouts {

    /** With a value in every field. */
    public static final Observation FULL = new Observation(
            Steps.DATASTREAM,
            1_746_144_000_000_001L,
            3,
            -12.5,
            QualityFlag.SUSPECT,
            Verdicts.of(3L | 1L << 54),
            Observation.Cause.VERDICT,
            new RawPosition(3, 5_000_000_000L, -2),
            1_746_144_001_234L,
            17,
            new StatedValue(-0.0125, "mg/m3"));

    /** With a verdict in the second word. */
    public static final Observation WITH_SECOND_WORD = FULL.withTests(new Verdicts(3L | 1L << 54, 4L << 51 | 1));

    /** With extreme values. */
    public static final Observation EXTREME = new Observation(
            "",
            Long.MIN_VALUE,
            Integer.MAX_VALUE,
            Double.NaN,
            QualityFlag.MISSING,
            -1,
            Observation.Cause.REDRIVE,
            new RawPosition(Integer.MAX_VALUE, Long.MAX_VALUE, RawPosition.WHOLE_MESSAGE),
            Long.MAX_VALUE,
            Long.MIN_VALUE);

    private SupportLayouts() {}

    /** The layouts of this package. */
    public static List<GoldenLayout<?>> list() {
        return List.of(GoldenLayout.of(new ObservationFormat())
                .with("full", FULL)
                .with("second-word", WITH_SECOND_WORD)
                .with("extreme", EXTREME));
    }
}
