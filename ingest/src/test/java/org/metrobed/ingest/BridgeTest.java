package org.metrobed.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.metrobed.ingest.mqtt.Incoming;
import org.metrobed.topics.KeyRules;
import org.metrobed.tracing.MessageTracer;

/** Messages that are never sent to Kafka, so these tests need none. */
class BridgeTest {

    private final List<Integer> acknowledged = new ArrayList<>();
    private final List<String> markers = new ArrayList<>();
    private final IngestCounters counters = new IngestCounters(100);
    private final Drain drain = new Drain(markers::add);
    private final RawRecords records = new RawRecords("raw", KeyRules.parse(""), "s");
    private final Bridge bridge =
            new Bridge(new RawSender(null, records, MessageTracer.off()), records, acknowledged::add, counters, drain);

    @Test
    void whatTheBrokerSaysOfItselfIsTakenAndNeitherWrittenNorAcknowledged() {
        bridge.accept(new Incoming(BrokerFigures.QUEUE_TOPIC, "61".getBytes(UTF_8), 0, false, null, 0));

        assertThat(counters.broker().alarm()).contains("queue at 61 %");
        assertThat(acknowledged).isEmpty();
        assertThat(bridge.ending().end()).isNotDone();
        assertThat(counters.read(0).messages()).isZero();
    }

    @Test
    void markerIsAcknowledgedAndEndsTheDrainAndIsNeitherWrittenNorCounted() {
        drain.begin();
        bridge.accept(new Incoming(Drain.topic("of another"), "other".getBytes(UTF_8), 1, false, null, 4));
        assertThat(drain.isOver()).isFalse();

        bridge.accept(new Incoming(Drain.topic("me"), markers.get(0).getBytes(UTF_8), 1, true, null, 5));
        assertThat(drain.isOver()).isTrue();
        assertThat(acknowledged).containsExactly(4, 5);
        assertThat(counters.read(0).acknowledged()).isZero();
        assertThat(counters.read(0).messages()).isZero();
    }

    @Test
    void nothingIsTakenAfterTheEnd() {
        bridge.stop();
        bridge.accept(new Incoming(Drain.topic("me"), new byte[0], 1, false, null, 6));
        bridge.accept(new Incoming("a/b", new byte[0], 1, false, null, 7));

        assertThat(acknowledged).isEmpty();
        assertThat(bridge.ending().end()).isNotDone();
    }
}
