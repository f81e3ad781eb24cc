package org.metrobed.lab.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

final class PublisherTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final CityPlan CITY = new CityPlan(1, 1, 1);
    private static final long STALL_NANOS = 350_000_000;

    @Test
    void readingsOfAPacedLoadHaveTheTimeWhenTheyWereDueAlsoIfTheServerStalls() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<List<Instant>> times = CompletableFuture.supplyAsync(() -> serve(server));
            Load load = new Load("tcp://127.0.0.1:" + server.getLocalPort(), CITY, 1, 1, 1, Load.PACED);

            Sent sent;
            try (Publisher publisher = Publisher.open(load, () -> NOW)) {
                sent = publisher.run(messages -> {});
            }

            List<Instant> due = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                due.add(NOW.plusMillis(100L * i));
            }
            assertThat(times.get(60, TimeUnit.SECONDS)).containsExactlyElementsOf(due);
            assertThat(sent.readings()).isEqualTo(10);
            assertThat(sent.seconds()).isGreaterThan(0.85);
        }
    }

    /** Permits one unacknowledged message, and acknowledges the first one late. */
    private static List<Instant> serve(ServerSocket server) {
        try (Socket socket = server.accept()) {
            socket.setSoTimeout(60_000);
            DataInputStream in = new DataInputStream(socket.getInputStream());
            readPacket(in);
            socket.getOutputStream().write(new byte[] {0x20, 6, 0, 0, 3, 0x21, 0, 1});
            List<Instant> times = new ArrayList<>();
            while (times.size() < 10) {
                byte[] packet = readPacket(in);
                String text = new String(packet, UTF_8);
                int begin = text.indexOf("{\"t\":\"") + 6;
                times.add(Instant.parse(text.substring(begin, text.indexOf('"', begin))));
                long until = System.nanoTime() + STALL_NANOS;
                while (times.size() == 1 && System.nanoTime() - until < 0) {
                    LockSupport.parkNanos(until - System.nanoTime());
                }
                int topic = packet[0] << 8 | packet[1];
                socket.getOutputStream().write(new byte[] {0x40, 2, packet[2 + topic], packet[3 + topic]});
            }
            return times;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] readPacket(DataInputStream in) throws IOException {
        in.readUnsignedByte();
        return in.readNBytes(MqttPackets.readVariable(in));
    }
}
