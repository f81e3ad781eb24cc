package org.metrobed.simulators.replay;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.metrobed.recordings.RecordedMessage;
import org.metrobed.recordings.RecordingWriter;
import org.metrobed.simulators.WorkProgress;

/**
 * Makes a recording of a CSV file: a message for the values of one time, as if it had been received at that time. An unreadable row is
 * received with the row before it. Static functions only.
 */
public final class CsvRecording {

    private CsvRecording() {}

    /**
     * Writes all rows.
     *
     * @throws MappingException if the header of the file does not have the columns of the mapping
     * @throws IOException if a file cannot be read or written
     */
    public static ReplayReport write(Path csv, ReplayMapping mapping, RecordingWriter writer)
            throws IOException, InterruptedException {
        Replay.Options options = new Replay.Options(Replay.Options.MAX_SPEED, 1, true);
        return new Replay(mapping, options, WorkProgress.SILENT).run(csv, new Rows(writer));
    }

    /** Appends each message at the time of its values. */
    private static final class Rows implements Replay.Outlet {

        private final RecordingWriter writer;
        private Instant last = Instant.EPOCH;

        Rows(RecordingWriter writer) {
            this.writer = writer;
        }

        @Override
        public void publish(String topic, byte[] payload) throws IOException {
            writer.append(
                    new RecordedMessage(ChronoUnit.MICROS.between(Instant.EPOCH, last), topic, payload, 1, false));
        }

        @Override
        public void publish(String topic, byte[] payload, List<Long> lines, Optional<Instant> newest)
                throws IOException {
            last = newest.orElse(last);
            publish(topic, payload);
        }
    }
}
