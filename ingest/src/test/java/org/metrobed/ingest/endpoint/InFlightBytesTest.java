package org.metrobed.ingest.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class InFlightBytesTest {

    private final InFlightBytes inFlight = new InFlightBytes();
    private final List<String> taken = new ArrayList<>();

    @Test
    void onlyOneMessageExceedsTheLimitAndTheOthersFollowWhenThereIsRoom() {
        long large = InFlightBytes.LIMIT - 1;
        for (int i = 0; i < 5; i++) {
            inFlight.whenTaken(large, () -> taken.add("large"));
        }
        assertThat(taken).hasSize(2);
        assertThat(inFlight.bytes()).isEqualTo(2 * large);
        for (int done = 1; done <= 5; done++) {
            inFlight.subtract(large);
            assertThat(taken).hasSize(Math.min(5, 2 + done));
        }
        assertThat(inFlight.bytes()).isZero();
    }

    @Test
    void whoeverIsForgottenIsNotCalled() {
        Runnable wake = () -> taken.add("woken");
        assertThat(inFlight.take(InFlightBytes.LIMIT)).isTrue();
        assertThat(inFlight.take(1)).isFalse();
        inFlight.whenRoom(wake);
        inFlight.forget(wake);
        inFlight.subtract(InFlightBytes.LIMIT);
        assertThat(taken).isEmpty();
        inFlight.whenRoom(wake);
        assertThat(taken).containsExactly("woken");
    }
}
