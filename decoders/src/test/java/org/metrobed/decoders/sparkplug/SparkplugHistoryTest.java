package org.metrobed.decoders.sparkplug;

import static org.assertj.core.api.Assertions.assertThat;
import static org.metrobed.decoders.sparkplug.EdgeNode.born;
import static org.metrobed.decoders.sparkplug.EdgeNode.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.metrobed.decoders.FuzzTest;
import org.metrobed.decoders.Mutator;
import org.metrobed.decoders.proto.sparkplug.Metric;
import org.metrobed.decoders.spi.Decoded;
import org.metrobed.decoders.spi.Message;
import org.metrobed.decoders.spi.SessionDecoder;

/**
 * Random histories of an edge node, with losses, duplicates and corrupted messages. {@code -Dmetrobed.fuzz} as in
 * {@link FuzzTest}.
 */
class SparkplugHistoryTest {

    private static final int LIVES = 40;
    private static final int MESSAGES = 200;
    private static final int SPOILED = Integer.getInteger("metrobed.fuzz", 20_000);
    private static final int MAX_DETAIL = 500;
    private static final int MAX_SAVED_BYTES = 32 << 20;

    private final SparkplugDecoder decoder = new SparkplugDecoder();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void sessionThatIsSavedAndRestoredAtAnyPointGoesOnAsIfNothingHadHappened(long seed) {
        Random random = new Random(seed);
        for (int life = 0; life < LIVES; life++) {
            SessionDecoder.Session unbroken = decoder.open();
            SessionDecoder.Session restored = decoder.open();
            for (Message message : life(random)) {
                if (random.nextInt(4) == 0) {
                    restored = decoder.restore(restored.save());
                }
                assertThat(decoder.decode(restored, message)).isEqualTo(decoder.decode(unbroken, message));
                assertThat(restored.save()).isEqualTo(unbroken.save());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 5})
    void birthsAreNeverAskedForMoreOftenThanOnceInTenSeconds(long seed) {
        Random random = new Random(seed);
        for (int life = 0; life < LIVES; life++) {
            SessionDecoder.Session session = decoder.open();
            long last = Long.MIN_VALUE / 2;
            for (Message message : life(random)) {
                Decoded decoded = decoder.decode(session, message);
                if (!decoded.commands().isEmpty()) {
                    assertThat(message.receivedMillis() - last).isGreaterThanOrEqualTo(10_000);
                    last = message.receivedMillis();
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {6, 7})
    void decodingAgainChangesNothingAndKeepsIndices(long seed) {
        Random random = new Random(seed);
        SessionDecoder.Session session = decoder.open();
        for (Message message : life(random)) {
            Decoded first = decoder.decode(session, message);
            byte[] before = session.save();
            Decoded again = decoder.redecode(session, message);

            assertThat(session.save()).isEqualTo(before);
            assertThat(again.commands()).isEmpty();
            assertThat(again.signs()).isEmpty();
            assertThat(again.measurements()).containsAll(first.measurements());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = 8)
    void spoiledMessagesNeverThrowNorVanishAndTheSessionStaysBounded(long seed) {
        Random random = new Random(seed);
        List<Message> seeds = life(random);
        Mutator mutator = new Mutator(seeds.stream().map(Message::payload).toList(), random);
        SessionDecoder.Session session = decoder.open();
        for (int i = 0; i < SPOILED; i++) {
            Message seedMessage = seeds.get(random.nextInt(seeds.size()));
            byte[] payload = i % 3 == 0 ? seedMessage.payload() : mutator.mutate(seedMessage.payload());
            Message message = new Message(seedMessage.topic(), payload, null, seedMessage.receivedMillis() + i);
            Decoded decoded = decoder.decode(session, message);
            if (decoded.rejections().stream().anyMatch(one -> one.detail().length() > MAX_DETAIL)) {
                throw new AssertionError(decoded);
            }
            decoder.redecode(session, message);
            if (i % 10_000 == 0) {
                byte[] saved = session.save();
                assertThat(saved).hasSizeLessThan(MAX_SAVED_BYTES);
                assertThat(decoder.restore(saved).save()).isEqualTo(saved);
            }
        }
    }

    private static List<Message> life(Random random) {
        EdgeNode node = new EdgeNode().connect();
        List<Message> messages = new ArrayList<>();
        for (int i = 0; i < MESSAGES; i++) {
            node.after(random.nextInt(3_000)).lose(random.nextInt(12) == 0 ? random.nextInt(5) : 0);
            Message message = step(node, random);
            messages.add(message);
            if (random.nextInt(15) == 0) {
                messages.add(message);
            }
        }
        return messages;
    }

    private static Message step(EdgeNode node, Random random) {
        String device = "d" + random.nextInt(3);
        int alias = random.nextInt(6);
        return switch (random.nextInt(16)) {
            case 0 -> node.connect().nbirth(metrics(random));
            case 1, 2, 3 -> node.dbirth(device, metrics(random));
            case 4 -> node.ddeath(device);
            case 5 -> random.nextInt(3) == 0 ? node.ndeath(random.nextInt(4)) : node.nbirth(metrics(random));
            case 6, 7, 8 -> node.ndata(read(alias, random.nextDouble()), born("m" + alias, alias, 1));
            default -> node.ddata(device, read(alias, random.nextDouble()), read(alias + 1L, random.nextDouble()));
        };
    }

    private static Metric[] metrics(Random random) {
        return random.ints(random.nextInt(6), 0, 8)
                .mapToObj(i -> born("m" + i, random.nextInt(10) == 0 ? 0 : i, random.nextDouble()))
                .toArray(Metric[]::new);
    }
}
