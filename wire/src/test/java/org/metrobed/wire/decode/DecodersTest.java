package org.metrobed.wire.decode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.metrobed.wire.Payloads;

class DecodersTest {

    private static final int MUTATIONS = 100_000;
    private static final byte[] SPICE = "{}[],:\"\\ntouvbs0123456789eE+-._NaNInfity\u0000\u00ff".getBytes(UTF_8);

    @Test
    void everyDecoderIsFoundByItsName() {
        assertThat(Decoders.listNames()).containsExactly("native-json", "senml-json", "status");
        assertThat(Decoders.list())
                .allSatisfy(decoder -> assertThat(Decoders.find(decoder.name())).containsSame(decoder));
        assertThat(Decoders.find("morse")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("decoders")
    void mutatedPayloadNeverThrowsAndNeverVanishes(PayloadDecoder decoder) {
        Random random = new Random(20_260_501);
        List<byte[]> seeds = Payloads.NAMES.stream().map(Payloads::payload).toList();
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] payload = mutate(seeds.get(i % seeds.size()), random);
            assertComplete(decoder, payload);
        }
    }

    @ParameterizedTest
    @MethodSource("decoders")
    void twoMegabytesOfGarbageAreOneRejection(PayloadDecoder decoder) {
        byte[] garbage = new byte[2 << 20];
        new Random(7).nextBytes(garbage);
        assertWholeMessageRejected(decoder, garbage);

        Arrays.fill(garbage, (byte) '1');
        assertWholeMessageRejected(decoder, garbage);

        Arrays.fill(garbage, (byte) '"');
        assertWholeMessageRejected(decoder, garbage);
    }

    @ParameterizedTest
    @MethodSource("decoders")
    void deepNestingIsOneRejection(PayloadDecoder decoder) {
        assertWholeMessageRejected(decoder, "[".repeat(10_000).getBytes(UTF_8));
        assertWholeMessageRejected(decoder, "{\"o\":".repeat(10_000).getBytes(UTF_8));
        assertWholeMessageRejected(
                decoder, ("[{\"x\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}]").getBytes(UTF_8));
    }

    @ParameterizedTest
    @MethodSource("decoders")
    void manyDifferentFieldNamesAreRead(PayloadDecoder decoder) {
        String fields = String.join(
                ",",
                IntStream.range(0, 20_000).mapToObj(i -> "\"f" + i + "\":1").toList());
        assertThatCode(() -> decoder.decode(message(("[{\"o\":{" + fields + "}}]").getBytes(UTF_8))))
                .doesNotThrowAnyException();
    }

    private static List<PayloadDecoder> decoders() {
        return Decoders.list().stream()
                .filter(decoder -> !(decoder instanceof StatusDecoder))
                .toList();
    }

    @Test
    void statusMessagesAreNeitherReadingsNorRejected() {
        Decoded decoded = new StatusDecoder().decode(message("online".getBytes(UTF_8)));
        assertThat(decoded.measurements()).isEmpty();
        assertThat(decoded.rejections()).isEmpty();
    }

    private static void assertWholeMessageRejected(PayloadDecoder decoder, byte[] payload) {
        Decoded decoded = decoder.decode(message(payload));
        assertThat(decoded.measurements()).isEmpty();
        assertThat(decoded.rejections()).singleElement().satisfies(rejection -> {
            assertThat(rejection.index()).isEqualTo(-1);
            assertThat(rejection.detail()).hasSizeLessThanOrEqualTo(500);
        });
    }

    private static Message message(byte[] payload) {
        return new Message("t", payload, null, 0);
    }

    /** Every reading is in one list, indices count up, details are short. */
    private static void assertComplete(PayloadDecoder decoder, byte[] payload) {
        Decoded decoded = decoder.decode(message(payload));
        int[] indices = IntStream.concat(
                        decoded.measurements().stream().mapToInt(Measurement::index),
                        decoded.rejections().stream().mapToInt(Decoded.Rejection::index))
                .sorted()
                .toArray();
        boolean whole = indices.length == 1 && indices[0] == -1;
        boolean each = indices.length > 0
                && Arrays.equals(indices, IntStream.range(0, indices.length).toArray());
        boolean brief =
                decoded.rejections().stream().allMatch(one -> one.detail().length() <= 500);
        if (!(whole || each) || !brief) {
            assertThat(decoded).as(new String(payload, UTF_8)).isNull();
        }
    }

    private static byte[] mutate(byte[] seed, Random random) {
        byte[] payload = seed.clone();
        for (int edits = random.nextInt(4) + 1; edits > 0; edits--) {
            int at = random.nextInt(payload.length);
            switch (random.nextInt(4)) {
                case 0 -> payload[at] = SPICE[random.nextInt(SPICE.length)];
                case 1 -> payload[at] = (byte) random.nextInt(256);
                case 2 -> payload = Arrays.copyOf(payload, Math.max(1, at));
                default -> {
                    int to = random.nextInt(payload.length);
                    System.arraycopy(payload, Math.min(at, to), payload, to, payload.length - Math.max(at, to));
                }
            }
        }
        return payload;
    }
}
