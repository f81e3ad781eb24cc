package org.metrobed.recordings;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileConstants;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;

/**
 * Writes a recording. The same messages and the same origin give the same bytes. After {@link #flush} everything written so far can be
 * read, also if the process is killed. Used by one thread at a time.
 */
public final class RecordingWriter implements AutoCloseable {

    private static final int BLOCK_BYTES = 1 << 18;

    private final DataFileWriter<GenericRecord> file;
    private long messages;
    private long bytes;

    /**
     * Creates a file.
     *
     * @throws FileAlreadyExistsException if there is one with this name: a recording is never overwritten
     * @throws IOException if it cannot be written
     */
    public RecordingWriter(Path path, RecordingAbout about) throws IOException {
        String json = about.toJson();
        this.file = new DataFileWriter<>(new GenericDatumWriter<GenericRecord>(RecordingFormat.SCHEMA));
        file.setCodec(CodecFactory.zstandardCodec(CodecFactory.DEFAULT_ZSTANDARD_LEVEL, true));
        file.setSyncInterval(BLOCK_BYTES);
        file.setMeta(RecordingAbout.KEY, json);
        file.create(RecordingFormat.SCHEMA, Files.newOutputStream(path, StandardOpenOption.CREATE_NEW), marker(json));
    }

    /**
     * Adds a message behind all others.
     *
     * @throws IOException if it cannot be written
     */
    public void append(RecordedMessage message) throws IOException {
        file.append(RecordingFormat.toRecord(message));
        messages++;
        bytes += message.payload().length;
    }

    /** Ends a block, so that everything written so far is in the file. */
    public void flush() throws IOException {
        file.flush();
    }

    /** Number of messages so far. */
    public long messages() {
        return messages;
    }

    /** Payload bytes so far. */
    public long bytes() {
        return bytes;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    /** Divides the blocks of the file. It only has to be rare in the data; from the origin, so that equal recordings are equal files. */
    private static byte[] marker(String json) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(json.getBytes(StandardCharsets.UTF_8));
            return Arrays.copyOf(digest, DataFileConstants.SYNC_SIZE);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
