package org.metrobed.api.unbound;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Shows payloads as text. Static functions only. */
final class PayloadPreview {

    private static final int MOST = 1_024;

    private PayloadPreview() {}

    /** The first 1,024 bytes: UTF-8 with control characters as {@code \\xNN}; if they are no UTF-8, all but printable ASCII as that. */
    static String head(byte[] payload) {
        int length = Math.min(payload.length, MOST);
        int mostCut = payload.length > MOST ? 3 : 0; // bytes of a character that is cut off
        for (int cut = 0; cut <= mostCut; cut++) {
            Optional<String> text = decode(payload, length - cut);
            if (text.isPresent()) {
                return escaped(text.get());
            }
        }
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            append(text, (char) (payload[i] & 0xff), 0x7f);
        }
        return text.toString();
    }

    private static Optional<String> decode(byte[] payload, int length) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(payload, 0, length))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty(); // it is no UTF-8
        }
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            append(escaped, text.charAt(i), Character.MAX_VALUE);
        }
        return escaped.toString();
    }

    private static void append(StringBuilder text, char c, int end) {
        if (c == '\n' || (!Character.isISOControl(c) && c < end)) {
            text.append(c);
        } else {
            text.append(String.format("\\x%02x", (int) c));
        }
    }
}
