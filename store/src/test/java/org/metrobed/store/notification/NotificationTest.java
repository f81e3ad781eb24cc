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
        assertThat(new Notification("cap", "a", 0, Step.FIRING, Severity.INFO, 1, true, 0, "").fingerprint())
                .isEqualTo("0 firing info 1 approved");
    }

    private static Notification row(Step step, long madeMillis) {
        return new Notification("webhook", "a", 2, step, Severity.CRITICAL, 20, false, madeMillis, "");
    }
}
