package org.metrobed.analysis.quality;

import org.metrobed.model.QualityFlag;
import org.metrobed.model.Verdicts;
import org.metrobed.model.params.TestParams;

/** The flag that the sender of a reading has given to it. It needs no parameters: a reading brings its verdict. Stateless. */
public final class ProviderFlag extends QualityTest<ProviderFlag.Params, Void> {

    /** The one instance. */
    public static final ProviderFlag TEST = new ProviderFlag();

    /** No parameters. */
    public record Params() implements TestParams {

        @Override
        public int slot() {
            return TEST.slot();
        }
    }

    private ProviderFlag() {
        super(
                17,
                Phase.ALONE,
                TestInfo.of(
                        "provider-flag",
                        "Its provider has flagged the value.",
                        "The flag in the payload or file, mapped to suspect or fail by the binding or mapping. A value that the"
                                + " provider calls good, or gives no flag, has no verdict.",
                        "QARTOD flags of the provider, taken over."),
                Params.class);
    }

    @Override
    public Place place() {
        return Place.NOWHERE;
    }

    /** The bits of a provider's flag, to be given to tests as a mark; none if the value is missing or not flagged. */
    public static long mark(QualityFlag flag, double value) {
        boolean flagged = flag == QualityFlag.SUSPECT || flag == QualityFlag.FAIL;
        return flagged && !Double.isNaN(value)
                ? TestBits.with(Verdicts.NONE, TEST.slot(), flag).word0()
                : TestBits.NONE;
    }

    /** Whether these marks hold the flag fail of a provider. */
    public static boolean isFail(long marks) {
        return TestBits.verdict(new Verdicts(marks, 0), TEST.slot()) == QualityFlag.FAIL;
    }

    /** Whether these marks hold the flag suspect of a provider. */
    public static boolean isSuspect(long marks) {
        return TestBits.verdict(new Verdicts(marks, 0), TEST.slot()) == QualityFlag.SUSPECT;
    }

    /** The bits of a provider's flag in verdicts that a row already has. */
    public static long mark(Verdicts verdicts) {
        QualityFlag flag = TestBits.verdict(verdicts, TEST.slot());
        return flag == null ? TestBits.NONE : mark(flag, 0);
    }
}
