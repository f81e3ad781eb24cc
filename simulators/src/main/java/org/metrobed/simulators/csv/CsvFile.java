package org.metrobed.simulators.csv;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.metrobed.model.text.BlankRuns;
import org.metrobed.model.text.CsvMarks;
import org.metrobed.model.text.HeaderRow;

/**
 * A CSV file that is read row by row; only the current row is in memory. A row that repeats the header is no row: the columns of the
 * rows after it are taken from it. One thread.
 */
public final class CsvFile implements AutoCloseable {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final CountedInput bytes;
    private final CsvReader<CsvRecord> reader;
    private final CloseableIterator<CsvRecord> records;
    private final CsvFormat format;
    private final HeaderRow header;
    private CsvRow ahead;

    private CsvFile(
            CountedInput bytes,
            CsvReader<CsvRecord> reader,
            CloseableIterator<CsvRecord> records,
            CsvFormat format,
            HeaderRow header) {
        this.bytes = bytes;
        this.reader = reader;
        this.records = records;
        this.format = format;
        this.header = header;
    }

    /**
     * Opens a file and reads its header.
     *
     * @param needed gives for the names of the first header the columns that a later header must have, first that of the time
     * @throws IOException if the file cannot be read or has no header
     */
    public static CsvFile open(Path file, CsvFormat format, UnaryOperator<List<String>> needed) throws IOException {
        CountedInput bytes = new CountedInput(Files.newInputStream(file));
        BufferedReader text = new BufferedReader(
                new InputStreamReader(bytes, format.encoding().newDecoder()), 1 << 16);
        try {
            skipMark(text);
            for (int line = 1; line < format.headerLine(); line++) {
                if (text.readLine() == null) {
                    throw new IOException("the file ends before its header in line " + format.headerLine());
                }
            }
            CsvReader<CsvRecord> reader = reader(text, format);
            CloseableIterator<CsvRecord> records = reader.iterator();
            if (!records.hasNext()) {
                throw new IOException("the file ends before its header in line " + format.headerLine());
            }
            List<String> names =
                    records.next().getFields().stream().map(String::strip).toList();
            List<String> columns = needed.apply(names);
            HeaderRow header = new HeaderRow(names, columns.isEmpty() ? "" : columns.get(0), columns);
            return new CsvFile(bytes, reader, records, format, header);
        } catch (CharacterCodingException | UncheckedIOException e) {
            text.close();
            throw new IOException(problem(e, format), e);
        } catch (IOException | CsvParseException e) {
            text.close();
            throw e;
        }
    }

    private static String problem(Exception e, CsvFormat format) {
        boolean coding = e instanceof CharacterCodingException || e.getCause() instanceof CharacterCodingException;
        return coding ? "the file is not text in " + format.encoding() + "; encoding says which it is" : e.getMessage();
    }

    private static CsvReader<CsvRecord> reader(Reader text, CsvFormat format) {
        boolean blanks = format.delimiter() == CsvMarks.BLANKS;
        CsvReader.CsvReaderBuilder builder = CsvReader.builder()
                .fieldSeparator(format.separator())
                .quoteCharacter(format.quote())
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false);
        if (format.comment() != CsvMarks.NO_COMMENT) {
            builder.commentStrategy(CommentStrategy.SKIP).commentCharacter(format.comment());
        }
        return builder.ofCsvRecord(blanks ? new BlankRuns(text, format.quote()) : text);
    }

    /** The names of the columns, without blanks around them. */
    public List<String> header() {
        return header.names();
    }

    /**
     * Whether there is another row.
     *
     * @throws UncheckedIOException if the file cannot be read, or repeats its header without a needed column; names the line
     */
    public boolean hasNext() {
        while (ahead == null && hasRecord()) {
            CsvRecord row = records.next();
            long line = row.getStartingLineNumber() + format.headerLine() - 1;
            if (!isHeader(row.getFields(), line)) {
                Optional<String> fault = header.fault(row.getFields());
                ahead = new CsvRow(line, fault.isEmpty() ? header.arrange(row.getFields()) : row.getFields(), fault);
            }
        }
        return ahead != null;
    }

    private boolean hasRecord() {
        try {
            return records.hasNext();
        } catch (UncheckedIOException e) {
            throw new UncheckedIOException(new IOException(problem(e, format), e));
        }
    }

    /** The next row. */
    public CsvRow next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the file has no more rows");
        }
        CsvRow row = ahead;
        ahead = null;
        return row;
    }

    private boolean isHeader(List<String> row, long line) {
        try {
            return header.take(row);
        } catch (IllegalArgumentException e) {
            throw new UncheckedIOException(new IOException("line " + line + " " + e.getMessage(), e));
        }
    }

    /** Bytes read from the file; a buffer ahead of the current row. */
    public long bytesRead() {
        return bytes.count();
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
}
