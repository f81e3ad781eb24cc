package org.metrobed.analysis.quality;

import java.util.List;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.Scale;
import org.metrobed.model.limits.QualityConfig;
import org.metrobed.model.params.Param;
import org.metrobed.model.params.TestParams;

/** A test at slot 18, the first of the second word, in a registry of its own. Stateless. */
public final class Nineteenth extends QualityTest<Nineteenth.Params, Void> {

    private static final Nineteenth TEST = new Nineteenth();

    /** The tests of this registry. */
    public static final List<QualityTest<?, ?>> TESTS = List.of(GrossRange.TEST, TEST);

    /**
     * The parameters. Immutable.
     *
     * @param most a greater value fails
     */
    public record Params(@Param(tag = 1) double most) implements TestParams {

        @Override
        public int slot() {
            return TEST.slot();
        }
    }

    private Nineteenth() {
        super(
                18,
                Phase.ALONE,
                TestInfo.of("nineteenth", "The value is too great.", "Fail when it is greater than allowed.", "none"),
                Params.class);
    }

    /** Runs the tests of a configuration, which are in this registry. */
    public static QualityRun run(QualityConfig config) {
        return new QualityRun(config, Scale.LINE, new QualityTests(TESTS));
    }

    @Override
    QualityFlag accept(Params parameters, Void state, Row row) {
        return row.isMissing()
                ? QualityFlag.MISSING
                : row.value > parameters.most() ? QualityFlag.FAIL : QualityFlag.GOOD;
    }
}
