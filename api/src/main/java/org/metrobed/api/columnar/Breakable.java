package org.metrobed.api.columnar;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Passes bytes on until they break off, and leaves the stream behind it open: writers write an end when they are closed, also after a
 * failure. Not thread-safe.
 */
final class Breakable extends OutputStream {

    private final OutputStream out;
    private boolean broken;

    Breakable(OutputStream out) {
        this.out = out;
    }

    /** Passes on nothing from now on. */
    void breakOff() {
        broken = true;
    }

    @Override
    public void write(int one) throws IOException {
        if (!broken) {
            out.write(one);
        }
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        if (!broken) {
            out.write(bytes, offset, count);
        }
    }
}
