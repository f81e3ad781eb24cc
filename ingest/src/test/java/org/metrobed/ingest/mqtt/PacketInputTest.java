package org.metrobed.ingest.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class PacketInputTest {

    @Test
    void marksAreFoundHoweverThePacketsAreRead() throws IOException {
        Random random = new Random(5);
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        List<Boolean> expected = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            boolean publish = random.nextInt(3) > 0;
            boolean marked = random.nextInt(4) == 0;
            wire.write((publish ? 0x30 : 0x40) | (publish && marked ? 0x08 : 0) | 0x02);
            writeBody(wire, random);
            if (publish) {
                expected.add(marked);
            }
        }
        InboundPackets inbound = new InboundPackets();
        ByteArrayOutputStream copy = new ByteArrayOutputStream();
        try (PacketInput input = new PacketInput(new ByteArrayInputStream(wire.toByteArray()), inbound)) {
            readAll(input, random, copy);
        }

        assertThat(copy.toByteArray()).isEqualTo(wire.toByteArray());
        assertThat(expected).allSatisfy(marked -> assertThat(inbound.next()).isEqualTo(marked));
        assertThat(inbound.next()).isFalse();
    }

    @Test
    void largePacketIsReadWhenThereIsRoomForItOrTheConnectionEnds() {
        InboundPackets inbound = new InboundPackets();
        inbound.read(false, InboundPackets.MAX_QUEUED_BYTES - 10);
        inbound.read(false, 10);
        CompletableFuture<Void> third = CompletableFuture.runAsync(() -> inbound.read(true, 1_000_000_000));
        assertThat(third).isNotDone();
        inbound.next();
        assertThat(third).isNotDone();
        inbound.next();
        assertThat(third).succeedsWithin(Duration.ofSeconds(60));
        CompletableFuture<Void> fourth = CompletableFuture.runAsync(() -> inbound.read(false, 1));
        assertThat(fourth).isNotDone();
        inbound.close();
        assertThat(fourth).succeedsWithin(Duration.ofSeconds(60));
        assertThat(inbound.next()).isTrue();
    }

    /** A length of one to three bytes and a body that looks like packet headers. */
    private static void writeBody(ByteArrayOutputStream wire, Random random) {
        int length = random.nextInt(10) == 0 ? random.nextInt(100_000) : random.nextInt(200);
        for (int left = length; ; ) {
            int digit = left & 0x7f;
            left >>= 7;
            wire.write(left > 0 ? digit | 0x80 : digit);
            if (left == 0) {
                break;
            }
        }
        for (int i = 0; i < length; i++) {
            wire.write(0x3a);
        }
    }

    private static void readAll(PacketInput input, Random random, ByteArrayOutputStream copy) throws IOException {
        while (true) {
            if (random.nextBoolean()) {
                int value = input.read();
                if (value < 0) {
                    return;
                }
                copy.write(value);
            } else {
                byte[] part = new byte[random.nextInt(1, random.nextInt(4) == 0 ? 150_000 : 300)];
                int count = input.read(part, 0, part.length);
                if (count < 0) {
                    return;
                }
                copy.write(part, 0, count);
            }
        }
    }
}
