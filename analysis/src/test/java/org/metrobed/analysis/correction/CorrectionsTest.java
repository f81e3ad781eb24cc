package org.metrobed.analysis.correction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.metrobed.model.QualityFlag;

final class CorrectionsTest {

    private static final long MINUTE = LogMinute.MILLIS;

    private final AnnotationEvent offset = made(1, new Correction(Correction.Kind.OFFSET, 2), 10);
    private final AnnotationEvent scale = made(2, new Correction(Correction.Kind.SCALE, 3), MINUTE + 10);
    private final AnnotationEvent noOffset = Events.undone(3, offset, 2 * MINUTE + 10);

    @Test
    void annotationsAreFoldedInTheirOrderAndUndoneOnesLeftOut() {
        Corrections corrections = new Corrections(List.of(noOffset, scale, offset));
        assertThat(corrections.at(Events.READING, MINUTE - 1)).isSameAs(Events.READING);
        assertThat(corrections.at(Events.READING, MINUTE).result()).isEqualTo(12);
        assertThat(corrections.at(Events.READING, 2 * MINUTE).result()).isEqualTo(36);
        assertThat(corrections.at(Events.READING, 3 * MINUTE).result()).isEqualTo(30);
    }

    @Test
    void rangeIsHalfOpen() {
        AnnotationEvent before = Events.made(1, 0, 5_000_000, Correction.BAD, 0);
        AnnotationEvent from = Events.made(2, 5_000_000, 5_000_001, Correction.BAD, 0);
        assertThat(new Corrections(List.of(before)).at(Events.READING, MINUTE)).isSameAs(Events.READING);
        assertThat(new Corrections(List.of(from)).at(Events.READING, MINUTE).flag())
                .isEqualTo(QualityFlag.FAIL);
        assertThat(new Corrections(List.of(before, from)).touching(5_000_000, 6_000_000))
                .containsExactly(from);
    }

    @Test
    void eventHoldsFromTheFullMinuteAfterIt() {
        assertThat(Events.made(1, 0, 1, Correction.BAD, MINUTE - 1).holdsFromMillis())
                .isEqualTo(MINUTE);
        assertThat(Events.made(1, 0, 1, Correction.BAD, MINUTE).holdsFromMillis())
                .isEqualTo(2 * MINUTE);
        assertThat(LogMinute.atOrAfter(MINUTE)).isEqualTo(MINUTE);
        assertThat(LogMinute.atOrAfter(MINUTE + 1)).isEqualTo(2 * MINUTE);
        assertThat(LogMinute.number(7 * MINUTE)).isEqualTo(7);
    }

    @Test
    void stepIsReadFromItsWord() {
        AnnotationEvent event = Events.made(1, 0, 1, Correction.BAD, 0);
        assertThat(AnnotationEvent.Step.parse(event.step().word())).isEqualTo(AnnotationEvent.Step.MADE);
    }

    private static AnnotationEvent made(long sequence, Correction correction, long logMillis) {
        return Events.made(sequence, 0, 60_000_000, correction, logMillis);
    }
}
