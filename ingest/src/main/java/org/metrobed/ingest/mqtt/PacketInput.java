package org.metrobed.ingest.mqtt;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Buffers the broker's bytes, because Paho reads a packet in four or five system calls, and finds the PUBLISH packets.
 * One thread.
 */
final class PacketInput extends InputStream {

    private static final int BUFFER_BYTES = 64 << 10;
    private static final int PUBLISH = 3;
    private static final int DUPLICATE = 0x08;
    /**
     * Paho 1.2.5 starts three threads and checks every 100 ms whether each runs. If one has ended by then, because the
     * broker closed at once, another thread waits for it for ever. Therefore an end is reported no earlier than this.
     */
    private static final long EARLIEST_END_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final InputStream in;
    private final InboundPackets inbound;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private final long openedNanos = System.nanoTime();
    private int position;
    private int limit;

    /**
     * Remaining bytes of the packet's body; its length is still being read while {@code lengthShift} is not negative.
     */
    private long bodyLeft;

    private int lengthShift = -1;
    private int first;

    PacketInput(InputStream in, InboundPackets inbound) {
        this.in = in;
        this.inbound = inbound;
    }

    @Override
    public int read() throws IOException {
        if (position == limit && !fill()) {
            return -1;
        }
        int value = buffer[position++] & 0xff;
        follow(value);
        return value;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        int count;
        if (position == limit && length >= BUFFER_BYTES) {
            count = receive(target, offset, length);
        } else if (position == limit && !fill()) {
            count = -1;
        } else {
            count = Math.min(length, limit - position);
            System.arraycopy(buffer, position, target, offset, count);
            position += count;
        }
        follow(target, offset, count);
        return count;
    }

    /** The number of buffered bytes; asking the system would cost a call for each packet. */
    @Override
    public int available() {
        return limit - position;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private boolean fill() throws IOException {
        int count = receive(buffer, 0, BUFFER_BYTES); // a time-out changes nothing
        position = 0;
        limit = Math.max(count, 0);
        return count > 0;
    }

    private int receive(byte[] target, int offset, int length) throws IOException {
        try {
            int count = in.read(target, offset, length);
            if (count < 0) {
                awaitEarliestEnd();
            }
            return count;
        } catch (SocketTimeoutException e) {
            throw e; // not the end of the stream
        } catch (IOException e) {
            awaitEarliestEnd();
            throw e;
        }
    }

    private void awaitEarliestEnd() {
        long left = EARLIEST_END_NANOS - (System.nanoTime() - openedNanos);
        while (left > 0 && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(left);
            left = EARLIEST_END_NANOS - (System.nanoTime() - openedNanos);
        }
    }

    private void follow(byte[] bytes, int offset, int count) {
        int at = 0;
        while (at < count) {
            int skipped = lengthShift < 0 ? (int) Math.min(bodyLeft, count - at) : 0;
            at += skipped;
            bodyLeft -= skipped;
            if (at < count) {
                follow(bytes[offset + at] & 0xff);
                at++;
            }
        }
    }

    /** Parses the packets byte by byte: first byte, length of one to four bytes, body. */
    private void follow(int value) {
        if (lengthShift >= 0) {
            bodyLeft |= (value & 0x7fL) << lengthShift;
            lengthShift = (value & 0x80) != 0 && lengthShift < 21 ? lengthShift + 7 : -1;
            if (lengthShift < 0 && first >> 4 == PUBLISH) {
                inbound.read((first & DUPLICATE) != 0, bodyLeft);
            }
        } else if (bodyLeft > 0) {
            bodyLeft--;
        } else {
            lengthShift = 0;
            first = value;
        }
    }
}
