package org.metrobed.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** TCP ports of 127.0.0.1. Stateless. */
public final class Ports {

    private Ports() {}

    /**
     * The port itself, or a free one if it is 0; another process may take a free port before it is used.
     *
     * @throws ServiceException if there is no free port
     */
    public static int choose(int port) {
        if (port != 0) {
            return port;
        }
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new ServiceException("no free TCP port on 127.0.0.1", e);
        }
    }

    /** Whether nothing listens on this port now. */
    public static boolean free(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Refuses a port on which a process listens.
     *
     * @throws ServiceException that names the service and the port
     */
    public static void requireFree(int port, String service) {
        if (!free(port)) {
            throw new ServiceException("port " + port + " for " + service + " is taken by another program");
        }
    }
}
