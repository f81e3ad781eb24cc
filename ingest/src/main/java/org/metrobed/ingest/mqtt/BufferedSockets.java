package org.metrobed.ingest.mqtt;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;

/** Makes the sockets through which Paho talks to a broker without TLS: buffered both ways. One connection each. */
final class BufferedSockets extends SocketFactory {

    private final Redeliveries redeliveries;

    BufferedSockets(Redeliveries redeliveries) {
        this.redeliveries = redeliveries;
    }

    @Override
    public Socket createSocket() {
        return new Buffered(redeliveries);
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        throw new IOException("not connected on creation");
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        throw new IOException("not connected on creation");
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        throw new IOException("not connected on creation");
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
            throws IOException {
        throw new IOException("not connected on creation");
    }

    private static final class Buffered extends Socket {
        private final Redeliveries redeliveries;
        private PacketInput input;
        private CoalescingOutput output;

        Buffered(Redeliveries redeliveries) {
            this.redeliveries = redeliveries;
        }

        @Override
        public synchronized InputStream getInputStream() throws IOException {
            if (input == null) {
                input = new PacketInput(super.getInputStream(), redeliveries);
            }
            return input;
        }

        @Override
        public synchronized OutputStream getOutputStream() throws IOException {
            if (output == null) {
                output = new CoalescingOutput(super.getOutputStream());
            }
            return output;
        }

        @Override
        public synchronized void close() throws IOException {
            if (output != null) {
                output.close();
            }
            super.close();
        }
    }
}
