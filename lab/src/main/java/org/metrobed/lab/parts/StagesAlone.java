package org.metrobed.lab.parts;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.metrobed.catalog.compile.CatalogReader;
import org.metrobed.ingest.mqtt.Incoming;
import org.metrobed.lab.load.CityPlan;
import org.metrobed.model.Observation;
import org.metrobed.stream.catalog.CatalogInForce;
import org.metrobed.stream.cleaning.CleanedStep;
import org.metrobed.stream.cleaning.Cleaner;
import org.metrobed.stream.cleaning.CleaningState;
import org.metrobed.stream.decode.MessageDecoding;
import org.metrobed.stream.source.RawRecord;
import org.metrobed.stream.window.WindowState;
import org.metrobed.stream.window.Windower;
import org.metrobed.topics.RawKind;
import org.metrobed.topics.Topic;

/**
 * Measures the stages of the pipeline in plain Java, without Flink: decode, locate, clean, window, encode. One thread.
 */
final class StagesAlone {

    private static final long RETENTION_MILLIS = 48 * 3_600_000L;

    private final CatalogInForce inForce;
    private final List<Incoming> messages;
    private final long receivedMillis;
    private final Topic<Observation> topic;

    /**
     * Measures these prepared messages.
     *
     * @param receivedMillis their received time, after all their phenomenon times
     * @param topic the topic of the results
     */
    StagesAlone(CityPlan city, List<Incoming> messages, long receivedMillis, Topic<Observation> topic) {
        this.inForce = new CatalogInForce(Long.MIN_VALUE, CatalogReader.read(city.filesWithoutNeighbours(), 1));
        this.messages = messages;
        this.receivedMillis = receivedMillis;
        this.topic = topic;
    }

    /** Measures; the messages are processed repeatedly, each time with a new state. */
    PartCost measure(int readingsPerMessage, long seconds) {
        run(seconds);
        PartMeasurement measurement = PartMeasurement.begin();
        long passes = run(seconds);
        return measurement.end(PartCost.Part.STAGES, readingsPerMessage, passes * messages.size() * readingsPerMessage);
    }

    /** The observations of one pass as records of their topic. */
    List<ProducerRecord<byte[], byte[]>> encodeAll() {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        new Pass(record -> records.add(new ProducerRecord<>(
                        topic.name(), null, null, record.key().getBytes(StandardCharsets.UTF_8), record.value())))
                .run();
        return records;
    }

    private long run(long seconds) {
        long deadline = System.nanoTime() + seconds * 1_000_000_000L;
        long passes = 0;
        long[] bytes = {0};
        while (passes == 0 || System.nanoTime() - deadline < 0) {
            new Pass(record -> bytes[0] += record.value().length).run();
            passes++;
        }
        if (bytes[0] == 0) {
            throw new IllegalStateException("no reading passed the stages");
        }
        return passes;
    }

    /** One encoded result. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Encoded(String key, byte[] value) {}

    /** One pass over all messages. */
    private final class Pass implements Cleaner.Output {

        private final Cleaner cleaner = new Cleaner(RETENTION_MILLIS);
        private final Windower windower = new Windower();
        private final Map<String, CleaningState> cleaning = new HashMap<>();
        private final Map<String, WindowState> windows = new HashMap<>();
        private final Consumer<Encoded> out;
        private long windowsClosed;

        Pass(Consumer<Encoded> out) {
            this.out = out;
        }

        @Override
        public void store(Observation row) {
            out.accept(new Encoded(topic.key().apply(row), topic.codec().encode(row)));
        }

        @Override
        public void value(CleanedStep value) {
            // These stages include no detectors.
        }

        @Override
        public void arrival(CleanedStep arrival) {
            // These stages include no anomaly detection.
        }

        @Override
        public void step(CleanedStep step) {
            windower.accept(
                    windows.computeIfAbsent(step.datastream(), key -> new WindowState()),
                    step,
                    window -> windowsClosed++);
        }

        void run() {
            MessageDecoding decoding = new MessageDecoding(
                    reading -> cleaner.accept(
                            cleaning.computeIfAbsent(reading.datastream(), key -> new CleaningState()), reading, this),
                    letter -> {
                        throw new IllegalStateException(letter.detail());
                    });
            long offset = 0;
            for (Incoming message : messages) {
                decoding.take(
                        new RawRecord(
                                RawKind.MESSAGE,
                                0,
                                offset++,
                                receivedMillis,
                                message.topic(),
                                message.payload(),
                                message.payload().length),
                        inForce);
            }
        }
    }
}
