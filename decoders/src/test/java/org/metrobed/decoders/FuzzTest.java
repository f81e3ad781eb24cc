package org.metrobed.decoders;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.metrobed.decoders.spi.Decoded;
import org.metrobed.decoders.spi.Message;
import org.metrobed.decoders.spi.PayloadDecoder;

/**
 * Decodes corrupted golden payloads and random bytes with every decoder. {@code -Dmetrobed.fuzz=1000000} sets the
 * number of mutations for each decoder instead of 15,000, {@code -Dmetrobed.fuzz.only=ruuvi,xml-pointer} the decoders.
 */
public class FuzzTest {

    private static final int MUTATIONS = Integer.getInteger("metrobed.fuzz", 15_000);
    private static final int TOPIC_EVERY = 16;

    static List<String> decoders() {
        String only = System.getProperty("metrobed.fuzz.only");
        return only == null ? Decoders.listNames() : List.of(only.split(",", -1));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("decoders")
    void mutatedPayloadNeverThrowsAndNeverVanishes(String name) {
        List<Golden> goldens = Golden.list(name);
        List<PayloadDecoder> decoders = goldens.stream().map(Golden::decoder).toList();
        List<Message> seeds = goldens.stream().map(Golden::message).toList();
        boolean silent = isEverSilent(goldens);
        Random random = new Random(20_260_501);
        Mutator payloads = new Mutator(seeds.stream().map(Message::payload).toList(), random);
        Mutator topics = new Mutator(
                seeds.stream().map(seed -> seed.topic().getBytes(UTF_8)).toList(), random);
        for (int i = 0; i < MUTATIONS; i++) {
            Message seed = seeds.get(i % seeds.size());
            String topic = i % TOPIC_EVERY == 0
                    ? new String(topics.mutate(seed.topic().getBytes(UTF_8)), UTF_8)
                    : seed.topic();
            Message message = new Message(topic, payloads.mutate(seed.payload()), null, seed.receivedMillis());
            assertSurvives(decoders.get(i % decoders.size()), message, silent);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("decoders")
    void twoMegabytesOfRubbishGiveNoReading(String name) {
        byte[] rubbish = new byte[2 << 20];
        new Random(7).nextBytes(rubbish);
        assertNoReading(name, rubbish);

        Arrays.fill(rubbish, (byte) '"');
        assertNoReading(name, rubbish);

        Arrays.fill(rubbish, (byte) '1');
        assertNoReading(name, rubbish);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("decoders")
    void deepNestingGivesNoReading(String name) {
        assertNoReading(name, "[".repeat(10_000).getBytes(UTF_8));
        assertNoReading(name, "{\"o\":".repeat(10_000).getBytes(UTF_8));
        assertNoReading(name, ("[{\"x\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}]").getBytes(UTF_8));
        byte[] cborArrays = new byte[10_000];
        Arrays.fill(cborArrays, (byte) 0x81);
        assertNoReading(name, cborArrays);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("decoders")
    void manyDifferentFieldNamesAreRead(String name) {
        String fields = String.join(
                ",",
                IntStream.range(0, 20_000).mapToObj(i -> "\"f" + i + "\":1").toList());
        Golden golden = Golden.list(name).get(0);
        Message message = golden.message(("[{\"o\":{" + fields + "}}]").getBytes(UTF_8));
        DecoderContract.assertKept(golden.decoder().decode(message), message);
    }

    private static void assertSurvives(PayloadDecoder decoder, Message message, boolean maySilence) {
        try {
            Decoded decoded = decoder.decode(message);
            DecoderContract.assertKept(decoded, message);
            if (!maySilence && DecoderContract.isSilent(decoded)) {
                throw new AssertionError("vanished");
            }
        } catch (RuntimeException | StackOverflowError | AssertionError e) {
            throw new AssertionError(message.topic() + " " + new String(message.payload(), ISO_8859_1), e);
        }
    }

    private static void assertNoReading(String name, byte[] payload) {
        List<Golden> goldens = Golden.list(name);
        Golden golden = goldens.get(0);
        Message message = golden.message(payload);
        Decoded decoded = golden.decoder().decode(message);

        DecoderContract.assertKept(decoded, message);
        assertThat(decoded.measurements()).isEmpty();
        assertThat(decoded.rejections().isEmpty()).isEqualTo(isAlwaysSilent(goldens));
    }

    private static boolean isEverSilent(List<Golden> goldens) {
        return goldens.stream().anyMatch(FuzzTest::isSilent);
    }

    private static boolean isAlwaysSilent(List<Golden> goldens) {
        return goldens.stream().allMatch(FuzzTest::isSilent);
    }

    private static boolean isSilent(Golden golden) {
        return DecoderContract.isSilent(golden.decoder().decode(golden.message()));
    }
}
