package org.metrobed.stream.support;

import java.io.IOException;
import org.apache.flink.core.memory.DataOutputView;

/** Writes texts, and refuses texts longer than the layout has room for. Static functions only. */
public final class Texts {

    private static final int MOST_BYTES = 0xFFFF;
    private static final int MOST_BYTES_OF_A_CHARACTER = 3;

    private Texts() {}

    /**
     * Writes a text like {@link java.io.DataOutput#writeUTF}, which has room for 65,535 bytes.
     *
     * @param what it is, for the message
     * @throws IllegalArgumentException if it is longer
     */
    public static void write(String text, String what, DataOutputView out) throws IOException {
        if (text.length() > MOST_BYTES / MOST_BYTES_OF_A_CHARACTER && bytes(text) > MOST_BYTES) {
            throw new IllegalArgumentException(
                    "a " + what + " of " + bytes(text) + " bytes cannot be written, at most " + MOST_BYTES + " can");
        }
        out.writeUTF(text);
    }

    /** The length in the modified UTF-8 of {@code writeUTF}. */
    private static long bytes(String text) {
        return text.chars()
                .mapToLong(c -> c >= 1 && c <= 0x7F ? 1 : c <= 0x7FF ? 2 : MOST_BYTES_OF_A_CHARACTER)
                .sum();
    }
}
