package org.metrobed.api.http;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * Holds the start of an answer back, so that a failure up to there is answered with a problem and nothing else. Beyond this
 * it passes everything on. Not thread-safe.
 */
final class HeldOutput extends OutputStream {

    private static final int MOST = 1 << 15;

    /** Opens the stream of the answer, from which there is no way back. */
    @FunctionalInterface
    interface Target {
        OutputStream open() throws IOException;
    }

    private final Target target;
    private final byte[] held = new byte[MOST];
    private int length;
    private OutputStream open;

    HeldOutput(Target target) {
        this.target = target;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        if (open == null && length + count <= MOST) {
            System.arraycopy(bytes, offset, held, length, count);
            length += count;
            return;
        }
        if (open == null) {
            open = target.open();
            open.write(held, 0, length);
        }
        open.write(bytes, offset, count);
    }

    /** Passes on what was passed on before; what is held stays. */
    @Override
    public void flush() throws IOException {
        if (open != null) {
            open.flush();
        }
    }

    /** Whether all of it is held. */
    boolean isHeld() {
        return open == null;
    }

    /** What is held. */
    byte[] bytes() {
        return Arrays.copyOf(held, length);
    }
}
