package org.metrobed.launcher.files;

import de.siegmar.fastcsv.reader.CsvParseException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.metrobed.analysis.quality.SeriesCleaning;
import org.metrobed.config.ConfigException;
import org.metrobed.simulators.csv.CsvFile;
import org.metrobed.simulators.csv.RowCondition;

/**
 * A file of measurements, as text cells and as numbers. Immutable.
 *
 * @param header names of the columns
 * @param rows the cells of each row, as many as the header
 * @param series for each tested column, in the order of the configuration, its rows; the value is NaN when missing
 */
record QcTable(List<String> header, List<List<String>> rows, List<List<SeriesCleaning.Row>> series) {

    /**
     * Reads a file.
     *
     * @throws IOException when it cannot be read
     * @throws ConfigException with all problems, each with its line
     */
    static QcTable read(Path file, QcConfig config) throws IOException {
        FileProblems problems = new FileProblems(file.toString());
        try (CsvFile csv = CsvFile.open(file, config.csv(), header -> needed(config))) {
            QcCells cells = new QcCells(config, csv.header(), problems);
            problems.check();
            while (csv.hasNext()) {
                cells.add(csv.next());
            }
            QcTable table = cells.finish();
            problems.check();
            return table;
        } catch (CsvParseException | UncheckedIOException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    private static List<String> needed(QcConfig config) {
        Stream<String> ofStreams = config.streams().stream()
                .flatMap(stream -> Stream.concat(
                        Stream.of(stream.column()), stream.flags().stream().map(flags -> flags.column())));
        Stream<String> ofRows = config.where().stream().map(RowCondition::column);
        return Stream.of(Stream.of(config.time().column()), ofStreams, ofRows)
                .flatMap(names -> names)
                .distinct()
                .toList();
    }

    /** The times of the rows, microseconds since 1970. */
    List<Long> times() {
        return series.get(0).stream().map(SeriesCleaning.Row::timeMicros).toList();
    }
}
