package org.metrobed.api.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.metrobed.model.DeadLetter;
import org.metrobed.model.DeadLetterBuilder;
import org.metrobed.model.RawPosition;
import org.metrobed.model.Redrive;
import org.metrobed.store.deadletter.DeadLetterFilter;
import org.metrobed.store.deadletter.StoredDeadLetter;

class DeadLetterViewTest {

    private static final DeadLetter LETTER = DeadLetterBuilder.builder()
            .raw(new RawPosition(2, 40, 1))
            .stage("locate")
            .reason(DeadLetter.Reason.UNIT_MISMATCH)
            .detail("the unit does not fit")
            .topic("metrobed/v1/toyville/gw/pole/up")
            .decoder("native-json/1")
            .receivedMillis(1_777_636_801_234L)
            .payloadBytes(17)
            .payloadHead("{\"pm25\":1}")
            .catalogVersion(5)
            .build();

    @Test
    void aDeadLetterIsToldWithItsIdItsPlaceAndItsState() {
        DeadLetterView view = DeadLetterView.of(new StoredDeadLetter(LETTER, DeadLetterFilter.State.OPEN));
        assertThat(view.id()).isEqualTo("2-40-1");
        assertThat(view.state()).isEqualTo("open");
        assertThat(view.reason()).isEqualTo("unit-mismatch");
        assertThat(view.receivedTime()).isEqualTo(Instant.parse("2026-05-01T12:00:01.234Z"));
        assertThat(view.raw().offset()).isEqualTo(40);
        assertThat(view.attempt()).isZero();
    }

    @Test
    void itsHistoryKeepsAttemptsAndRedrivesInTheirOrder() {
        Redrive redrive = new Redrive(LETTER.raw(), 91, true, 3, 1_777_636_900_000L, "native-json/1", 6, -10_800_000);
        DeadLetterHistoryView history = DeadLetterHistoryView.of(
                new StoredDeadLetter(LETTER, DeadLetterFilter.State.SETTLED), List.of(LETTER), List.of(redrive));
        assertThat(history.letter().state()).isEqualTo("settled");
        assertThat(history.attempts())
                .extracting(DeadLetterHistoryView.AttemptView::detail)
                .containsExactly("the unit does not fit");
        assertThat(history.redrives())
                .containsExactly(new DeadLetterHistoryView.RedriveView(
                        91, true, 3, Instant.parse("2026-05-01T12:01:40Z"), "native-json/1", 6, "PT-3H"));
    }
}
