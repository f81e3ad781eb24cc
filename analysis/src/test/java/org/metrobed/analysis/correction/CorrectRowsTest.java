package org.metrobed.analysis.correction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.metrobed.analysis.window.SumReadings;
import org.metrobed.model.Datastream.Statistic;
import org.metrobed.model.Observation;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.ReadingKind;
import org.metrobed.model.window.WindowContent;
import org.metrobed.model.window.WindowRevision;
import org.metrobed.model.window.WindowRevisionBuilder;

/** A reading of second 5; the stream writes its minute at second 68, so that it is whole from minute 2 on. */
final class CorrectRowsTest {

    private static final long MINUTE = LogMinute.MILLIS;
    private static final long END = 60 * MINUTE;
    private static final AnnotationEvent BAD = Events.made(1, 0, 60_000_000, Correction.BAD, 10_000);

    private final ReadingRevisions row = new ReadingRevisions(List.of(Events.READING), List.of());

    @Test
    void readingIsCorrectedAsSoonAsTheStreamHasFinishedIt() {
        assertThat(revisions(row, END, BAD))
                .extracting(Observation::revision, Observation::receivedMillis, Observation::flag, Observation::cause)
                .containsExactly(tuple(1, 2 * MINUTE, QualityFlag.FAIL, Observation.Cause.CORRECTION));
        assertThat(revisions(row, 2 * MINUTE - 1, BAD)).isEmpty();
    }

    @Test
    void readingThatNoOtherRowDecidesAboutDoesNotWaitForItsWindow() {
        assertThat(revisions(row.asSettled(), END, BAD))
                .extracting(Observation::receivedMillis)
                .containsExactly(MINUTE);
    }

    @Test
    void readingThatIsAgainAsTheStreamHasItGetsARevisionMoreWithTheSameCause() {
        assertThat(revisions(row, END, BAD, Events.undone(2, BAD, 3 * MINUTE)))
                .extracting(Observation::revision, Observation::receivedMillis, Observation::flag, Observation::cause)
                .containsExactly(
                        tuple(1, 2 * MINUTE, QualityFlag.FAIL, Observation.Cause.CORRECTION),
                        tuple(2, 4 * MINUTE, QualityFlag.GOOD, Observation.Cause.CORRECTION));
    }

    @Test
    void annotationThatChangesNothingMakesNoRevision() {
        assertThat(revisions(row, END, BAD, Events.made(2, 0, 60_000_000, Correction.BAD, 5 * MINUTE)))
                .hasSize(1);
        assertThat(revisions(row, END, Events.made(1, 5_000_001, 60_000_000, Correction.BAD, 10_000)))
                .isEmpty();
    }

    private static List<Observation> revisions(ReadingRevisions row, long asOfMillis, AnnotationEvent... events) {
        WindowContent content = SumReadings.of(MINUTE, List.of(Events.READING), ReadingKind.of(Statistic.MEAN));
        WindowRevision written = WindowRevisionBuilder.builder()
                .datastream(Events.DATASTREAM)
                .sizeMillis(MINUTE)
                .startMicros(0)
                .recordedMillis(68_000)
                .intervalMillis(10_000)
                .good(content.good())
                .suspect(content.suspect())
                .build();
        return CorrectRows.of(
                new StreamWindow(MINUTE, 0, List.of(row), List.of(written), List.of()),
                new ValidReadings(new Corrections(List.of(events)), new Judgements()),
                asOfMillis);
    }
}
