package org.metrobed.recordings;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;

/**
 * Reads a recording in its order. A file whose writer was killed ends before the block that is not whole; {@link #isCutOff} tells it.
 * Used by one thread at a time.
 */
public final class RecordingReader implements AutoCloseable {

    /** Blocks nearer to each other than this are read through. */
    private static final long NEAR_BYTES = 1 << 16;

    private final Path path;
    private final DataFileReader<GenericRecord> file;
    private final RecordingAbout about;
    private final long length;
    private boolean cutOff;
    private GenericRecord ahead;

    /**
     * Opens a recording.
     *
     * @throws RecordingException if it is no recording
     * @throws IOException if it cannot be read
     */
    public RecordingReader(Path path) throws IOException {
        this.path = path;
        if (!Files.exists(path)) {
            throw new NoSuchFileException(path.toString(), null, "there is no such file");
        }
        this.length = Files.size(path);
        this.file = open(path.toFile());
        boolean done = false;
        try {
            this.about = about();
            done = true;
        } finally {
            if (!done) {
                file.close();
            }
        }
    }

    /** Where it comes from. */
    public RecordingAbout origin() {
        return about;
    }

    /** The next message; empty at the end. */
    public Optional<RecordedMessage> next() throws IOException {
        GenericRecord one = ahead == null ? read() : ahead;
        ahead = null;
        try {
            return Optional.ofNullable(one).map(RecordingFormat::toMessage);
        } catch (IllegalArgumentException e) {
            throw damaged(e);
        }
    }

    /**
     * Goes to the first message that was received at or after a time, with few reads. If the times of a recording step back, it is the
     * first such message of a block.
     */
    public void seek(Instant time) throws IOException {
        long micros = Math.addExact(Math.multiplyExact(time.getEpochSecond(), 1_000_000L), time.getNano() / 1_000);
        long low = 0;
        long high = length;
        while (high - low > NEAR_BYTES) {
            long middle = low + (high - low) / 2;
            if (isBefore(middle, micros)) {
                low = middle;
            } else {
                high = middle;
            }
        }
        sync(low);
        do {
            ahead = read();
        } while (ahead != null && (Long) ahead.get("received") < micros);
    }

    /** Whether the end that was read is not the end that the writer intended. */
    public boolean isCutOff() {
        return cutOff;
    }

    /** Bytes of the file that are read. */
    public long position() throws IOException {
        return Math.min(length, file.tell());
    }

    /** Bytes of the file. */
    public long length() {
        return length;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    /** Whether the first block that starts at or after a place begins before a time. */
    private boolean isBefore(long place, long micros) throws IOException {
        sync(place);
        GenericRecord first = read();
        return first != null && (Long) first.get("received") < micros;
    }

    private void sync(long place) throws IOException {
        ahead = null;
        cutOff = false;
        file.sync(place);
    }

    private GenericRecord read() throws IOException {
        try {
            if (file.hasNext()) {
                return file.next();
            }
            cutOff = file.previousSync() < length;
            return null;
        } catch (AvroRuntimeException e) {
            throw damaged(e);
        }
    }

    private RecordingAbout about() throws RecordingException {
        try {
            String json = file.getMetaString(RecordingAbout.KEY);
            if (json == null) {
                throw new IOException("it does not state its origin");
            }
            return RecordingAbout.ofJson(json);
        } catch (IOException | RuntimeException e) {
            throw noRecording(e);
        }
    }

    private DataFileReader<GenericRecord> open(File from) throws IOException {
        try {
            return new DataFileReader<>(from, new GenericDatumReader<>(null, RecordingFormat.SCHEMA));
        } catch (IOException | AvroRuntimeException e) {
            throw noRecording(e);
        }
    }

    private RecordingException noRecording(Exception cause) {
        return new RecordingException(path + " is no recording of Metrobed: " + cause.getMessage(), cause);
    }

    private RecordingException damaged(Exception cause) {
        return new RecordingException(path + " is damaged: " + cause.getMessage(), cause);
    }
}
