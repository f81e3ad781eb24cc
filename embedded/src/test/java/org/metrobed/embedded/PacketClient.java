package org.metrobed.embedded;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;

/** Sends packets of an exact size, even if the broker has said that it takes none so large. Static functions only. */
final class PacketClient {

    private static final int CONNACK = 2;
    private static final int TIMEOUT_MILLIS = 60_000;
    /** Type and length of a packet above 2 MB. */
    private static final int HEADER_BYTES = 5;

    private PacketClient() {}

    /**
     * Connects with MQTT 3.1.1 (4) or MQTT 5 (5), and publishes a packet at QoS 1.
     *
     * @param bytes the size of the whole packet, above 2,097,156
     * @param sent the number of these bytes that are sent; a broker that refuses the size need not read them all
     * @return the type of the answer and its first byte, the reason of a disconnection; empty if the broker only closes the connection
     */
    static String publish(int port, int version, int bytes, int sent) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            byte[] properties = new byte[version == 5 ? 1 : 0];
            out.write(new byte[] {0x10, (byte) (13 + properties.length)});
            out.writeUTF("MQTT");
            out.write(new byte[] {(byte) version, 2, 0, 60});
            out.write(properties);
            out.writeUTF("c");
            if (!receive(socket.getInputStream()).startsWith(CONNACK + " ")) {
                throw new IOException("the broker does not accept the connection");
            }
            int body = bytes - HEADER_BYTES;
            out.write(0x32);
            for (int shift = 0; shift <= 21; shift += 7) {
                out.write(((body >> shift) & 0x7f) | (shift < 21 ? 0x80 : 0));
            }
            out.writeUTF("a");
            out.writeShort(1);
            out.write(new byte[sent - HEADER_BYTES - 5]);
            return receive(socket.getInputStream());
        } catch (SocketException e) {
            return "";
        }
    }

    /** Reads a packet with a length below 128. */
    private static String receive(InputStream in) throws IOException {
        int type = in.read() >> 4;
        byte[] body = in.readNBytes(Math.max(0, in.read()));
        return type < 0 || body.length == 0 ? "" : type + " " + (body[0] & 0xff);
    }
}
