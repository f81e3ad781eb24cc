package org.metrobed.stream.decode;

import java.util.regex.Pattern;

/** Cuts texts of payloads to a length and to characters that are safe to store and to show. */
final class Printable {

    private static final int MAX_BYTES = 1_024;
    private static final int MAX_UNIT = 100;

    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}|[\\x80-\\x9f]");

    private Printable() {}

    /** The first 1,024 bytes: printable ASCII unchanged, all other bytes as {@code \xNN}; lossless. */
    static String head(byte[] payload) {
        int length = Math.min(payload.length, MAX_BYTES);
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            int b = payload[i] & 0xff;
            if (b >= 0x20 && b < 0x7f && b != '\\') {
                text.append((char) b);
            } else {
                text.append("\\x").append(Character.forDigit(b >> 4, 16)).append(Character.forDigit(b & 15, 16));
            }
        }
        return text.toString();
    }

    /** The first 100 characters of a payload's unit, with {@code ?} for invisible characters. */
    static String unit(String named) {
        for (int i = 0; i < named.length(); i++) {
            if (i == MAX_UNIT || !isVisible(named.charAt(i))) {
                String head = named.substring(0, Math.min(named.length(), MAX_UNIT));
                StringBuilder text = new StringBuilder(head.length());
                head.chars().forEach(c -> text.append(isVisible((char) c) ? (char) c : '?'));
                return text.toString();
            }
        }
        return named;
    }

    /** The first characters of a text, with {@code ?} for control characters, which a database refuses. */
    static String text(String text, int maxLength) {
        String head = text.length() > maxLength ? text.substring(0, maxLength) : text;
        return head.chars().anyMatch(Character::isISOControl)
                ? CONTROL.matcher(head).replaceAll("?")
                : head;
    }

    private static boolean isVisible(char c) {
        return !Character.isISOControl(c) && !Character.isSurrogate(c);
    }
}
