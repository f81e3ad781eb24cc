package org.metrobed.model.text;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/**
 * A text in which a run of blanks and tabs is one blank, and lines have none at their ends, so that columns that are divided by
 * blanks can be read as CSV. Blanks within quotes stay. One thread.
 */
public final class BlankRuns extends FilterReader {

    private static final int NONE = -2;

    private final char quote;
    private boolean quoted;
    private int before = '\n';
    private int ahead = NONE;

    /** @param quote encloses cells whose blanks stay */
    public BlankRuns(Reader in, char quote) {
        super(in);
        this.quote = quote;
    }

    @Override
    public int read() throws IOException {
        int c = take();
        if (isBlank(c) && !quoted) {
            do {
                c = take();
            } while (isBlank(c));
            if (!isEndOfLine(before) && c >= 0 && !isEndOfLine(c)) {
                ahead = c;
                c = ' ';
            }
        }
        boolean begins = before == ' ' || before == quote || isEndOfLine(before);
        quoted ^= c == quote && (quoted || begins);
        before = c;
        return c;
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        int count = 0;
        while (count < length) {
            int c = read();
            if (c < 0) {
                return count == 0 ? -1 : count;
            }
            buffer[offset + count++] = (char) c;
        }
        return count;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private int take() throws IOException {
        int c = ahead == NONE ? in.read() : ahead;
        ahead = NONE;
        return c;
    }

    private static boolean isBlank(int c) {
        return c == ' ' || c == '\t';
    }

    private static boolean isEndOfLine(int c) {
        return c == '\n' || c == '\r';
    }
}
