package org.metrobed.api.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HubTest {

    private static final LogPosition START = position(Map.of("w0", 10L, "w1", 0L, "a0", 5L));

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Hub hub = new Hub(2, 3, 4);

    @BeforeEach
    void begin() {
        hub.begin(START);
        hub.open();
    }

    @Test
    void clientGetsWhatComesAfterItsPosition() throws InterruptedException {
        hub.publish(event("w0", 10));
        Hub.Subscription subscription = subscribe().orElseThrow();
        hub.publish(event("w1", 0));

        assertThat(subscription.position()).hasToString("a0-5.w0-11.w1-0");
        assertThat(subscription.recent()).containsExactly(event("w0", 10));
        StreamClient.Delta delta = subscription.client().poll(Duration.ZERO);
        assertThat(delta.event()).isEqualTo(event("w1", 0));
        assertThat(delta.position()).hasToString("a0-5.w0-11.w1-1");
        assertThat(subscription.client().poll(Duration.ZERO)).isNull();
    }

    @Test
    void whatIsInNoLogIsToldWithoutAPositionAndNotKept() throws InterruptedException {
        Hub.Subscription subscription = subscribe().orElseThrow();
        StreamEvent told = new StreamEvent("handling", "city", "city/a/b", "", 0, 0, "{}", any -> "{}");
        hub.send(told);
        StreamClient.Delta delta = subscription.client().poll(Duration.ZERO);
        assertThat(delta.event()).isEqualTo(told);
        assertThat(delta.position()).isNull();
        assertThat(subscribe().orElseThrow().recent()).isEmpty();
        assertThat(subscribe()).as("two clients at most").isEmpty();
        assertThat(hub.canResume(START)).isTrue();
    }

    @Test
    void clientGetsOnlyWhatItWants() throws InterruptedException {
        Hub.Subscription subscription = hub.subscribe(
                        event -> event.testbed().equals("elsewhere"), Optional.empty(), Duration.ZERO)
                .orElseThrow();
        hub.publish(event("w0", 10));
        assertThat(subscription.client().poll(Duration.ZERO)).isNull();
    }

    @Test
    void slowClientIsDroppedAndCounted() throws InterruptedException {
        Hub.Subscription subscription = subscribe().orElseThrow();
        for (int offset = 0; offset < 4; offset++) {
            hub.publish(event("w1", offset));
        }
        assertThat(subscription.client().open()).isFalse();
        assertThat(hub.countClients()).isZero();
        assertThat(hub.countDropped()).isEqualTo(1);
    }

    @Test
    void tooManyClientsAreRefused() throws InterruptedException {
        assertThat(subscribe()).isPresent();
        StreamClient second = subscribe().orElseThrow().client();
        assertThat(subscribe()).isEmpty();
        hub.remove(second);
        assertThat(subscribe()).isPresent();
    }

    @Test
    void clientIsRefusedBeforeTheLogIsFollowed() throws InterruptedException {
        assertThat(new Hub(2, 3, 4).subscribe(event -> true, Optional.empty(), Duration.ZERO))
                .isEmpty();
    }

    @Test
    void positionCanBeResumedWhileTheRingReachesBackToIt() {
        for (int offset = 0; offset < 4; offset++) {
            hub.publish(event("w1", offset));
        }
        assertThat(hub.canResume(START)).isTrue();
        hub.publish(event("w1", 4));
        assertThat(hub.canResume(START)).isFalse();
        assertThat(hub.canResume(START.after("w1", 0))).isTrue();
    }

    @Test
    void positionAheadOfTheLogCannotBeResumed() {
        assertThat(hub.canResume(START.after("w1", 0))).isFalse();
    }

    @Test
    void positionOfOtherPartitionsCannotBeResumed() {
        assertThat(hub.canResume(position(Map.of("w0", 10L, "a0", 5L)))).isFalse();
    }

    @Test
    void beginningAnewEndsClients() throws InterruptedException {
        StreamClient client = subscribe().orElseThrow().client();
        hub.begin(START);
        assertThat(client.open()).isFalse();
    }

    @Test
    void clientThatWaitsIsHeardAndAcceptedWhenTheEarlierEventsHaveBeenPublished() throws Exception {
        hub.end();
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<Optional<Hub.Subscription>> waiting =
                    thread.submit(() -> hub.subscribe(event -> true, Optional.of(START), LIMIT));
            assertThat(hub.awaitListener(LIMIT)).isTrue();
            assertThat(hub.listAsked()).containsExactly(START);
            assertThat(hub.endUnheard()).as("it is heard").isFalse();
            hub.begin(START);
            hub.publish(event("w0", 10));
            assertThat(waiting.isDone()).isFalse();
            hub.open();
            assertThat(waiting.get(LIMIT.toSeconds(), TimeUnit.SECONDS)
                            .orElseThrow()
                            .recent())
                    .containsExactly(event("w0", 10));
            assertThat(hub.listAsked()).isEmpty();
        } finally {
            thread.shutdownNow();
        }
    }

    @Test
    void hubThatNobodyListensToEndsAndKeepsNothing() throws InterruptedException {
        hub.publish(event("w0", 10));
        assertThat(hub.awaitListener(Duration.ZERO)).isFalse();
        assertThat(hub.endUnheard()).isTrue();
        assertThat(hub.canResume(START)).isFalse();
        assertThat(subscribe()).isEmpty();
    }

    @Test
    void closedHubAcceptsNobody() throws InterruptedException {
        StreamClient client = subscribe().orElseThrow().client();
        hub.close();
        assertThat(client.open()).isFalse();
        assertThat(subscribe()).isEmpty();
    }

    private Optional<Hub.Subscription> subscribe() throws InterruptedException {
        return hub.subscribe(event -> true, Optional.empty(), Duration.ZERO);
    }

    @Test
    void positionComesBackFromItsText() {
        assertThat(LogPosition.parse(START.toString())).isEqualTo(START);
        assertThatThrownBy(() -> LogPosition.parse("w0-1.x")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LogPosition.parse("")).isInstanceOf(IllegalArgumentException.class);
    }

    private static LogPosition position(Map<String, Long> next) {
        return new LogPosition(new TreeMap<>(next));
    }

    private static StreamEvent event(String partition, long offset) {
        return new StreamEvent("window", "city", "city/a/b", partition, offset, 0, "{}", any -> "{}");
    }
}
