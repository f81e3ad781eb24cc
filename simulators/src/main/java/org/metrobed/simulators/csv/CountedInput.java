package org.metrobed.simulators.csv;

import java.io.IOException;
import java.io.InputStream;

/** An input that counts its bytes that were read or skipped. One thread. */
public final class CountedInput extends InputStream {

    private final InputStream in;
    private long count;

    /** Closes the input with itself. */
    public CountedInput(InputStream in) {
        this.in = in;
    }

    /** Bytes so far. */
    public long count() {
        return count;
    }

    @Override
    public int read() throws IOException {
        int read = in.read();
        count += read < 0 ? 0 : 1;
        return read;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        int read = in.read(bytes, from, length);
        count += Math.max(0, read);
        return read;
    }

    @Override
    public int available() throws IOException {
        return in.available();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
