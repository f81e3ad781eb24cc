package org.metrobed.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.metrobed.testkit.TraceCollector;
import org.metrobed.tracing.MessageTracer.Place;
import org.metrobed.tracing.MessageTracer.Step;

class MessageTracerTest {

    private static final String LOG = "metrobed.raw";

    @Test
    void stepsOfTwoProcessesAreOneTrace() throws IOException {
        try (TraceCollector collector = TraceCollector.start()) {
            TraceConfig all = new TraceConfig(collector.address(), 1);
            long began = MessageTracer.nowMicros();
            try (MessageTracer ingest = MessageTracer.enter(all, "metrobed-ingest", LOG)) {
                ingest.ended(Step.RECEIVE, new Place(1, 7, -1), began, Map.of("messaging.mqtt.topic", "a/b"));
            }
            try (MessageTracer pipeline = MessageTracer.enter(all, "metrobed-pipeline", LOG)) {
                pipeline.ended(Step.DECODE, new Place(1, 7, -1), began + 10, Map.of());
                pipeline.ended(Step.STORE, new Place(1, 7, 0), began + 20, Map.of("metrobed.datastream", "a/b/c"));
                pipeline.failed(Step.STORE, new Place(1, 7, 1), began + 20, Map.of(), "refused");
            }
            List<TraceCollector.Received> spans = collector.spans();
            assertThat(spans)
                    .extracting(TraceCollector.Received::name)
                    .containsExactly("receive", "decode", "store", "store");
            assertThat(spans)
                    .extracting(TraceCollector.Received::trace)
                    .containsOnly(spans.get(0).trace());
            assertThat(spans).extracting(TraceCollector.Received::id).doesNotHaveDuplicates();
            assertThat(spans.get(0).parent()).isEmpty();
            assertThat(spans.subList(1, 4))
                    .extracting(TraceCollector.Received::parent)
                    .containsOnly(spans.get(0).id());
            assertThat(spans)
                    .extracting(TraceCollector.Received::service)
                    .containsExactly("metrobed-ingest", "metrobed-pipeline", "metrobed-pipeline", "metrobed-pipeline");
            assertThat(spans.get(0).startNanos()).isEqualTo(began * 1_000);
            assertThat(spans.get(0).endNanos()).isGreaterThanOrEqualTo(began * 1_000);
            assertThat(spans.get(0).attributes())
                    .containsEntry("messaging.mqtt.topic", "a/b")
                    .containsEntry("messaging.destination.partition.id", "1")
                    .containsEntry("messaging.kafka.offset", "7");
            assertThat(spans.get(2).attributes()).containsEntry("metrobed.reading.index", "0");
            assertThat(spans).extracting(TraceCollector.Received::failed).containsExactly(false, false, false, true);
        }
    }

    @Test
    void oneInAHundredMessagesIsTracedWhateverTheProcess() {
        TraceConfig some = new TraceConfig("http://127.0.0.1:9", 100);
        try (MessageTracer one = MessageTracer.enter(some, "one", LOG);
                MessageTracer other = MessageTracer.enter(some, "other", LOG)) {
            long traced = LongStream.range(0, 100_000)
                    .filter(offset -> one.follows(3, offset))
                    .count();
            assertThat(traced).isCloseTo(1_000, within(150L));
            assertThat(LongStream.range(0, 10_000))
                    .allMatch(offset -> one.follows(3, offset) == other.follows(3, offset));
        }
    }

    @Test
    void differentMessagesAndLogsHaveDifferentTraces() {
        assertThat(LongStream.range(0, 10_000).mapToObj(offset -> Trail.traceId(LOG, (int) (offset % 4), offset / 4)))
                .doesNotHaveDuplicates();
        assertThat(Trail.traceId(LOG, 0, 0)).isNotEqualTo(Trail.traceId("other.raw", 0, 0));
    }

    @Test
    void withoutACollectorNothingIsTraced() {
        try (MessageTracer off = MessageTracer.off()) {
            assertThat(off.isOn()).isFalse();
            assertThat(off.follows(0, 0)).isFalse();
            off.ended(Step.RECEIVE, new Place(0, 0, -1), 0, Map.of());
        }
    }

    @Test
    void aCollectorThatIsAwayHoldsNothingUp() {
        long begin = System.nanoTime();
        try (MessageTracer tracer = MessageTracer.enter(new TraceConfig("http://127.0.0.1:9", 1), "one", LOG)) {
            for (int offset = 0; offset < 20_000; offset++) {
                tracer.ended(Step.DECODE, new Place(0, offset, -1), 0, Map.of());
            }
        }
        assertThat((System.nanoTime() - begin) / 1e9).isLessThan(20);
    }
}
