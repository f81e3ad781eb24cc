package org.metrobed.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AckQueueTest {

    private final List<Integer> acknowledged = Collections.synchronizedList(new ArrayList<>());
    private final IngestCounters counters = new IngestCounters(100);
    private final AckQueue queue = new AckQueue(acknowledged::add, counters);

    @Test
    void acknowledgementsLeaveInTheOrderOfArrivalWhateverIsConfirmedFirst() {
        AckQueue.Ticket first = queue.add(11);
        AckQueue.Ticket second = queue.add(7);
        AckQueue.Ticket third = queue.add(9);

        queue.confirm(third);
        queue.confirm(second);
        assertThat(acknowledged).isEmpty();
        assertThat(queue.size()).isEqualTo(3);

        queue.confirm(first);
        assertThat(acknowledged).containsExactly(11, 7, 9);
        assertThat(queue.size()).isZero();
        assertThat(counters.read(0).acknowledged()).isEqualTo(3);
    }

    @Test
    void anyOrderOfConfirmationKeepsTheOrderOfArrival() {
        List<AckQueue.Ticket> tickets =
                IntStream.range(0, 5_000).mapToObj(queue::add).toList();
        List<AckQueue.Ticket> shuffled = new ArrayList<>(tickets);
        Collections.shuffle(shuffled, new Random(4));
        shuffled.forEach(queue::confirm);

        assertThat(acknowledged)
                .containsExactlyElementsOf(IntStream.range(0, 5_000).boxed().toList());
    }

    @Test
    void messageThatNeedsNoConfirmationIsAcknowledgedInItsTurn() {
        AckQueue.Ticket first = queue.add(1);
        List<String> done = new ArrayList<>();
        queue.pass(2, () -> done.add("passed"));
        assertThat(acknowledged).isEmpty();
        assertThat(done).isEmpty();

        queue.confirm(first);
        assertThat(acknowledged).containsExactly(1, 2);
        assertThat(done).containsExactly("passed");
        assertThat(counters.read(0).acknowledged()).isEqualTo(1);
    }

    @Test
    void nothingIsAcknowledgedAfterTheConnectionIsGone() {
        AckQueue.Ticket ticket = queue.add(1);
        queue.stop();
        queue.confirm(ticket);

        assertThat(acknowledged).isEmpty();
        assertThat(queue.size()).isZero();
    }

    @Test
    void emptinessIsWaitedForUpToALimit() throws Exception {
        AckQueue.Ticket ticket = queue.add(1);
        assertThat(queue.awaitEmpty(Duration.ofMillis(20))).isFalse();

        CompletableFuture<Void> confirming = CompletableFuture.runAsync(() -> queue.confirm(ticket));
        assertThat(queue.awaitEmpty(Duration.ofSeconds(60))).isTrue();
        confirming.join();
    }
}
