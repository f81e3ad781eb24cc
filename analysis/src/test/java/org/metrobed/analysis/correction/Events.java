package org.metrobed.analysis.correction;

import org.metrobed.model.Datastream.Statistic;
import org.metrobed.model.Observation;
import org.metrobed.model.ObservationBuilder;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.RawPosition;
import org.metrobed.model.Verdicts;

/** Events with default contents. Stateless. */
final class Events {

    static final String DATASTREAM = "city/station/pm25";

    /** A good reading of second 5. */
    static final Observation READING = ObservationBuilder.builder()
            .datastream(DATASTREAM)
            .phenomenonMicros(5_000_000)
            .result(10)
            .flag(QualityFlag.GOOD)
            .tests(Verdicts.NONE)
            .cause(Observation.Cause.ARRIVAL)
            .raw(new RawPosition(0, 0, 0))
            .receivedMillis(5_000)
            .build();

    private Events() {}

    /** An event that makes an annotation. */
    static AnnotationEvent made(long sequence, long fromMicros, long toMicros, Correction correction, long logMillis) {
        return event(sequence, "a" + sequence, AnnotationEvent.Step.MADE, fromMicros, toMicros, correction, logMillis);
    }

    /** An event that undoes an annotation. */
    static AnnotationEvent undone(long sequence, AnnotationEvent made, long logMillis) {
        return event(
                sequence,
                made.annotation(),
                AnnotationEvent.Step.UNDONE,
                made.fromMicros(),
                made.toMicros(),
                made.correction(),
                logMillis);
    }

    private static AnnotationEvent event(
            long sequence,
            String annotation,
            AnnotationEvent.Step step,
            long fromMicros,
            long toMicros,
            Correction correction,
            long logMillis) {
        return AnnotationEventBuilder.builder()
                .sequence(sequence)
                .annotation(annotation)
                .step(step)
                .datastream(DATASTREAM)
                .fromMicros(fromMicros)
                .toMicros(toMicros)
                .correction(correction)
                .reason("calibration gas")
                .author("ada")
                .logMillis(logMillis)
                .intervalMillis(10_000)
                .statistic(Statistic.MEAN)
                .build();
    }
}
