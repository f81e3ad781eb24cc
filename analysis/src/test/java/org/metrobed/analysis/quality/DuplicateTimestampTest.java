package org.metrobed.analysis.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.Scale;
import org.metrobed.model.Verdicts;
import org.metrobed.model.limits.QualityConfig;

class DuplicateTimestampTest {

    @Test
    void takenTimeIsSuspectAndAFreeOneIsGood() {
        assertThat(DuplicateTimestamp.TEST.verdict(true)).isEqualTo(QualityFlag.SUSPECT);
        assertThat(DuplicateTimestamp.TEST.verdict(false)).isEqualTo(QualityFlag.GOOD);
    }

    @Test
    void firstRowOfARepeatedTimeIsSuspectOnlyIfTheWholeGroupIs() {
        assertThat(flagsOf(new DuplicateTimestamp.Params(true))).containsExactly(1, 3, 3, 3, 1);
        assertThat(flagsOf(new DuplicateTimestamp.Params())).containsExactly(1, 1, 3, 3, 1);
    }

    private static List<Integer> flagsOf(DuplicateTimestamp.Params params) {
        QualityRun run = new QualityRun(QualityConfig.ofInterval(1_000_000).with(params), Scale.LINE);
        QualityState state = new QualityState();
        List<Integer> flags = new ArrayList<>();
        for (long second : new long[] {1, 2, 2, 2, 3}) {
            Verdicts bits = run.accept(state, second * 1_000_000, 5, TestBits.NONE);
            if (state.hasDecidedFlag()) {
                flags.set(
                        flags.size() - 1, TestBits.overall(state.decidedBits()).code());
            }
            flags.add(TestBits.overall(bits).code());
        }
        return flags;
    }
}
