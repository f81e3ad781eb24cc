package org.metrobed.api.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * The continuation of a list: the key of the last row of a page, and the values that must not change between pages.
 * Clients see an opaque text. Immutable.
 *
 * @param fingerprint of its query
 * @param parts the key and the pinned values, as texts without line breaks
 */
public record Cursor(String fingerprint, List<String> parts) {

    private static final String VERSION = "1";

    public Cursor {
        parts = List.copyOf(parts);
    }

    /** A cursor of these parts. */
    public static Cursor of(String fingerprint, Object... parts) {
        return new Cursor(fingerprint, Arrays.stream(parts).map(String::valueOf).toList());
    }

    /** The opaque text. */
    public String encode() {
        List<String> lines = new ArrayList<>(List.of(VERSION, fingerprint));
        lines.addAll(parts);
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads the opaque text.
     *
     * @throws IllegalArgumentException with the broken rule
     */
    public static Cursor decode(String text, String fingerprint, int parts) {
        List<String> lines = lines(text);
        if (lines.size() != parts + 2 || !lines.get(0).equals(VERSION)) {
            throw new IllegalArgumentException("is not a cursor of this list");
        }
        if (!lines.get(1).equals(fingerprint)) {
            throw new IllegalArgumentException("belongs to another query: keep all other parameters as they were");
        }
        return new Cursor(fingerprint, lines.subList(2, lines.size()));
    }

    /**
     * A part that is a number.
     *
     * @throws IllegalArgumentException if it is none
     */
    public long number(int part) {
        try {
            return Long.parseLong(parts.get(part));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("is not a cursor of this list", e);
        }
    }

    private static List<String> lines(String text) {
        try {
            String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            return List.of(plain.split("\n", -1));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("is not a cursor of this list", e);
        }
    }
}
