package org.metrobed.testkit;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server on 127.0.0.1 that refuses each TLS handshake with an alert, and counts them. It closes connections that begin otherwise, such as those of
 * clients without TLS. Thread-safe.
 */
public final class TlsRefusal implements AutoCloseable {

    private static final int HANDSHAKE = 22;
    /** The alert handshake_failure of TLS 1.2, fatal. */
    private static final byte[] ALERT = {21, 3, 3, 0, 2, 2, 40};

    private final ServerSocket server;
    private final AtomicInteger handshakes = new AtomicInteger();
    private final Thread thread = new Thread(this::serve, "tls-refusal");

    private TlsRefusal(ServerSocket server) {
        this.server = server;
    }

    /** Starts it on a free port. */
    public static TlsRefusal start() {
        try {
            TlsRefusal refusal = new TlsRefusal(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
            refusal.thread.setDaemon(true);
            refusal.thread.start();
            return refusal;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The address, {@code host:port}. */
    public String address() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    /** How many TLS handshakes it has refused. */
    public int handshakes() {
        return handshakes.get();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket client = server.accept()) {
                if (client.getInputStream().read() == HANDSHAKE) {
                    handshakes.incrementAndGet();
                    client.getOutputStream().write(ALERT);
                    client.shutdownOutput();
                    client.getInputStream().transferTo(OutputStream.nullOutputStream());
                }
            } catch (IOException gone) {
                // the client is gone, or this is closed
            }
        }
    }
}
