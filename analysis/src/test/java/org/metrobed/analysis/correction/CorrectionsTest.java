package org.metrobed.analysis.correction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.metrobed.model.Observation;
import org.metrobed.model.ObservationBuilder;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.RawPosition;
import org.metrobed.model.Verdicts;

final class CorrectionsTest {

    private static final long MINUTE = LogMinute.MILLIS;
    private static final Observation READING = ObservationBuilder.builder()
            .datastream(Events.DATASTREAM)
            .phenomenonMicros(5_000_000)
            .result(10)
            .flag(QualityFlag.GOOD)
            .tests(Verdicts.NONE)
            .cause(Observation.Cause.ARRIVAL)
            .raw(new RawPosition(0, 0, 0))
            .receivedMillis(5_000)
            .build();

    private final AnnotationEvent offset = made(1, new Correction(Correction.Kind.OFFSET, 2), 10);
    private final AnnotationEvent scale = made(2, new Correction(Correction.Kind.SCALE, 3), MINUTE + 10);
    private final AnnotationEvent noOffset = Events.undone(3, offset, 2 * MINUTE + 10);

    @Test
    void annotationsAreFoldedInTheirOrderAndUndoneOnesLeftOut() {
        Corrections corrections = new Corrections(List.of(noOffset, scale, offset));
        assertThat(corrections.at(READING, MINUTE - 1)).isSameAs(READING);
        assertThat(corrections.at(READING, MINUTE).result()).isEqualTo(12);
        assertThat(corrections.at(READING, 2 * MINUTE).result()).isEqualTo(36);
        assertThat(corrections.at(READING, 3 * MINUTE).result()).isEqualTo(30);
    }

    @Test
    void rangeIsHalfOpen() {
        AnnotationEvent before = Events.made(1, 0, 5_000_000, Correction.BAD, 0);
        AnnotationEvent from = Events.made(2, 5_000_000, 5_000_001, Correction.BAD, 0);
        assertThat(new Corrections(List.of(before)).at(READING, MINUTE)).isSameAs(READING);
        assertThat(new Corrections(List.of(from)).at(READING, MINUTE).flag()).isEqualTo(QualityFlag.FAIL);
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
