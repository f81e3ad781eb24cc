package org.metrobed.topics;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Parser;

/** Reads Protobuf messages and reports invalid bytes with one kind of error. */
final class ProtoReader {

    private ProtoReader() {}

    /**
     * The message of these bytes.
     *
     * @throws IllegalArgumentException if they are not a message
     */
    static <M> M read(Parser<M> parser, byte[] bytes, String what) {
        if (bytes == null) {
            throw new IllegalArgumentException("not a " + what + ": the record has no value");
        }
        try {
            return parser.parseFrom(bytes);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException("not a " + what + ": " + e.getMessage(), e);
        }
    }
}
