package org.metrobed.api.http;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;

/** Counts the rows and bytes of one answer. One request, one thread. */
public final class ReadTally {

    private long rows;
    private long bytes;

    /** Number of rows so far. */
    public long rows() {
        return rows;
    }

    /** Number of bytes so far, before compression. */
    public long bytes() {
        return bytes;
    }

    void addBytes(long more) {
        bytes += more;
    }

    void addRows(long more) {
        rows += more;
    }

    /** The same rows, counted while they are read. */
    <R> Iterator<R> counted(Iterator<R> all) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return all.hasNext();
            }

            @Override
            public R next() {
                R next = all.next();
                rows++;
                return next;
            }
        };
    }

    /** The same output, counted while it is written. */
    OutputStream counted(OutputStream out) {
        return new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                out.write(one);
                bytes++;
            }

            @Override
            public void write(byte[] some, int from, int length) throws IOException {
                out.write(some, from, length);
                bytes += length;
            }

            @Override
            public void flush() throws IOException {
                out.flush();
            }

            @Override
            public void close() throws IOException {
                out.close();
            }
        };
    }
}
