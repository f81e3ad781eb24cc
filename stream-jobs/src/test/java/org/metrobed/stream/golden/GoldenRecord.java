package org.metrobed.stream.golden;

import com.google.protobuf.ByteString;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A record of the raw log or of the catalog topic, as it is in Kafka. Immutable.
 *
 * @param topic {@link #RAW} or {@link #CATALOG}
 * @param partition of the topic
 * @param millis the record's time: received time, or when the broker appended it to the catalog
 * @param key empty for none
 * @param headers by name
 * @param value the payload
 */
record GoldenRecord(
        byte topic,
        int partition,
        long millis,
        ByteString key,
        SortedMap<String, ByteString> headers,
        ByteString value) {

    static final byte RAW = 1;
    static final byte CATALOG = 2;
    /** Marks the end of a file. */
    static final byte NONE = 0;

    void write(DataOutputStream out, long beforeMillis) throws IOException {
        out.writeByte(topic);
        out.writeByte(partition);
        out.writeLong(millis - beforeMillis);
        bytes(key, out);
        out.writeByte(headers.size());
        for (var header : headers.entrySet()) {
            out.writeUTF(header.getKey());
            bytes(header.getValue(), out);
        }
        bytes(value, out);
    }

    static GoldenRecord read(byte topic, DataInputStream in, long beforeMillis) throws IOException {
        int partition = in.readByte();
        long millis = beforeMillis + in.readLong();
        ByteString key = bytes(in);
        SortedMap<String, ByteString> headers = new TreeMap<>();
        for (int i = in.readByte(); i > 0; i--) {
            headers.put(in.readUTF(), bytes(in));
        }
        return new GoldenRecord(topic, partition, millis, key, headers, bytes(in));
    }

    private static void bytes(ByteString bytes, DataOutputStream out) throws IOException {
        out.writeInt(bytes.size());
        bytes.writeTo(out);
    }

    private static ByteString bytes(DataInputStream in) throws IOException {
        return ByteString.copyFrom(in.readNBytes(in.readInt()));
    }
}
