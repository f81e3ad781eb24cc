package org.metrobed.analysis.quality;

import org.metrobed.model.QualityFlag;
import org.metrobed.model.limits.Ranges;
import org.metrobed.model.limits.Span;
import org.metrobed.model.params.Param;
import org.metrobed.model.params.TestParams;
import org.metrobed.model.params.Unit;

/** Flags a value outside the range that the sensor or the place can produce. Stateless. */
public final class GrossRange extends QualityTest<GrossRange.Params, Void> {

    /** The one instance. */
    public static final GrossRange TEST = new GrossRange();

    /**
     * The parameters. Immutable.
     *
     * @param fail the widest span that is physically possible, in the datastream's unit
     * @param suspect the usual span, within the fail span
     */
    public record Params(
            @Param(
                    tag = 1,
                    name = "fail",
                    unit = Unit.DATASTREAM,
                    or = "open",
                    doc = "the widest span that is physically possible")
            Span fail,

            @Param(
                    tag = 2,
                    name = "suspect",
                    unit = Unit.DATASTREAM,
                    or = "open",
                    doc = "the span that is usual, within fail")
            Span suspect)
            implements TestParams, Ranges {

        /** @throws IllegalArgumentException if the suspect span is not within the fail span */
        public Params {
            if (!suspect.isWithin(fail)) {
                throw new IllegalArgumentException("suspect span [%s, %s] must lie within fail span [%s, %s]"
                        .formatted(suspect.low(), suspect.high(), fail.low(), fail.high()));
            }
        }

        @Override
        public int slot() {
            return TEST.slot();
        }
    }

    private GrossRange() {
        super(
                0,
                Phase.ALONE,
                TestInfo.of(
                        "gross-range",
                        "The value lies outside what the sensor or the place can give.",
                        "Fail when it lies strictly outside the fail span, else suspect when strictly outside the suspect span. "
                                + "An infinite value fails; no value is missing.",
                        "QARTOD manuals of scalar quantities, test 4; reference implementation ioos_qc."),
                Params.class);
    }

    @Override
    public Place place() {
        return Place.RANGES;
    }

    /** The verdict on one value, in the datastream's unit: MISSING for NaN, else FAIL, SUSPECT or GOOD. */
    public QualityFlag verdict(double value, Params limits) {
        if (Double.isNaN(value)) {
            return QualityFlag.MISSING;
        }
        if (Double.isInfinite(value) || !limits.fail().contains(value)) {
            return QualityFlag.FAIL;
        }
        return limits.suspect().contains(value) ? QualityFlag.GOOD : QualityFlag.SUSPECT;
    }

    @Override
    QualityFlag accept(Params parameters, Void state, Row row) {
        return verdict(row.reported, parameters);
    }
}
