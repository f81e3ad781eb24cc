package org.metrobed.api.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.metrobed.catalog.Catalog;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.AlertEventBuilder;
import org.metrobed.model.Finding;
import org.metrobed.model.Severity;
import org.metrobed.topics.Topics;

/** What stands in a topic and is no event says so in a way that the follower skips; nothing else ends its thread. */
class EventSourceTest {

    private static final Topics TOPICS = new Topics("test.");
    private static final EventSource WINDOWS = EventSource.windows(TOPICS.windows(), () -> Catalog.empty(1));
    private static final EventSource ALERTS = EventSource.alerts(
            TOPICS.alerts(),
            () -> Catalog.empty(1),
            List::of,
            InstantSource.fixed(Instant.parse("2026-05-01T12:00:00Z")));

    @Test
    void eventIsMadeOfARecordAndNoneOfBytesThatAreNone() {
        assertThat(ALERTS.event(0, 1, alert()).testbed()).isEqualTo("riverbend");
        hostile(ALERTS, alert());
        assertSkipped(ALERTS, null);
        assertSkipped(ALERTS, new byte[0]);
        assertSkipped(WINDOWS, null);
        assertSkipped(WINDOWS, new byte[0]);
        hostile(WINDOWS, new byte[40]);
    }

    private static void hostile(EventSource source, byte[] good) {
        Random random = new Random(7);
        for (int i = 0; i < 5_000; i++) {
            byte[] bytes = i % 4 == 0 ? new byte[random.nextInt(200)] : good.clone();
            for (int change = 1 + random.nextInt(8); change > 0 && bytes.length > 0; change--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            assertSkippable(catchThrowable(() -> source.event(0, 1, bytes)));
        }
    }

    private static void assertSkipped(EventSource source, byte[] bytes) {
        Throwable thrown = catchThrowable(() -> source.event(0, 1, bytes));
        assertThat(thrown).isNotNull();
        assertSkippable(thrown);
    }

    private static void assertSkippable(Throwable thrown) {
        if (thrown != null) {
            assertThat(thrown)
                    .isInstanceOfAny(
                            IllegalArgumentException.class, DateTimeException.class, ArithmeticException.class);
        }
    }

    private static byte[] alert() {
        return TOPICS.alerts()
                .codec()
                .encode(AlertEventBuilder.builder()
                        .alertId("e9a1b8a0-0000-3000-8000-000000000000")
                        .kind(AlertEvent.Kind.OPENED)
                        .datastream("riverbend/a/pm25")
                        .detector("high")
                        .severity(Severity.WARNING)
                        .onsetMicros(1_777_636_800_000_000L)
                        .atMicros(1_777_636_800_000_000L)
                        .recordedMillis(1_777_636_800_000L)
                        .observed(5)
                        .peak(6)
                        .expectedLow(Double.NaN)
                        .expectedHigh(4)
                        .message("too high")
                        .catalogVersion(1)
                        .finding(Finding.THRESHOLD)
                        .build());
    }
}
