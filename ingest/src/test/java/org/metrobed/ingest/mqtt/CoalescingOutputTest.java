package org.metrobed.ingest.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.metrobed.testkit.Eventually;

class CoalescingOutputTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    private final AtomicInteger calls = new AtomicInteger();

    @Test
    void flushedBytesLeaveSoonInFewerCallsAndInOrder() throws IOException {
        try (CoalescingOutput output = new CoalescingOutput(new Counting())) {
            for (int i = 0; i < 100; i++) {
                output.write(new byte[] {(byte) i, 1}, 0, 2);
                output.flush();
            }
            Eventually.await("sent", LIMIT, () -> size() == 200);
            output.write(7);
            output.flush();
            Eventually.await("sent", LIMIT, () -> size() == 201);
        }
        assertThat(calls.get()).isLessThan(50);
        assertThat(sent.toByteArray()).startsWith(0, 1, 1, 1, 2, 1).endsWith(7);
    }

    @Test
    void closingSendsWhatIsLeft() throws IOException {
        CoalescingOutput output = new CoalescingOutput(new Counting());
        output.write(5);
        output.close();

        assertThat(sent.toByteArray()).containsExactly(5);
    }

    @Test
    void failureIsThrownByALaterWrite() throws IOException {
        try (CoalescingOutput output = new CoalescingOutput(new Broken())) {
            output.write(1);
            output.flush();
            Eventually.await("failed", LIMIT, () -> fails(output));
            assertThatThrownBy(() -> output.write(2)).hasMessageContaining("no line");
        }
    }

    private static boolean fails(OutputStream output) {
        try {
            output.flush();
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private int size() {
        synchronized (sent) {
            return sent.size();
        }
    }

    private final class Counting extends OutputStream {
        @Override
        public void write(int value) {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            calls.incrementAndGet();
            synchronized (sent) {
                sent.write(bytes, offset, length);
            }
        }
    }

    private static final class Broken extends OutputStream {
        @Override
        public void write(int value) throws IOException {
            throw new IOException("no line");
        }
    }
}
