package org.metrobed.analysis.anomaly;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class AveragedComponentsTest {

    private static final DetectorSample SAMPLE = new DetectorSample(0, false, 0, 0, 0);

    /** Is as surprised as its number, which it also saves. */
    private static final class Fixed implements Component {
        private final Cause cause;
        private double surprise;

        Fixed(double surprise, Cause cause) {
            this.surprise = surprise;
            this.cause = cause;
        }

        @Override
        public double surprise(DetectorSample sample) {
            return surprise;
        }

        @Override
        public Cause cause() {
            return cause;
        }

        @Override
        public int bytes() {
            return 8;
        }

        @Override
        public void write(ByteBuffer out) {
            out.putDouble(surprise);
        }

        @Override
        public void read(ByteBuffer in) {
            surprise = in.getDouble();
        }
    }

    private final AveragedComponents components =
            new AveragedComponents(List.of(new Fixed(1, Cause.UNREST), new Fixed(4, Cause.SEASON)));

    @Test
    void surpriseIsTheMeanAndTheFirstGivesTheCause() {
        assertThat(components.surprise(SAMPLE)).isEqualTo(2.5);
        assertThat(components.cause()).isEqualTo(Cause.UNREST);
    }

    @Test
    void eachComponentIsSavedInItsPlace() {
        ByteBuffer saved = ByteBuffer.allocate(components.bytes());
        components.write(saved);
        assertThat(saved.flip().getDouble()).isEqualTo(1);
        assertThat(saved.getDouble()).isEqualTo(4);
        assertThat(saved.remaining()).isZero();
        Fixed first = new Fixed(0, Cause.UNREST);
        new AveragedComponents(List.of(first, new Fixed(0, Cause.SEASON))).read(saved.rewind());
        assertThat(first.surprise(SAMPLE)).isEqualTo(1);
    }
}
