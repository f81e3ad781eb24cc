package org.metrobed.simulators.replay;

import de.siegmar.fastcsv.reader.CsvParseException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.metrobed.simulators.WorkProgress;
import org.metrobed.simulators.csv.CsvFile;
import org.metrobed.simulators.csv.CsvRow;
import org.metrobed.simulators.mqtt.BrokerConfig;
import org.metrobed.simulators.mqtt.MqttEmitter;
import org.metrobed.simulators.payload.NativeJson;
import org.metrobed.simulators.payload.PayloadSample;

/**
 * Publishes the rows of a recording with their own times. An unreadable row is sent as a message of its own that no
 * decoder accepts as a reading, so that it becomes a dead letter: nothing is lost silently. The file is streamed. Used
 * by one thread at a time.
 */
public final class Replay {

    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration LAST_ACKNOWLEDGEMENTS = Duration.ofMinutes(2);
    private static final int PROGRESS_ROWS = 500;

    private final ReplayMapping mapping;
    private final Options options;
    private final WorkProgress progress;
    private boolean published;

    /**
     * Options of a replay. Immutable.
     *
     * @param speed seconds of the recording in one second, above 0; {@link #MAX_SPEED} for as fast as possible
     * @param fromRow the first row, from 1
     * @param apart whether a message has the values of one time alone
     */
    public record Options(double speed, long fromRow, boolean apart) {

        /** As fast as the broker acknowledges. */
        public static final double MAX_SPEED = Double.POSITIVE_INFINITY;

        /** From the first row, as fast as possible. */
        public static final Options DEFAULT = new Options(MAX_SPEED, 1);

        /** Messages of several times, as the batch of the mapping says. */
        public Options(double speed, long fromRow) {
            this(speed, fromRow, false);
        }

        public Options {
            if (!(speed > 0)) {
                throw new IllegalArgumentException("speed is " + speed + ", must be above 0");
            }
            if (fromRow < 1) {
                throw new IllegalArgumentException("fromRow is " + fromRow + ", must be at least 1");
            }
        }
    }

    /** Accepts each message in its order; returns when it has room for more. */
    @FunctionalInterface
    public interface Outlet {
        void publish(String topic, byte[] payload) throws IOException, InterruptedException;

        /**
         * Accepts a message.
         *
         * @param lines the line of the file, from 1, of each value in the order of the payload
         */
        default void publish(String topic, byte[] payload, List<Long> lines) throws IOException, InterruptedException {
            publish(topic, payload);
        }

        /**
         * Accepts a message.
         *
         * @param newest the newest time of its values; empty if none can be read
         */
        default void publish(String topic, byte[] payload, List<Long> lines, Optional<Instant> newest)
                throws IOException, InterruptedException {
            publish(topic, payload, lines);
        }
    }

    /**
     * A replay.
     *
     * @param progress receives the bytes of the file that are handed over, and its size
     */
    public Replay(ReplayMapping mapping, Options options, WorkProgress progress) {
        this.mapping = Objects.requireNonNull(mapping, "mapping");
        this.options = Objects.requireNonNull(options, "options");
        this.progress = Objects.requireNonNull(progress, "progress");
    }

    /**
     * Opens a file and reads its header.
     *
     * @throws MappingException if the header does not have the columns of the mapping
     * @throws IOException if the file cannot be read
     */
    public void check(Path file) throws IOException {
        try (CsvFile csv = open(file)) {
            new RowReader(mapping, file.getFileName().toString(), csv.header());
        } catch (UncheckedIOException e) {
            throw unreadable(file, e);
        }
    }

    /** Whether the broker may have received a reading, also from a replay that has failed. */
    public boolean hasPublished() {
        return published;
    }

    /** From now on readings may have been published in another way. */
    public void markPublished() {
        published = true;
    }

    /**
     * Replays a file; returns when the broker has acknowledged all of it.
     *
     * @throws MappingException if the header of the file does not have the columns of the mapping
     * @throws IOException if the file cannot be read, or the broker cannot be reached or refuses; the message names the
     *     row to continue from
     */
    public ReplayReport run(Path file, BrokerConfig broker) throws IOException, InterruptedException {
        String clientId = "metrobed-replay-" + mapping.testbed() + "-" + mapping.thing();
        try (MqttEmitter emitter = MqttEmitter.open(broker, clientId, null, CONNECT)) {
            ReplayReport report = run(file, emitter::publish);
            if (!emitter.awaitAcknowledged(LAST_ACKNOWLEDGEMENTS)) {
                throw new IOException("the broker has not acknowledged everything within "
                        + LAST_ACKNOWLEDGEMENTS.toSeconds() + " s; replay once more, duplicates do no harm");
            }
            return report;
        }
    }

    /**
     * Replays a file into an outlet.
     *
     * @throws MappingException if the header of the file does not have the columns of the mapping
     * @throws IOException if the file cannot be read, or the outlet fails
     */
    public ReplayReport run(Path file, Outlet outlet) throws IOException, InterruptedException {
        ReplayCounts counts = new ReplayCounts(options.fromRow());
        long size = Files.size(file);
        try (CsvFile csv = open(file)) {
            RowReader reader = new RowReader(mapping, file.getFileName().toString(), csv.header());
            scan(file, reader);
            Batch batch = new Batch(outlet, counts);
            for (long row = 1; row < options.fromRow() && csv.hasNext(); row++) {
                reader.skip(csv.next());
            }
            for (long row = 0; csv.hasNext(); row++) {
                batch.add(csv.next(), reader);
                if (row % PROGRESS_ROWS == 0) {
                    progress.at(Math.min(csv.bytesRead(), size), size);
                }
            }
            batch.flush();
            progress.at(size, size);
            return counts.report();
        } catch (UncheckedIOException e) {
            throw unreadable(file, e);
        } catch (CsvParseException e) {
            throw new IOException(
                    file.getFileName() + " is no CSV from row "
                            + counts.report().nextRow() + " on: " + e.getMessage(),
                    e);
        }
    }

    private CsvFile open(Path file) throws IOException {
        return CsvFile.open(file, mapping.csv(), header -> RowReader.needed(mapping));
    }

    private static IOException unreadable(Path file, UncheckedIOException cause) {
        return new IOException("cannot read " + file.getFileName() + ": " + cause.getMessage(), cause);
    }

    private void scan(Path file, RowReader reader) throws IOException {
        if (reader.needsScan()) {
            try (CsvFile csv = open(file)) {
                while (csv.hasNext()) {
                    reader.scan(csv.next());
                }
            } catch (CsvParseException | UncheckedIOException e) {
                return; // the rows before the fault are replayed; the fault is reported when it is reached
            }
        }
    }

    /** Rows that are sent together. */
    private final class Batch {
        private final Outlet outlet;
        private final ReplayCounts counts;
        private final NativeJson format = new NativeJson();
        private final Pacer pacer = new Pacer(options.speed(), System::nanoTime);
        private final List<PayloadSample> waiting = new ArrayList<>();
        /** Times of the waiting samples, each with a property. */
        private final Set<String> places = new HashSet<>();

        private final List<Long> lines = new ArrayList<>();

        private boolean readings;
        private Optional<Instant> newest = Optional.empty();

        Batch(Outlet outlet, ReplayCounts counts) {
            this.outlet = outlet;
            this.counts = counts;
        }

        void add(CsvRow row, RowReader reader) throws IOException, InterruptedException {
            List<ReplayRow> samples = reader.read(row);
            for (ReplayRow sample : samples) {
                add(sample);
            }
            counts.addRow(samples);
        }

        private void add(ReplayRow row) throws IOException, InterruptedException {
            if (row.time().isPresent() && pacer.nanosUntil(row.time().get()) > 0) {
                flush();
                pacer.await(row.time().get());
            }
            if (options.apart() && !waiting.isEmpty() && !row.time().equals(newest)) {
                flush();
            }
            // in one message, different values at one time refuse one another
            List<String> own = row.sample().values().stream()
                    .map(value -> row.sample().time() + " " + value.property())
                    .toList();
            if (!row.isReadable() || own.stream().anyMatch(places::contains)) {
                flush();
            }
            places.addAll(own);
            own.forEach(value -> lines.add(row.line()));
            readings = readings || row.isReading();
            waiting.add(row.sample());
            newest = row.time()
                    .filter(time -> newest.map(time::isAfter).orElse(true))
                    .or(() -> newest);
            if (!row.isReadable() || waiting.size() >= mapping.batch()) {
                flush();
            }
        }

        void flush() throws IOException, InterruptedException {
            if (!waiting.isEmpty()) {
                published = published || readings;
                outlet.publish(mapping.topic(), format.encode(mapping.thing(), waiting), List.copyOf(lines), newest);
                counts.addMessage();
                newest = Optional.empty();
                waiting.clear();
                places.clear();
                lines.clear();
            }
        }
    }
}
