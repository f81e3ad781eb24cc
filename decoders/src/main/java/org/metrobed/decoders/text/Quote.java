package org.metrobed.decoders.text;

import java.nio.charset.StandardCharsets;

/** Makes external text safe for a sentence: shortened, with unprintable characters escaped. Static functions only. */
public final class Quote {

    private static final int MAX_NAME = 64;
    private static final int MAX_HEAD_BYTES = 1_024;

    private Quote() {}

    /**
     * The first 1,024 bytes of a payload as text for a dead letter. Characters other than printable ASCII, letters and
     * digits are escaped.
     */
    public static String head(byte[] payload) {
        int length = Math.min(payload.length, MAX_HEAD_BYTES);
        return clip(new String(payload, 0, length, StandardCharsets.UTF_8), MAX_HEAD_BYTES);
    }

    /** A text, escaped, with at most this many characters. */
    public static String clip(String text, int max) {
        boolean cut = text.length() > max;
        String escaped = escape(cut ? text.substring(0, max - 1) : text);
        if (escaped.length() > max) {
            return escaped.substring(0, max - 1) + "…";
        }
        return cut ? escaped + "…" : escaped;
    }

    /** A name from a payload, shortened. */
    public static String name(String text) {
        return clip(text, MAX_NAME);
    }

    private static String escape(String text) {
        int plain = 0;
        while (plain < text.length() && isPlain(text.charAt(plain))) {
            plain++;
        }
        if (plain == text.length()) {
            return text;
        }
        StringBuilder escaped = new StringBuilder(text.length() + 32).append(text, 0, plain);
        for (int i = plain; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isPlain(c)) {
                escaped.append(c);
            } else {
                escaped.append(c == '\n' ? "\\n" : String.format("\\u%04x", (int) c));
            }
        }
        return escaped.toString();
    }

    private static boolean isPlain(char c) {
        return c >= ' ' && c != 0x7f && (c < 0x80 || (Character.isLetterOrDigit(c) && !Character.isSurrogate(c)));
    }
}
