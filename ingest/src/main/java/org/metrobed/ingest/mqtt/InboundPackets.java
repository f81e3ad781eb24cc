package org.metrobed.ingest.mqtt;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;

/**
 * The PUBLISH packets of a connection from Paho's reading to their delivery. Paho 1.2.5 delivers each packet once and in
 * order, but reads the mark of a redelivered message and drops it, and reads ten messages ahead, however large they are.
 * So this keeps the marks, and lets Paho read ahead at most {@value #MAX_QUEUED_BYTES} bytes, or one packet that is
 * larger. One reading thread, one receiving thread; {@link #close} may be called by any.
 */
final class InboundPackets implements AutoCloseable {

    /** The largest number of bytes that are read and not delivered. */
    static final int MAX_QUEUED_BYTES = 32 << 20;

    private final Queue<Packet> queued = new ConcurrentLinkedQueue<>();
    private final Semaphore room = new Semaphore(MAX_QUEUED_BYTES);
    private volatile boolean open = true;

    private record Packet(boolean duplicate, int bytes) {}

    /** The reader found a PUBLISH packet, and reads it when this returns: when there is room for it, or after the end. */
    void read(boolean duplicate, long bytes) {
        Packet packet = new Packet(duplicate, (int) Math.min(bytes, MAX_QUEUED_BYTES));
        if (open) {
            room.acquireUninterruptibly(packet.bytes());
        }
        queued.add(packet);
    }

    /** A packet is delivered; returns whether it was marked as redelivered. */
    boolean next() {
        Packet packet = queued.poll();
        if (packet == null) {
            return false;
        }
        room.release(packet.bytes());
        return packet.duplicate();
    }

    /** The connection has ended: reading waits no more. */
    @Override
    public void close() {
        open = false;
        room.release(MAX_QUEUED_BYTES); // one packet may wait
    }
}
