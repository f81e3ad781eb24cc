package org.metrobed.lab.load;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.metrobed.config.tls.TlsFiles;

/**
 * An MQTT 5 connection that only publishes, at QoS 1. It needs little processor time, because it runs during the
 * measurement. It never has more unacknowledged messages than the server permits. One thread.
 */
final class MqttConnection implements AutoCloseable {

    private static final int LIMIT_MILLIS = 120_000;
    private static final int FLUSH_BYTES = 16 << 10;
    private static final int MOST_IN_FLIGHT = 4_096;
    private static final int FAILED = 0x80;
    private static final int PUBACK = 4;
    private static final int PUBLISH_QOS_1 = 0x32;

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;
    private final byte[] buffer = new byte[FLUSH_BYTES + 4_096];
    private int length;
    private final int[] freeIds;
    private final Acknowledgements acknowledgements;
    private int free;
    private long acknowledged;

    /** Receives each acknowledgement, on the thread that publishes. */
    interface Acknowledgements {
        /** The broker's reason code: 0 accepted, 16 accepted without a subscriber, 128 or higher refused. */
        void accept(int messageId, int reason) throws IOException;
    }

    private MqttConnection(Socket socket, DataInputStream in, int window, Acknowledgements acknowledgements)
            throws IOException {
        this.socket = socket;
        this.in = in;
        this.acknowledgements = acknowledgements;
        this.out = socket.getOutputStream();
        this.freeIds = new int[window];
        for (int id = 1; id <= window; id++) {
            freeIds[free++] = id;
        }
    }

    /** Connects with a clean session; fails on a message that is refused or has no subscriber. */
    static MqttConnection open(String url, String clientId) throws IOException {
        return open(url, clientId, (messageId, reason) -> requireTaken(reason));
    }

    /** Connects with a clean session. */
    static MqttConnection open(String url, String clientId, Acknowledgements acknowledgements) throws IOException {
        URI address = URI.create(url);
        Socket socket = connect(address);
        try {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(LIMIT_MILLIS);
            socket.getOutputStream().write(MqttPackets.connect(clientId));
            DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 8_192));
            int window = MqttPackets.readConnack(in);
            return new MqttConnection(socket, in, Math.min(window, MOST_IN_FLIGHT), acknowledgements);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** A connection, with TLS if the scheme is ssl; then {@code ?ca=FILE} names the certificates to trust. */
    private static Socket connect(URI address) throws IOException {
        if (!address.getScheme().equals("ssl")) {
            return new Socket(address.getHost(), address.getPort());
        }
        String ca = address.getQuery() == null ? "" : address.getQuery().replaceFirst("^ca=", "");
        SSLSocket socket = (SSLSocket) new TlsFiles(ca, "", "")
                .context()
                .getSocketFactory()
                .createSocket(address.getHost(), address.getPort());
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        return socket;
    }

    /**
     * Publishes; waits while too many messages are unacknowledged. Returns the id of the message for its
     * acknowledgement.
     */
    int publish(byte[] topic, byte[] payload, int payloadLength) throws IOException {
        if (free == 0) {
            flush();
            readAck();
        }
        takeAcks();
        int id = freeIds[--free];
        int remaining = 2 + topic.length + 2 + 1 + payloadLength;
        buffer[length++] = PUBLISH_QOS_1;
        length = MqttPackets.putVariable(buffer, length, remaining);
        length = MqttPackets.putShort(buffer, length, topic.length);
        length = put(topic, topic.length);
        length = MqttPackets.putShort(buffer, length, id);
        buffer[length++] = 0;
        length = put(payload, payloadLength);
        if (length >= FLUSH_BYTES) {
            flush();
        }
        return id;
    }

    /** Sends the buffered messages. */
    void flush() throws IOException {
        if (length > 0) {
            out.write(buffer, 0, length);
            length = 0;
        }
    }

    /** Waits until everything is acknowledged. */
    void finish() throws IOException {
        flush();
        while (free < freeIds.length) {
            readAck();
        }
    }

    /** Cuts the connection without DISCONNECT. */
    void abort() {
        try {
            socket.close();
        } catch (IOException e) {
            return; // it was closed before
        }
    }

    /** The number of messages that the broker has acknowledged. */
    long acknowledged() {
        return acknowledged;
    }

    @Override
    public void close() throws IOException {
        out.write(MqttPackets.DISCONNECT);
        socket.close();
    }

    private void takeAcks() throws IOException {
        while (in.available() >= 4) {
            readAck();
        }
    }

    private void readAck() throws IOException {
        int type = in.readUnsignedByte() >> 4;
        int remaining = MqttPackets.readVariable(in);
        if (type != PUBACK || remaining < 2) {
            throw new EOFException("the broker ended the connection, packet type " + type);
        }
        int id = in.readUnsignedShort();
        int reason = remaining > 2 ? in.readUnsignedByte() : 0;
        in.skipNBytes(Math.max(0, remaining - 3));
        acknowledgements.accept(id, reason);
        freeIds[free++] = id;
        acknowledged++;
    }

    private static void requireTaken(int reason) throws IOException {
        if (reason != 0) {
            throw new IOException(
                    (reason >= FAILED ? "the broker refuses a message: " : "no subscriber for a message: ") + reason);
        }
    }

    private int put(byte[] bytes, int count) {
        System.arraycopy(bytes, 0, buffer, length, count);
        return length + count;
    }
}
