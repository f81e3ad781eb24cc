package org.metrobed.recordings;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/** The schema of a recording, and messages as its records. Static functions only. */
final class RecordingFormat {

    static final Schema SCHEMA = schema();

    private RecordingFormat() {}

    static GenericRecord toRecord(RecordedMessage message) {
        GenericRecord one = new GenericData.Record(SCHEMA);
        one.put(0, message.receivedMicros());
        one.put(1, message.topic());
        one.put(2, ByteBuffer.wrap(message.payload()));
        one.put(3, message.qos());
        one.put(4, message.retained());
        return one;
    }

    /** @throws IllegalArgumentException if a value is outside its range */
    static RecordedMessage toMessage(GenericRecord one) {
        ByteBuffer bytes = (ByteBuffer) one.get("payload");
        byte[] payload = new byte[bytes.remaining()];
        bytes.duplicate().get(payload);
        return new RecordedMessage(
                (Long) one.get("received"), one.get("topic").toString(), payload, (Integer) one.get("qos"), (Boolean)
                        one.get("retained"));
    }

    private static Schema schema() {
        try (InputStream text = RecordingFormat.class.getResourceAsStream("message.avsc")) {
            return new Schema.Parser().parse(text);
        } catch (IOException e) {
            throw new UncheckedIOException("the schema of recordings is missing", e);
        }
    }
}
