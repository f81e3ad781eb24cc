package org.metrobed.simulators.replay;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedReader;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A CSV file that is read row by row; only the current row is in memory. One thread. */
final class CsvFile implements AutoCloseable {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final Counter bytes;
    private final CsvReader<CsvRecord> reader;
    private final CloseableIterator<CsvRecord> rows;
    private final List<String> header;
    private final int headerLine;

    private CsvFile(Counter bytes, CsvReader<CsvRecord> reader, int headerLine) throws IOException {
        this.bytes = bytes;
        this.reader = reader;
        this.rows = reader.iterator();
        this.headerLine = headerLine;
        if (!rows.hasNext()) {
            reader.close();
            throw new IOException("the file ends before its header in line " + headerLine);
        }
        this.header = rows.next().getFields();
    }

    /** Opens a file and reads its header. */
    static CsvFile open(Path file, CsvFormat format) throws IOException {
        Counter bytes = new Counter(Files.newInputStream(file));
        BufferedReader text = new BufferedReader(new InputStreamReader(bytes, format.encoding()), 1 << 16);
        skipMark(text);
        for (int line = 1; line < format.headerLine(); line++) {
            if (text.readLine() == null) {
                text.close();
                throw new IOException("the file ends before its header in line " + format.headerLine());
            }
        }
        CsvReader<CsvRecord> reader = CsvReader.builder()
                .fieldSeparator(format.delimiter())
                .quoteCharacter(format.quote())
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .ofCsvRecord(text);
        return new CsvFile(bytes, reader, format.headerLine());
    }

    List<String> header() {
        return header;
    }

    boolean hasNext() {
        return rows.hasNext();
    }

    CsvRecord next() {
        return rows.next();
    }

    /** Line of the file where a row begins, from 1. */
    long line(CsvRecord row) {
        return row.getStartingLineNumber() + headerLine - 1;
    }

    /** Bytes read from the file; a buffer ahead of the current row. */
    long bytesRead() {
        return bytes.count;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }

    private static void skipMark(BufferedReader text) throws IOException {
        text.mark(1);
        if (text.read() != BYTE_ORDER_MARK) {
            text.reset();
        }
    }

    private static final class Counter extends FilterInputStream {
        private long count;

        Counter(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            count += read < 0 ? 0 : 1;
            return read;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            count += Math.max(read, 0);
            return read;
        }
    }
}
