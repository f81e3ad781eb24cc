package org.metrobed.lab.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class CutProxyTest {

    private ServerSocket service;
    private CutProxy proxy;

    @BeforeEach
    void start() throws IOException {
        service = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        proxy = CutProxy.start(service.getLocalPort());
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        service.close();
    }

    @Test
    void passesBothWaysUntilItCutsAndThenServesAnew() throws IOException {
        try (Socket client = connect();
                Socket accepted = service.accept()) {
            assertPasses(client, accepted);
            assertPasses(accepted, client);
            proxy.cut();
            assertEnded(client);
            assertEnded(accepted);
        }
        try (Socket client = connect();
                Socket accepted = service.accept()) {
            assertPasses(client, accepted);
        }
    }

    @Test
    void refusesWhileItHolds() throws IOException {
        proxy.hold();
        try (Socket client = connect()) {
            assertEnded(client);
        }
        proxy.release();
        try (Socket client = connect();
                Socket accepted = service.accept()) {
            assertPasses(client, accepted);
        }
    }

    @Test
    void endsAConnectionThatItsServiceDoesNotTake() throws IOException {
        service.close();
        try (Socket client = connect()) {
            assertEnded(client);
        }
    }

    private Socket connect() throws IOException {
        Socket client = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        client.setSoTimeout(60_000);
        return client;
    }

    private static void assertPasses(Socket from, Socket to) throws IOException {
        to.setSoTimeout(60_000);
        from.getOutputStream().write(7);
        assertThat(to.getInputStream().read()).isEqualTo(7);
    }

    private static void assertEnded(Socket socket) {
        assertThatThrownBy(() -> {
                    if (socket.getInputStream().read() < 0) {
                        throw new IOException("ended");
                    }
                })
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(java.net.SocketTimeoutException.class);
    }
}
