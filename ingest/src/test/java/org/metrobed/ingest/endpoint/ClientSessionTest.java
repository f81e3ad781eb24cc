package org.metrobed.ingest.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.metrobed.model.TopicFilter;

final class ClientSessionTest {

    private static final int ID = 7;

    private final EndpointCounters counters = new EndpointCounters();
    private final ForwardedBytes forwarded = new ForwardedBytes(counters);
    private final ClientSession session = new ClientSession("client", "", forwarded);
    private final List<Boolean> outcomes = new ArrayList<>();

    @Test
    void messageThatTheLogDidNotStoreIsNewWhenItIsRepeated() {
        assertThat(session.receive(ID, outcomes::add)).isTrue();
        assertThat(session.receive(ID, outcomes::add)).isFalse();
        session.settle(ID, false);
        assertThat(outcomes).containsExactly(false);
        assertThat(session.receive(ID, outcomes::add)).isTrue();
        session.settle(ID, true);
        assertThat(outcomes).hasSize(1);
    }

    @Test
    void onlyTheLastRepetitionIsAnswered() {
        assertThat(session.receive(ID, outcomes::add)).isTrue();
        for (int i = 0; i < 100; i++) {
            assertThat(session.receive(ID, outcomes::add)).isFalse();
        }
        session.settle(ID, true);
        assertThat(outcomes).containsExactly(true);
        assertThat(session.receive(ID, outcomes::add)).isFalse();
        assertThat(outcomes).containsExactly(true, true);
    }

    @Test
    void bytesThatWaitAreLimitedAndTheOldestAreDropped() {
        for (int i = 0; i < 100; i++) {
            session.add(message("t/" + i));
        }
        assertThat(forwarded.bytes()).isBetween(ClientSession.MOST_BYTES * 9 / 10, ClientSession.MOST_BYTES);
        assertThat(counters.dropped()).isBetween(36L, 40L);
        assertThat(session.next(1, 0).orElseThrow().delivery().topic()).isEqualTo("t/" + counters.dropped());
    }

    @Test
    void bytesOfAllSessionsAreLimited() {
        for (int i = 0; i < 20; i++) {
            ClientSession one = new ClientSession("client-" + i, "", forwarded);
            for (int j = 0; j < 60; j++) {
                one.add(message("t"));
            }
        }
        assertThat(forwarded.bytes()).isBetween(ForwardedBytes.LIMIT * 9 / 10, ForwardedBytes.LIMIT);
        assertThat(counters.dropped()).isPositive();
    }

    @Test
    void bytesAreFreeWhenMessagesAreAcknowledgedOrExpiredOrTheSessionEnds() {
        session.add(message("acknowledged"));
        session.acknowledged(session.next(10, 0).orElseThrow().id());
        session.add(message("at once").at(0));
        assertThat(session.next(10, 0)).isPresent();
        session.add(new Delivery("expired", new byte[10], 1, false, 5));
        assertThat(session.next(10, 6)).isEmpty();
        assertThat(forwarded.bytes()).isZero();
        session.add(message("sent"));
        assertThat(session.next(10, 0)).isPresent();
        session.add(message("waits"));
        assertThat(forwarded.bytes()).isPositive();
        session.end();
        session.subscribe("late", 1);
        session.offer(message("late"), TopicFilter.of("late"), true);
        assertThat(forwarded.bytes()).isZero();
    }

    private static Delivery message(String topic) {
        return new Delivery(topic, new byte[ForwardedBytes.MOST_PAYLOAD], 1, false, Delivery.NEVER);
    }
}
