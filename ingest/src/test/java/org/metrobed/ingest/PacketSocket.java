package org.metrobed.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.Arrays;
import java.util.Optional;

/** An MQTT client that sends the packets that a test wants, right or wrong. One thread. */
final class PacketSocket implements AutoCloseable {

    static final int CONNACK = 2;
    static final int PUBLISH = 3;
    static final int PUBACK = 4;
    static final int PUBREC = 5;
    static final int PUBCOMP = 7;
    static final int SUBACK = 9;
    static final int PINGRESP = 13;
    static final int DISCONNECT = 14;

    private static final int TIMEOUT_MILLIS = 60_000;

    private final Socket socket;
    private final int version;
    private final DataInputStream in;

    private PacketSocket(Socket socket, int version) throws IOException {
        this.socket = socket;
        this.version = version;
        this.in = new DataInputStream(socket.getInputStream());
        socket.setSoTimeout(TIMEOUT_MILLIS);
    }

    /** A packet that was received. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Packet(int type, int flags, byte[] body) {

        int unsigned(int at) {
            return body[at] & 0xff;
        }

        /** The id of an acknowledgement. */
        int id() {
            return (unsigned(0) << 8) | unsigned(1);
        }

        /** The id of a PUBLISH at QoS 1. */
        int publishId() {
            int at = 2 + ((unsigned(0) << 8) | unsigned(1));
            return (unsigned(at) << 8) | unsigned(at + 1);
        }

        /** The topic of a PUBLISH. */
        String topic() {
            return new String(body, 2, (unsigned(0) << 8) | unsigned(1), UTF_8);
        }
    }

    /** A part of a CONNECT packet. */
    record Connect(String clientId, boolean clean, int keepAlive, String willTopic, String user) {

        static Connect of(String clientId) {
            return new Connect(clientId, true, 60, "", "");
        }

        Connect keptAlive(int seconds) {
            return new Connect(clientId, clean, seconds, willTopic, user);
        }

        /** A session that lasts for ever. */
        Connect lasting() {
            return new Connect(clientId, false, keepAlive, willTopic, user);
        }

        /** A retained will {@code offline} at QoS 1. */
        Connect withWill(String topic) {
            return new Connect(clientId, clean, keepAlive, topic, user);
        }

        /** The password is {@code secret}. */
        Connect as(String name) {
            return new Connect(clientId, clean, keepAlive, willTopic, name);
        }
    }

    /** Opens a socket for MQTT 3.1.1 (4) or 5. */
    static PacketSocket open(int port, int version) {
        try {
            return new PacketSocket(new Socket(InetAddress.getLoopbackAddress(), port), version);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Uses a socket that is open, such as one with TLS. */
    static PacketSocket over(Socket socket, int version) throws IOException {
        return new PacketSocket(socket, version);
    }

    /** Opens a socket and connects; fails if the client is not let in. */
    static PacketSocket connect(int port, int version, Connect connect) {
        PacketSocket socket = open(port, version);
        Packet answer = socket.connect(connect);
        if (answer.type() != CONNACK || answer.unsigned(1) != 0) {
            throw new IllegalStateException("not let in: " + Arrays.toString(answer.body()));
        }
        return socket;
    }

    /** Connects; the answer. */
    Packet connect(Connect connect) {
        boolean will = !connect.willTopic().isEmpty();
        boolean named = !connect.user().isEmpty();
        send(0x10, out -> {
            out.writeUTF("MQTT");
            out.write(version);
            out.write((connect.clean() ? 2 : 0) | (will ? 0x2C : 0) | (named ? 0xC0 : 0));
            out.writeShort(connect.keepAlive());
            if (version == 5) {
                out.write(connect.clean() ? new byte[] {0} : new byte[] {5, 17, -1, -1, -1, -1});
            }
            out.writeUTF(connect.clientId());
            if (will) {
                out.write(new byte[version == 5 ? 1 : 0]);
                out.writeUTF(connect.willTopic());
                out.writeUTF("offline");
            }
            if (named) {
                out.writeUTF(connect.user());
                out.writeUTF("secret");
            }
        });
        return receive();
    }

    /** Publishes with the properties of MQTT 5, whose length precedes them; {@code flags}: QoS by 2, DUP 8, retain 1. */
    void publish(int flags, int id, String topic, String payload, int... properties) {
        send(0x30 | flags, out -> {
            out.writeUTF(topic);
            if ((flags & 6) != 0) {
                out.writeShort(id);
            }
            if (version == 5) {
                out.write(properties.length);
                for (int property : properties) {
                    out.write(property);
                }
            }
            out.write(payload.getBytes(UTF_8));
        });
    }

    void release(int id) {
        send(0x62, out -> out.writeShort(id));
    }

    void acknowledge(int id) {
        send(0x40, out -> out.writeShort(id));
    }

    /** Subscribes at QoS 1; the code of the answer. */
    int subscribe(String filter) {
        send(0x82, out -> {
            out.writeShort(9);
            out.write(new byte[version == 5 ? 1 : 0]);
            out.writeUTF(filter);
            out.write(1);
        });
        Packet answer = receive();
        if (answer.type() != SUBACK) {
            throw new IllegalStateException("not a SUBACK: " + answer);
        }
        return answer.unsigned(answer.body().length - 1);
    }

    void ping() {
        send(0xC0, out -> {});
    }

    /** Leaves in order. */
    void disconnect() {
        send(0xE0, out -> {});
    }

    void raw(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (SocketException e) {
            // the server has closed the connection
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next packet. */
    Packet receive() {
        return find().orElseThrow(() -> new IllegalStateException("the server has closed the connection"));
    }

    /** The next packet; empty if the server has closed the connection. */
    Optional<Packet> find() {
        try {
            int first = in.read();
            if (first < 0) {
                return Optional.empty();
            }
            int length = 0;
            for (int shift = 0, digit = 0x80; (digit & 0x80) != 0; shift += 7) {
                digit = in.readUnsignedByte();
                length |= (digit & 0x7f) << shift;
            }
            return Optional.of(new Packet(first >> 4, first & 15, in.readNBytes(length)));
        } catch (SocketException | EOFException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Closes the socket without a farewell. */
    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void send(int first, Body body) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            body.writeTo(new DataOutputStream(bytes));
            ByteArrayOutputStream packet = new ByteArrayOutputStream();
            packet.write(first);
            int length = bytes.size();
            do {
                packet.write((length & 0x7f) | (length > 0x7f ? 0x80 : 0));
                length >>= 7;
            } while (length > 0);
            bytes.writeTo(packet);
            raw(packet.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Body {
        void writeTo(DataOutputStream out) throws IOException;
    }
}
