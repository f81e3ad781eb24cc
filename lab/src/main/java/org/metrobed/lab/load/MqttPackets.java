package org.metrobed.lab.load;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;

/** The packets of MQTT 5 that a publisher needs. Static functions only. */
final class MqttPackets {

    static final byte[] DISCONNECT = {(byte) 0xE0, 0};

    private static final int CONNACK = 2;
    private static final int RECEIVE_MAXIMUM = 0x21;
    private static final int MOST = 65_535;
    private static final List<Integer> ONE_BYTE = List.of(0x24, 0x25, 0x28, 0x29, 0x2A);
    private static final List<Integer> TWO_BYTES = List.of(0x13, 0x22);
    private static final List<Integer> FOUR_BYTES = List.of(0x11, 0x27);

    private MqttPackets() {}

    /** CONNECT: clean start, no keep-alive, no properties. */
    static byte[] connect(String clientId) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        DataOutputStream data = new DataOutputStream(body);
        data.writeUTF("MQTT");
        data.writeByte(5);
        data.writeByte(2);
        data.writeShort(0);
        data.writeByte(0);
        data.writeUTF(clientId);
        byte[] packet = new byte[2 + body.size()];
        packet[0] = 0x10;
        packet[1] = (byte) body.size();
        System.arraycopy(body.toByteArray(), 0, packet, 2, body.size());
        return packet;
    }

    /** Reads CONNACK; returns the permitted number of unacknowledged messages. */
    static int readConnack(DataInputStream in) throws IOException {
        int type = in.readUnsignedByte() >> 4;
        int remaining = readVariable(in);
        in.readUnsignedByte();
        int reason = in.readUnsignedByte();
        if (type != CONNACK || reason != 0) {
            throw new IOException("the broker refuses the connection: " + reason);
        }
        DataInputStream properties = new DataInputStream(new ByteArrayInputStream(in.readNBytes(remaining - 2)));
        readVariable(properties);
        int window = MOST;
        while (properties.available() > 0) {
            int property = properties.readUnsignedByte();
            if (property == RECEIVE_MAXIMUM) {
                window = properties.readUnsignedShort();
            } else {
                skip(property, properties);
            }
        }
        return window;
    }

    /** Reads a variable byte integer. */
    static int readVariable(DataInputStream in) throws IOException {
        int value = 0;
        int shift = 0;
        int digit;
        do {
            digit = in.readUnsignedByte();
            value |= (digit & 0x7F) << shift;
            shift += 7;
        } while ((digit & 0x80) != 0);
        return value;
    }

    /** Writes a variable byte integer; returns the position after it. */
    static int putVariable(byte[] buffer, int at, int value) {
        int left = value;
        int position = at;
        while (left > 0x7F) {
            buffer[position++] = (byte) ((left & 0x7F) | 0x80);
            left >>>= 7;
        }
        buffer[position++] = (byte) left;
        return position;
    }

    /** Writes two bytes; returns the position after them. */
    static int putShort(byte[] buffer, int at, int value) {
        buffer[at] = (byte) (value >> 8);
        buffer[at + 1] = (byte) value;
        return at + 2;
    }

    private static void skip(int property, DataInputStream in) throws IOException {
        if (ONE_BYTE.contains(property)) {
            in.skipNBytes(1);
        } else if (TWO_BYTES.contains(property)) {
            in.skipNBytes(2);
        } else if (FOUR_BYTES.contains(property)) {
            in.skipNBytes(4);
        } else {
            in.skipNBytes(in.readUnsignedShort());
            if (property == 0x26) {
                in.skipNBytes(in.readUnsignedShort());
            }
        }
    }
}
