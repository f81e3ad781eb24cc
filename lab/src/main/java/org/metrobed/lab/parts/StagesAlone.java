package org.metrobed.lab.parts;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.metrobed.catalog.CatalogReader;
import org.metrobed.ingest.mqtt.Incoming;
import org.metrobed.lab.load.BenchCity;
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

/** The pipeline's decisions in plain Java: decode, locate, clean, window, encode; no Flink. One thread. */
final class StagesAlone {

    private static final long HORIZON_MILLIS = 48 * 3_600_000L;

    private final CatalogInForce inForce;
    private final List<Incoming> messages;
    private final long receivedMillis;
    private final Topic<Observation> topic;

    /**
     * Of messages made beforehand.
     *
     * @param receivedMillis when they count as received, after all their times
     * @param topic where results would go
     */
    StagesAlone(int things, List<Incoming> messages, long receivedMillis, Topic<Observation> topic) {
        this.inForce = new CatalogInForce(Long.MIN_VALUE, CatalogReader.read(BenchCity.files(things), 1));
        this.messages = messages;
        this.receivedMillis = receivedMillis;
        this.topic = topic;
    }

    /** Measures; the messages run through again and again, each time with a state of their own. */
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

    /** One result as it would leave. */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    private record Encoded(String key, byte[] value) {}

    /** All messages once. */
    private final class Pass implements Cleaner.Output {

        private final Cleaner cleaner = new Cleaner(HORIZON_MILLIS);
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
            // detectors are not among these stages
        }

        @Override
        public void arrival(CleanedStep arrival) {
            // nor is the watch
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
