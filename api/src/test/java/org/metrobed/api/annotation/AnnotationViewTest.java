package org.metrobed.api.annotation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.metrobed.analysis.correction.AnnotationEvent;
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
        AnnotationEvent made = new AnnotationEvent(
                1,
                "id",
                AnnotationEvent.Step.MADE,
                "city/station/pm25",
                0,
                60_000_000,
                correction,
                "why",
                "ana",
                120_000,
                60_000,
                Datastream.Statistic.MEAN);
        return AnnotationView.of(new StoredAnnotation(made, 5, Optional.empty(), 0, 2, pendingDays));
    }
}
