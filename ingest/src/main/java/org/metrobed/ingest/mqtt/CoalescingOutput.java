package org.metrobed.ingest.mqtt;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Sends all data flushed within two milliseconds at once. Paho flushes after each acknowledgement, and each flush costs
 * a system call here and a wake-up at the broker. A failure to send is thrown by the next write or flush. Thread-safe.
 */
final class CoalescingOutput extends OutputStream {

    private static final long DELAY_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
    private static final long CLOSE_MILLIS = 500;
    private static final int FULL_BYTES = 32 << 10;

    private final OutputStream out;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition flushed = lock.newCondition();
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream(FULL_BYTES);
    private boolean flushWanted;
    private volatile boolean closed;
    private IOException failure;

    CoalescingOutput(OutputStream out) {
        this.out = out;
        Thread sender = new Thread(this::sendFlushed, "mqtt-flush");
        sender.setDaemon(true);
        sender.start();
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        lock.lock();
        try {
            throwFailure();
            pending.write(bytes, offset, length);
            if (pending.size() >= FULL_BYTES) {
                send();
                throwFailure();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void flush() throws IOException {
        lock.lock();
        try {
            throwFailure();
            if (!flushWanted) {
                flushWanted = true;
                flushed.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Sends the remaining data, unless a broker that does not read blocks it; the underlying stream stays open. */
    @Override
    public void close() {
        try {
            if (!lock.tryLock(CLOSE_MILLIS, TimeUnit.MILLISECONDS)) {
                closed = true;
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        try {
            closed = true;
            send();
            flushed.signal();
        } finally {
            lock.unlock();
        }
    }

    private void sendFlushed() {
        lock.lock();
        try {
            while (!closed) {
                if (!flushWanted) {
                    flushed.await();
                } else {
                    pauseUnlocked();
                    send();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    private void pauseUnlocked() throws InterruptedException {
        long left = DELAY_NANOS;
        while (left > 0 && !closed) {
            left = flushed.awaitNanos(left);
        }
    }

    private void send() {
        flushWanted = false;
        if (failure != null || pending.size() == 0) {
            return;
        }
        try {
            pending.writeTo(out);
            out.flush();
        } catch (IOException e) {
            failure = e;
        }
        pending.reset();
    }

    private void throwFailure() throws IOException {
        if (failure != null) {
            throw new IOException("the broker could not be written to: " + failure.getMessage(), failure);
        }
    }
}
