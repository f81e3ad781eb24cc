package org.metrobed.stream.cleaning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.metrobed.model.RawPosition;

class PeerValuesTest {

    private static final String OTHER = "tb/other/pm25";
    private static final long ALWAYS = Long.MAX_VALUE;

    private final PeerState peers = new PeerState();
    private final PeerValues received = peers.received;

    @Test
    void nearestValueWithinReachIsFoundAndTheEarlierOfTwo() {
        receive(100, 1, 1);
        receive(200, 2, 2);
        assertThat(received.nearest(OTHER, 160, 60, 0, ALWAYS)).isEqualTo(2);
        assertThat(received.nearest(OTHER, 150, 60, 0, ALWAYS)).isEqualTo(1);
        assertThat(received.nearest(OTHER, 261, 60, 0, ALWAYS)).isNaN();
        assertThat(received.nearest("tb/nobody/pm25", 100, 60, 0, ALWAYS)).isNaN();
    }

    @Test
    void firstOfTheLogCountsWhereATimeIsRepeated() {
        receive(100, 7, 5);
        receive(100, 1, 3);
        assertThat(received.nearest(OTHER, 100, 0, 0, ALWAYS)).isEqualTo(1);
    }

    @Test
    void valuesOutsideTheSpanOfLogTimeDoNotCount() {
        receive(100, 1, 10);
        assertThat(received.nearest(OTHER, 100, 0, 11, ALWAYS)).isNaN();
        assertThat(received.nearest(OTHER, 100, 0, 0, 9)).isNaN();
        assertThat(received.nearest(OTHER, 100, 0, 10, 10)).isEqualTo(1);
    }

    @Test
    void sixteenNewestCountWhateverElseIsKept() {
        for (int i = 0; i < PeerValues.KEPT + 1; i++) {
            receive(100L * i, i, i);
        }
        assertThat(received.nearest(OTHER, 0, 0, 0, ALWAYS)).isNaN();
        assertThat(received.nearest(OTHER, 0, 0, 0, PeerValues.KEPT - 1)).isEqualTo(0);
        assertThat(received.nearest(OTHER, 100, 0, 0, ALWAYS)).isEqualTo(1);
    }

    @Test
    void valuesUpToTheWatermarkAreBounded() {
        peers.fromMillis = 0;
        for (int i = 0; i < 10_000; i++) {
            peers.receive(OTHER, value(100L * i, i, i), i - 5);
        }
        assertThat(received.values().get(OTHER)).hasSizeBetween(PeerValues.KEPT, 2 * PeerValues.KEPT);
    }

    @Test
    void burstOfOneMomentIsBoundedBeforeTheWatermarkPassesIt() {
        peers.fromMillis = 0;
        for (int i = 0; i < 10_000; i++) {
            peers.receive(OTHER, value(100L * i, i, 50), 10);
        }
        assertThat(received.values().get(OTHER)).hasSizeLessThanOrEqualTo(2 * PeerValues.KEPT);
        assertThat(received.nearest(OTHER, 999_900, 0, 0, 50)).isEqualTo(9_999);
    }

    @Test
    void channelThatIsAheadKeepsAllUntilTheWatermarkComes() {
        peers.fromMillis = 0;
        for (int i = 0; i < 1_000; i++) {
            peers.receive(OTHER, value(100L * i, i, i), 10);
        }
        assertThat(received.values().get(OTHER)).hasSizeGreaterThan(980);
        peers.receive(OTHER, value(100_000, 1_000, 1_000), 999);
        assertThat(received.values().get(OTHER)).hasSizeLessThanOrEqualTo(PeerValues.KEPT + 1);
    }

    @Test
    void eachPruningOfAChannelThatIsAheadDropsSeveralValues() {
        peers.fromMillis = 0;
        for (int i = 0; i < 1_000; i++) {
            int before = received.values().getOrDefault(OTHER, List.of()).size();
            peers.receive(OTHER, value(100L * i, i, i), i - 20);
            int change = received.values().get(OTHER).size() - before;
            assertThat(change == 1 || change <= -PeerValues.KEPT / 4).isTrue();
        }
        assertThat(received.values().get(OTHER)).hasSizeBetween(PeerValues.KEPT, 3 * PeerValues.KEPT);
    }

    @Test
    void whoWaitsForNoneKeepsOnlyWhatLiesBeyondTheWatermark() {
        for (int i = 0; i < 1_000; i++) {
            peers.receive(OTHER, value(100L * i, i, i), i - 5);
        }
        assertThat(received.values().get(OTHER)).hasSize(5);
    }

    private void receive(long time, double value, long logMillis) {
        received.add(OTHER, value(time, value, logMillis));
    }

    private static PeerValue value(long time, double value, long logMillis) {
        return new PeerValue(time, value, logMillis, new RawPosition(0, logMillis, 0));
    }
}
