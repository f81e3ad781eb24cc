package org.metrobed.api.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metrobed.testkit.Eventually;
import org.metrobed.testkit.KafkaExtension;
import org.metrobed.testkit.Times;

/** The topics are followed only while somebody listens, and nobody notices. */
class LogFollowerIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration LINGER = Duration.ofMillis(200);
    private static final long SHOWN_MILLIS = Times.NOON.toEpochMilli();

    @RegisterExtension
    static final KafkaExtension KAFKA = new KafkaExtension();

    private final AtomicInteger decoded = new AtomicInteger();
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private final Hub hub = new Hub(4, 10_000, Hub.RING);
    private String topic;
    private LogFollower follower;
    private KafkaProducer<String, String> producer;
    private int sent;

    @BeforeEach
    void start() {
        topic = KAFKA.newPrefix() + "windows";
        KAFKA.createTopic(topic, 2, Map.of());
        EventSource source = new EventSource(topic, "w", this::decode);
        follower = new LogFollower(
                new LogFollower.Following(KAFKA.bootstrapServers(), List.of(source), LINGER), hub, audience());
        follower.start();
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", KAFKA.bootstrapServers()), new StringSerializer(), new StringSerializer());
        Eventually.await("the topic to be found", LIMIT, follower::ready);
    }

    @AfterEach
    void stop() {
        producer.close();
        follower.close();
    }

    @Test
    void nothingIsReadWhileNobodyListens() throws Exception {
        send(SHOWN_MILLIS, 5);
        assertThat(begun).hasValue(0);
        StreamClient client = subscribe(Optional.empty()).client();
        assertThat(decoded).hasValue(5);
        leave(client, true);
        send(SHOWN_MILLIS, 5);
        assertThat(decoded).hasValue(5);
        assertThat(begun).hasValue(1);
    }

    @Test
    void firstListenerGetsWhatTheTablesMayNotHaveAndNothingElse() throws Exception {
        send(SHOWN_MILLIS - 600_000, 3);
        send(SHOWN_MILLIS + 10_000, 2);
        Hub.Subscription first = subscribe(Optional.empty());
        assertThat(first.recent()).extracting(StreamEvent::json).containsExactlyInAnyOrder("3", "4");
        send(SHOWN_MILLIS + 20_000, 1);
        assertThat(first.client().poll(LIMIT).event().json()).isEqualTo("5");
    }

    @Test
    void listenerWhoComesBackFirstGoesOnWhereItLeftHoweverOldThatIs() throws Exception {
        send(SHOWN_MILLIS - 600_000, 4);
        LogPosition left = LogPosition.parse("w0-1.w1-0");
        Hub.Subscription back = subscribe(Optional.of(left));
        assertThat(hub.canResume(left)).isTrue();
        assertThat(back.recent()).extracting(StreamEvent::json).containsExactlyInAnyOrder("1", "2", "3");
    }

    @Test
    void listenersThatComeAndGoGetEachEventOnce() throws Exception {
        Random random = new Random(13);
        List<String> got = new ArrayList<>();
        Optional<LogPosition> last = Optional.empty();
        while (got.size() < 300) {
            send(SHOWN_MILLIS, random.nextInt(20));
            Hub.Subscription subscription = subscribe(last);
            Optional<LogPosition> known = last;
            assertThat(known.stream()).allMatch(hub::canResume);
            subscription.recent().stream()
                    .filter(event -> known.isEmpty() || !known.get().covers(event.partition(), event.offset()))
                    .forEach(event -> got.add(event.json()));
            last = Optional.of(subscription.position());
            send(SHOWN_MILLIS, random.nextInt(20));
            while (got.size() < sent - random.nextInt(3)) {
                StreamClient.Delta delta = subscription.client().poll(LIMIT);
                got.add(delta.event().json());
                last = Optional.of(delta.position());
            }
            leave(subscription.client(), random.nextBoolean());
        }
        assertThat(got).doesNotHaveDuplicates();
        assertThat(got.stream().map(Integer::valueOf).sorted().toList())
                .as("all that was sent up to what was not waited for")
                .hasSizeGreaterThanOrEqualTo(sent - 2);
    }

    private Hub.Subscription subscribe(Optional<LogPosition> last) throws InterruptedException {
        return hub.subscribe(event -> true, last, LIMIT).orElseThrow();
    }

    private void leave(StreamClient client, boolean waits) {
        int before = ended.get();
        hub.remove(client);
        if (waits) {
            Eventually.await("the end", LIMIT, () -> ended.get() > before);
        }
    }

    private StreamEvent decode(String partition, long offset, byte[] value) {
        decoded.incrementAndGet();
        String json = new String(value, StandardCharsets.UTF_8);
        return new StreamEvent("window", "city", "city/a/b", partition, offset, 0, json, any -> json);
    }

    private void send(long timeMillis, int count) throws Exception {
        for (int i = 0; i < count; i++) {
            int number = sent++;
            producer.send(new ProducerRecord<>(topic, number % 2, timeMillis, "key", Integer.toString(number)))
                    .get();
        }
    }

    private LogFollower.Audience audience() {
        return new LogFollower.Audience() {
            @Override
            public Instant begin() {
                begun.incrementAndGet();
                return Instant.ofEpochMilli(SHOWN_MILLIS);
            }

            @Override
            public void end() {
                ended.incrementAndGet();
            }
        };
    }
}
