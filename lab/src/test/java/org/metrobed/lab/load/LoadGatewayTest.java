package org.metrobed.lab.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class LoadGatewayTest {

    private ServerSocket server;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void whatIsNotAcknowledgedIsPublishedAgainInOrder() throws Exception {
        CompletableFuture<List<List<String>>> broker =
                CompletableFuture.supplyAsync(() -> List.of(serve(5, 2), serve(4, 4)));

        LoadGateway gateway = LoadGateway.open("tcp://127.0.0.1:" + server.getLocalPort(), "gateway");
        try (gateway) {
            for (int i = 0; i < 5; i++) {
                gateway.publish(message("m" + i));
            }
            gateway.flush();
            gateway.publish(message("m5"));
            gateway.finish();
        }

        assertThat(broker.get(60, TimeUnit.SECONDS))
                .containsExactly(List.of("m0", "m1", "m2", "m3", "m4"), List.of("m2", "m3", "m4", "m5"));
        assertThat(gateway.acknowledged()).isEqualTo(6);
        assertThat(gateway.resent()).isBetween(3L, 4L);
        assertThat(gateway.undelivered()).isZero();
    }

    private static LoadGateway.Message message(String payload) {
        return new LoadGateway.Message("t".getBytes(UTF_8), payload.getBytes(UTF_8));
    }

    /** A broker that receives some messages, acknowledges the first of them and then cuts the connection. */
    private List<String> serve(int messages, int acknowledged) {
        try (Socket socket = server.accept()) {
            socket.setSoTimeout(60_000);
            DataInputStream in = new DataInputStream(socket.getInputStream());
            readPacket(in);
            socket.getOutputStream().write(new byte[] {0x20, 3, 0, 0, 0});
            List<String> payloads = new ArrayList<>();
            List<byte[]> acknowledgements = new ArrayList<>();
            for (int i = 0; i < messages; i++) {
                byte[] packet = readPacket(in);
                payloads.add(new String(packet, 6, packet.length - 6, UTF_8));
                acknowledgements.add(new byte[] {0x40, 2, packet[3], packet[4]});
            }
            for (byte[] acknowledgement : acknowledgements.subList(0, acknowledged)) {
                socket.getOutputStream().write(acknowledgement);
            }
            socket.shutdownOutput();
            in.transferTo(OutputStream.nullOutputStream());
            return payloads;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] readPacket(DataInputStream in) throws IOException {
        in.readUnsignedByte();
        return in.readNBytes(MqttPackets.readVariable(in));
    }
}
