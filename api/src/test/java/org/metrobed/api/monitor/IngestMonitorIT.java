package org.metrobed.api.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.metrobed.api.RawProducer;
import org.metrobed.api.catalog.IngestHeartbeat;
import org.metrobed.testkit.Eventually;
import org.metrobed.testkit.KafkaExtension;
import org.metrobed.testkit.Times;
import org.metrobed.topics.Heartbeat;
import org.metrobed.topics.RawHeaders;
import org.metrobed.topics.RawKind;
import org.metrobed.topics.TopicSpec;
import org.metrobed.topics.Topics;

/** The monitor of ingest on a real raw log, with a test clock. */
class IngestMonitorIT {

    @RegisterExtension
    static final KafkaExtension KAFKA = new KafkaExtension();

    private final AtomicReference<Instant> now = new AtomicReference<>(Times.NOON);
    private final AtomicReference<Optional<IngestHeartbeat>> newest = new AtomicReference<>(Optional.empty());
    private String raw;
    private IngestMonitor anomalyDetection;

    @BeforeEach
    void start() {
        Topics topics = new Topics(KAFKA.newPrefix(), 2);
        TopicSpec spec = topics.raw();
        KAFKA.createTopic(spec.name(), spec.partitions(), spec.config());
        raw = spec.name();
        anomalyDetection =
                new IngestMonitor(newest::get, new MonitorRecords(KAFKA.bootstrapServers(), topics), now::get);
    }

    @AfterEach
    void stop() {
        anomalyDetection.close();
    }

    @Test
    void silenceIsNotedEveryThirtySeconds() {
        heartbeatAt(0);
        lookAt(29);
        assertThat(anomalyDetection.silentSince()).isEmpty();
        assertThat(log()).isEmpty();

        for (int second = 30; second <= 65; second++) {
            lookAt(second);
        }
        assertThat(anomalyDetection.silentSince()).contains(Times.NOON);
        List<ConsumerRecord<byte[], byte[]>> log = log();
        assertThat(log).hasSize(2);
        ConsumerRecord<byte[], byte[]> second = log.get(1);
        long at = Times.NOON.plusSeconds(60).toEpochMilli();
        assertThat(second.timestamp()).isEqualTo(at);
        assertThat(RawHeaders.text(second.key())).isEqualTo("watch");
        assertThat(RawKind.of(second.headers().lastHeader(RawHeaders.KIND).value()))
                .isEqualTo(RawKind.MONITOR);
        assertThat(Heartbeat.CODEC.decode(second.value()))
                .isEqualTo(new Heartbeat("watch", at, Times.NOON_MILLIS - 250));
    }

    @Test
    void heartbeatEndsTheSilence() {
        heartbeatAt(0);
        lookAt(30);
        heartbeatAt(45);
        lookAt(60);
        lookAt(74);
        assertThat(log()).hasSize(1);
        lookAt(75);
        assertThat(log()).hasSize(2);
    }

    @Test
    void whatWasNeverHeardIsNotMissed() {
        lookAt(600);
        assertThat(log()).isEmpty();
        assertThat(anomalyDetection.silentSince()).isEmpty();
    }

    @Test
    void silenceBeforeItListenedIsNotNotedAtOnce() {
        heartbeatAt(-86_400);
        lookAt(29);
        assertThat(log()).isEmpty();
        assertThat(anomalyDetection.silentSince()).isPresent();
        lookAt(30);
        assertThat(log()).hasSize(1);
    }

    @Test
    void watchLooksByItself() {
        heartbeatAt(-60);
        now.set(Times.NOON.plusSeconds(40));
        anomalyDetection.start();
        Eventually.await("a note", Duration.ofSeconds(60), () -> log().size() == 1);
    }

    /** A heartbeat received this number of seconds after noon; ingest's own clock is a quarter of a second behind. */
    private void heartbeatAt(int second) {
        Instant heard = Times.NOON.plusSeconds(second);
        newest.set(Optional.of(new IngestHeartbeat(new Heartbeat("ingest-1", heard.toEpochMilli() - 250, 0), heard)));
    }

    private void lookAt(int second) {
        now.set(Times.NOON.plusSeconds(second));
        anomalyDetection.look();
    }

    private List<ConsumerRecord<byte[], byte[]>> log() {
        return RawProducer.list(KAFKA.bootstrapServers(), raw, 0);
    }
}
