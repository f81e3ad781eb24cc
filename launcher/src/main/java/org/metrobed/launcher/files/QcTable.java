package org.metrobed.launcher.files;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.metrobed.config.ConfigException;

/**
 * A file of measurements, as text cells and as numbers. Immutable.
 *
 * @param header names of the columns
 * @param rows the cells of each row, as many as the header
 * @param times the time of each row, microseconds since 1970
 * @param values the values of each tested column in the order of the configuration; NaN when missing
 */
record QcTable(List<String> header, List<List<String>> rows, List<Long> times, List<List<Double>> values) {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    /**
     * Reads a file.
     *
     * @throws IOException when it cannot be read
     * @throws ConfigException with all problems, each with its line
     */
    static QcTable read(Path file, QcConfig config) throws IOException {
        FileProblems problems = new FileProblems(file.toString());
        try (BufferedReader text = Files.newBufferedReader(file)) {
            skip(text, config.csv().headerLine() - 1);
            CsvReader<CsvRecord> reader = CsvReader.builder()
                    .fieldSeparator(config.csv().delimiter())
                    .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .ofCsvRecord(text);
            return read(reader, config, problems);
        } catch (CsvParseException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    private static QcTable read(Iterable<CsvRecord> records, QcConfig config, FileProblems problems) {
        QcTable table = null;
        QcCells cells = null;
        for (CsvRecord cell : records) {
            if (table == null) {
                table = new QcTable(
                        cell.getFields(),
                        new ArrayList<>(),
                        new ArrayList<>(),
                        columns(config.streams().size()));
                cells = new QcCells(config, table, problems);
                problems.check();
            } else {
                cells.add(
                        cell.getFields(),
                        cell.getStartingLineNumber() + config.csv().headerLine() - 1);
            }
        }
        if (cells == null) {
            problems.add(config.csv().headerLine(), "the file has no header in this line");
        } else {
            cells.finish();
        }
        problems.check();
        return table;
    }

    private static List<List<Double>> columns(int count) {
        List<List<Double>> columns = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            columns.add(new ArrayList<>());
        }
        return columns;
    }

    private static void skip(BufferedReader text, int lines) throws IOException {
        text.mark(1);
        if (text.read() != BYTE_ORDER_MARK) {
            text.reset();
        }
        for (int line = 0; line < lines; line++) {
            text.readLine();
        }
    }
}
