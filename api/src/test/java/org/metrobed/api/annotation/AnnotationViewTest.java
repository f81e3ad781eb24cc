package org.metrobed.api.annotation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.metrobed.analysis.correction.AnnotationEvent;
import org.metrobed.analysis.correction.AnnotationEventBuilder;
import org.metrobed.analysis.correction.Correction;
import org.metrobed.model.Datastream;
import org.metrobed.store.correction.StoredAnnotation;

/** {@link AnnotationView}. */
class AnnotationViewTest {

    @Test
    void anOffsetOfNothingIsANumberAndABadRangeHasNone() {
        assertThat(view(new Correction(Correction.Kind.OFFSET, 0), 0).value()).isZero();
        assertThat(view(new Correction(Correction.Kind.SCALE, 0.5), 0).value()).isEqualTo(0.5);
        assertThat(view(Correction.BAD, 0).value()).isNull();
    }

    @Test
    void itIsAppliedWhenNoDayIsPending() {
        assertThat(view(Correction.BAD, 1).state()).isEqualTo("pending");
        assertThat(view(Correction.BAD, 0).state()).isEqualTo("applied");
        assertThat(view(Correction.BAD, 0).undone()).isFalse();
        assertThat(view(Correction.BAD, 0).undoneTime()).isNull();
        assertThat(view(Correction.BAD, 0).madeTime()).isEqualTo(Instant.ofEpochMilli(5));
    }

    private static AnnotationView view(Correction correction, int pendingDays) {
        AnnotationEvent made = AnnotationEventBuilder.builder()
                .sequence(1)
                .annotation("id")
                .step(AnnotationEvent.Step.MADE)
                .datastream("city/station/pm25")
                .toMicros(60_000_000)
                .correction(correction)
                .reason("why")
                .author("ana")
                .logMillis(120_000)
                .intervalMillis(60_000)
                .statistic(Datastream.Statistic.MEAN)
                .build();
        return AnnotationView.of(new StoredAnnotation(made, 5, Optional.empty(), 0, 2, pendingDays));
    }
}
