package org.metrobed.stream.decode;

/** The beginning of a payload as text that is safe to store and to show. */
final class Printable {

    private static final int MAX_BYTES = 1_024;

    private Printable() {}

    /** The first 1,024 bytes: printable ASCII as it is, everything else as {@code \xNN}; lossless. */
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
}
