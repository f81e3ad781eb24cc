package org.metrobed.decoders;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Corrupts payloads: bytes, bits, lengths, chunks, and the values between the delimiters of text formats. One thread.
 */
public final class Mutator {

    private static final int MAX_BYTES = 16_384;
    private static final byte[] SPICE =
            "{}[],:;|#\"'\\ntouvbs0123456789eE+-._/TZNaNInfity \n\r\u0000\u00ff".getBytes(UTF_8);
    private static final String MARKS = "{}[],:;|\n\"";
    private static final List<byte[]> WORDS = List.of(
            bytes("null"),
            bytes("true"),
            bytes("false"),
            bytes("NaN"),
            bytes("-Infinity"),
            bytes("{}"),
            bytes("[]"),
            bytes("\"\""),
            bytes("[[]]"),
            bytes("-1"),
            bytes("0"),
            bytes("1e999"),
            bytes("1e-999"),
            bytes("9223372036854775808"),
            bytes("\"0001-01-01T00:00:00Z\""),
            bytes("\"2026-05-01T12:00:00Z\""),
            bytes("\"\\ud83d\""),
            new byte[] {(byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff},
            new byte[] {0x7f, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff
            },
            new byte[8]);

    private final List<byte[]> seeds;
    private final Random random;

    public Mutator(List<byte[]> seeds, Random random) {
        this.seeds = seeds;
        this.random = random;
    }

    /** A corrupted copy of a seed, never longer than 16 KiB. */
    public byte[] mutate(byte[] seed) {
        byte[] payload = seed.clone();
        for (int edits = random.nextInt(4) + 1; edits > 0; edits--) {
            payload = payload.length == 0 ? new byte[] {(byte) random.nextInt(256)} : edit(payload);
        }
        return payload.length > MAX_BYTES ? Arrays.copyOf(payload, MAX_BYTES) : payload;
    }

    private byte[] edit(byte[] payload) {
        int at = random.nextInt(payload.length);
        switch (random.nextInt(9)) {
            case 0 -> payload[at] = SPICE[random.nextInt(SPICE.length)];
            case 1 -> payload[at] = (byte) random.nextInt(256);
            case 2 -> payload[at] ^= (byte) (1 << random.nextInt(8));
            case 3 -> payload[at] += (byte) (random.nextBoolean() ? 1 : -1);
            case 4 -> payload = Arrays.copyOf(payload, at);
            case 5 -> payload = splice(payload, at, at, WORDS.get(random.nextInt(WORDS.size())));
            case 6 -> payload = splice(payload, at, to(payload, at), chunk(payload));
            case 7 -> payload = splice(payload, at, to(payload, at), chunk(seeds.get(random.nextInt(seeds.size()))));
            default -> payload = replaceValue(payload, at);
        }
        return payload;
    }

    /** Replaces the text between two delimiters by another word. */
    private byte[] replaceValue(byte[] payload, int at) {
        int from = at;
        while (from > 0 && MARKS.indexOf(payload[from - 1]) < 0) {
            from--;
        }
        int to = at;
        while (to < payload.length && MARKS.indexOf(payload[to]) < 0) {
            to++;
        }
        return splice(payload, from, to, WORDS.get(random.nextInt(WORDS.size())));
    }

    private int to(byte[] payload, int from) {
        return Math.min(payload.length, from + random.nextInt(24));
    }

    private byte[] chunk(byte[] source) {
        int from = random.nextInt(source.length + 1);
        return Arrays.copyOfRange(source, from, Math.min(source.length, from + random.nextInt(64)));
    }

    private static byte[] splice(byte[] payload, int from, int to, byte[] middle) {
        byte[] spliced = new byte[payload.length - (to - from) + middle.length];
        System.arraycopy(payload, 0, spliced, 0, from);
        System.arraycopy(middle, 0, spliced, from, middle.length);
        System.arraycopy(payload, to, spliced, from + middle.length, payload.length - to);
        return spliced;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
