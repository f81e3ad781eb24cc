package org.metrobed.decoders.text;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads text payloads. Static functions only. */
public final class Utf8 {

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private static final String PADDING = "\0 \t\r\n";

    private Utf8() {}

    /**
     * The length of a text payload without the NULs at its end, and the blanks and ends of lines among them: boards that publish a
     * buffer send the NUL of its C string too.
     */
    public static int length(byte[] payload) {
        int length = payload.length;
        for (int i = payload.length - 1; i >= 0 && PADDING.indexOf(payload[i]) >= 0; i--) {
            length = payload[i] == 0 ? i : length;
        }
        return length;
    }

    /** The text of bytes, without a byte order mark and NULs at the end; empty if they are not UTF-8. */
    public static Optional<String> text(byte[] payload) {
        return text(ByteBuffer.wrap(payload, 0, length(payload)), StandardCharsets.UTF_8);
    }

    /** The text of bytes in a character set, without a byte order mark; empty if they are no text in it. */
    public static Optional<String> text(byte[] payload, Charset encoding) {
        return encoding.equals(StandardCharsets.UTF_8) ? text(payload) : text(ByteBuffer.wrap(payload), encoding);
    }

    private static Optional<String> text(ByteBuffer bytes, Charset encoding) {
        try {
            String text = encoding.newDecoder().decode(bytes).toString();
            return Optional.of(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text);
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
