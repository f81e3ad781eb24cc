package org.metrobed.lab.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Forwards connections to a port of this machine, and can cut all of them. Thread-safe. */
final class CutProxy implements AutoCloseable {

    private static final int BUFFER_BYTES = 64 << 10;

    private final ServerSocket server;
    private final int target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean shut;
    private volatile long delayNanos;

    private CutProxy(ServerSocket server, int target) {
        this.server = server;
        this.target = target;
    }

    /** Listens on a free port. */
    static CutProxy start(int target) {
        try {
            CutProxy proxy = new CutProxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), target);
            daemon(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException("no port for the proxy: " + e.getMessage(), e);
        }
    }

    int port() {
        return server.getLocalPort();
    }

    /** Cuts the current connections; new connections are accepted. */
    void cut() {
        open.forEach(CutProxy::close);
    }

    /** Cuts the current connections, and refuses new connections until {@link #release}. */
    void hold() {
        shut = true;
        cut();
    }

    /** Accepts connections again. */
    void release() {
        shut = false;
    }

    /** Delays each packet in both directions by this time from now on; 0: not at all. */
    void delay(long millis) {
        delayNanos = millis * 1_000_000;
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            cut();
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                if (shut) {
                    client.close();
                } else {
                    join(client);
                }
            } catch (IOException e) {
                if (server.isClosed()) {
                    return;
                }
            }
        }
    }

    private void join(Socket client) {
        try {
            Socket service = new Socket(InetAddress.getLoopbackAddress(), target);
            client.setTcpNoDelay(true);
            service.setTcpNoDelay(true);
            open.add(client);
            open.add(service);
            daemon(() -> pass(client, service));
            daemon(() -> pass(service, client));
        } catch (IOException e) {
            close(client); // no process listens on the port
        }
    }

    private void pass(Socket from, Socket to) {
        byte[] buffer = new byte[BUFFER_BYTES];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                Deadline.untilNanos(System.nanoTime() + delayNanos);
                out.write(buffer, 0, count);
            }
        } catch (IOException e) {
            // the other end is closed below; there is nothing else to do
        } finally {
            close(from);
            close(to);
            open.remove(from);
            open.remove(to);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "faults-proxy");
        thread.setDaemon(true);
        thread.start();
    }
}
