package org.metrobed.store.notification;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.metrobed.model.Severity;
import org.metrobed.store.notification.Notification.Step;

class NotificationTest {

    @Test
    void idFollowsFromWhatIsToldAndNotFromWhen() {
        assertThat(row(Step.FIRING, 5).id()).isEqualTo(row(Step.FIRING, 9).id());
        assertThat(row(Step.FIRING, 5).id()).isNotEqualTo(row(Step.CHANGED, 5).id());
    }

    @Test
    void fingerprintSaysWhatIsTold() {
        assertThat(row(Step.CHANGED, 5).fingerprint()).isEqualTo("2 changed critical 20");
        assertThat(NotificationBuilder.builder()
                        .receiver("cap")
                        .group("a")
                        .round(0)
                        .step(Step.FIRING)
                        .severity(Severity.INFO)
                        .size(1)
                        .approved(true)
                        .madeMillis(0)
                        .content("")
                        .build()
                        .fingerprint())
                .isEqualTo("0 firing info 1 approved");
    }

    private static Notification row(Step step, long madeMillis) {
        return NotificationBuilder.builder()
                .receiver("webhook")
                .group("a")
                .round(2)
                .step(step)
                .severity(Severity.CRITICAL)
                .size(20)
                .approved(false)
                .madeMillis(madeMillis)
                .content("")
                .build();
    }
}
