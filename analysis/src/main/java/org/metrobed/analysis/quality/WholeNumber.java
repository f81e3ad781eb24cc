package org.metrobed.analysis.quality;

import org.metrobed.model.QualityFlag;
import org.metrobed.model.params.TestParams;

/** Flags a fraction where things are counted. Stateless. */
public final class WholeNumber extends QualityTest<WholeNumber.Params, Void> {

    /** The one instance. */
    public static final WholeNumber TEST = new WholeNumber();

    /** Differences from a whole number up to this share of the value are those of decimal fractions in doubles. */
    private static final double ROUNDING = 1e-9;

    /** The test has no parameters. */
    public record Params() implements TestParams {
        @Override
        public int slot() {
            return TEST.slot();
        }
    }

    private WholeNumber() {
        super(
                13,
                Phase.ALONE,
                TestInfo.of(
                        "whole-number",
                        "A count has a fraction, as of an average or a wrong scale.",
                        "Runs on every datastream with statistic count whose unit is 1 or a name in braces, such as {vehicle}."
                                + " Suspect if the value is no whole number; stored only if suspect. If fractions are right,"
                                + " because counts are averaged or scaled, the statistic is amount.",
                        "By definition of a count."),
                Params.class);
    }

    @Override
    public Place place() {
        return Place.NOWHERE;
    }

    @Override
    QualityFlag accept(Params parameters, Void state, Row row) {
        double fraction = Math.abs(row.value - Math.rint(row.value));
        return fraction > ROUNDING * Math.max(1, Math.abs(row.value)) ? QualityFlag.SUSPECT : null;
    }
}
