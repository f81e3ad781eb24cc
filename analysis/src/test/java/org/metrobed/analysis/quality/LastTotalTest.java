package org.metrobed.analysis.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** A meter that stood at 100 and counts 1 a second. */
class LastTotalTest {

    private static final TotalStep.Params USUAL = TotalStep.Params.USUAL;
    private static final long SECOND = 1_000_000;

    private final LastTotal total = new LastTotal();
    private final TotalRun run = new TotalRun();

    LastTotalTest() {
        total.take(row(0, 99));
        total.take(row(1, 100));
    }

    @Test
    void rateIsThatOfTheLastRise() {
        assertThat(new LastTotal().isKnown()).isFalse();
        assertThat(total.isKnown()).isTrue();
        assertThat(total.rate).isEqualTo(1.0 / SECOND);
        total.take(row(2, 100));
        assertThat(total.rate).as("it stood still").isEqualTo(1.0 / SECOND);
        total.take(row(4, 110));
        assertThat(total.rate).isEqualTo(5.0 / SECOND);
    }

    @Test
    void runThatBeginsAtMostAtTwentyTimesTheUsualCountIsAReset() {
        assertThat(isReset(11, 20)).as("20 in a second").isTrue();
        assertThat(isReset(2, 20)).isTrue();
        assertThat(isReset(2, 21)).isFalse();
        assertThat(isReset(2, -1)).as("a meter begins at 0").isFalse();
    }

    @Test
    void valueBelowARunIsBackIfItIsNearerToTheTotalThanToTheRun() {
        run.open(TotalRun.Kind.JUMP, row(2, 200));
        assertThat(total.isBack(USUAL, run, 149)).isTrue();
        assertThat(total.isBack(USUAL, run, 150)).isFalse();
        assertThat(total.isBack(USUAL, run, 90)).as("a small step down").isTrue();
        assertThat(total.isBack(USUAL, run, 89)).as("a reset").isFalse();
    }

    @Test
    void jumpOfMoreThanAThousandTimesTheUsualCountIsOfAnotherMeter() {
        run.open(TotalRun.Kind.JUMP, row(2, 1_100));
        assertThat(total.isOther(USUAL, run)).isFalse();
        run.open(TotalRun.Kind.JUMP, row(2, 1_101));
        assertThat(total.isOther(USUAL, run)).isTrue();
    }

    @Test
    void stateIsWrittenWithItsRate() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        total.write(new DataOutputStream(bytes));
        LastTotal read = LastTotal.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        assertThat(read.value).isEqualTo(100);
        assertThat(read.micros).isEqualTo(SECOND);
        assertThat(read.rate).isEqualTo(total.rate);
    }

    private boolean isReset(long second, double value) {
        run.open(TotalRun.Kind.DOWN, row(second, value));
        return total.isReset(USUAL, run, row(second, value));
    }

    private static Row row(long second, double value) {
        Row row = new Row();
        row.timeMicros = second * SECOND;
        row.value = value;
        return row;
    }
}
