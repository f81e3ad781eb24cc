package org.metrobed.ingest.mqtt;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import javax.net.SocketFactory;

/**
 * Creates the sockets between Paho and a broker: buffered in both directions; this class without TLS. One connection
 * each.
 */
class BufferedSockets extends SocketFactory {

    private final InboundPackets inbound;

    BufferedSockets(InboundPackets inbound) {
        this.inbound = inbound;
    }

    /** The socket that transfers the bytes, not connected. */
    Socket wire() throws IOException {
        return new Socket();
    }

    /** Further steps after connecting, within this time. */
    void connected(Socket wire, int timeoutMillis) throws IOException {
        // nothing, without TLS
    }

    @Override
    public final Socket createSocket() throws IOException {
        return new Buffered(wire(), this);
    }

    @Override
    public final Socket createSocket(String host, int port) throws IOException {
        throw new IOException("not connected on creation");
    }

    @Override
    public final Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        throw new IOException("not connected on creation");
    }

    @Override
    public final Socket createSocket(InetAddress host, int port) throws IOException {
        throw new IOException("not connected on creation");
    }

    @Override
    public final Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
            throws IOException {
        throw new IOException("not connected on creation");
    }

    /** The socket methods that Paho uses, delegated to the socket that transfers the bytes. */
    private static final class Buffered extends Socket {
        private final Socket wire;
        private final BufferedSockets maker;
        private PacketInput input;
        private CoalescingOutput output;

        Buffered(Socket wire, BufferedSockets maker) {
            this.wire = wire;
            this.maker = maker;
        }

        @Override
        public void connect(SocketAddress address, int timeoutMillis) throws IOException {
            try {
                wire.connect(address, timeoutMillis);
                maker.connected(wire, timeoutMillis);
            } catch (IOException e) {
                wire.close();
                throw e;
            }
        }

        @Override
        public synchronized void setSoTimeout(int timeoutMillis) throws SocketException {
            wire.setSoTimeout(timeoutMillis);
        }

        @Override
        public synchronized InputStream getInputStream() throws IOException {
            if (input == null) {
                input = new PacketInput(wire.getInputStream(), maker.inbound);
            }
            return input;
        }

        @Override
        public synchronized OutputStream getOutputStream() throws IOException {
            if (output == null) {
                output = new CoalescingOutput(wire.getOutputStream());
            }
            return output;
        }

        @Override
        public void shutdownInput() throws IOException {
            wire.shutdownInput();
        }

        @Override
        public synchronized void close() throws IOException {
            maker.inbound.close();
            if (output != null) {
                output.close();
            }
            wire.close();
        }
    }
}
