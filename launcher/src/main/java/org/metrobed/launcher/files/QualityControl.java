package org.metrobed.launcher.files;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.metrobed.analysis.quality.SeriesCleaning;
import org.metrobed.analysis.quality.SeriesCleaning.Cleaned;
import org.metrobed.analysis.quality.TestBits;
import org.metrobed.config.ConfigException;
import org.metrobed.model.Verdicts;

/** Applies the quality tests of the stream to a CSV file of measurements, and writes the file with flags. Immutable. */
public final class QualityControl {

    private static final long SECOND_MICROS = 1_000_000;
    private static final long SHORTEST_MICROS = 1_000;

    private final QcConfig config;
    private final QcTable table;
    private final List<QcConfig.Stream> streams = new ArrayList<>();
    /** For each column, the result of each row. */
    private final List<List<Cleaned>> cleaned = new ArrayList<>();

    private QualityControl(QcConfig config, QcTable table) {
        this.config = config;
        this.table = table;
    }

    /**
     * Reads and tests a file.
     *
     * @throws IOException when a file cannot be read
     * @throws ConfigException with all problems of one of the files, each with its line
     */
    public static QualityControl run(Path file, Path configuration) throws IOException {
        QcConfig config = QcConfig.read(configuration);
        QualityControl control = new QualityControl(config, QcTable.read(file, config));
        control.test();
        return control;
    }

    /**
     * Writes the file; the flags of each tested column follow its own columns. A row is left out if it is an exact
     * duplicate of another row in every tested column. If it is a duplicate in only some columns, their flags are
     * empty. The writer stays open.
     */
    public void write(Writer out) throws IOException {
        CsvWriter csv =
                CsvWriter.builder().fieldSeparator(config.csv().separator()).build(out);
        csv.writeRecord(header());
        for (int row = 0; row < table.rows().size(); row++) {
            int at = row;
            if (!cleaned.stream().allMatch(column -> column.get(at).isDropped())) {
                csv.writeRecord(record(row));
            }
        }
        csv.flush();
    }

    /** The number of rows for each flag, as text for people. */
    public List<String> summary() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < streams.size(); i++) {
            lines.addAll(QcSummary.of(streams.get(i), cleaned.get(i)));
        }
        return lines;
    }

    private void test() {
        for (int column = 0; column < config.streams().size(); column++) {
            QcConfig.Stream stream = config.streams().get(column);
            if (!stream.hasInterval()) {
                stream = stream.withIntervalMicros(medianStepMicros());
            }
            streams.add(stream);
            cleaned.add(new SeriesCleaning(stream.quality(), stream.scale(), stream.sentinels())
                    .clean(table.series().get(column)));
        }
    }

    /** Rounded to whole seconds, as in the reference, if the rows are at least a second apart. */
    private long medianStepMicros() {
        List<Long> times = table.times().stream().distinct().sorted().toList();
        List<Long> steps = new ArrayList<>();
        for (int i = 1; i < times.size(); i++) {
            steps.add(times.get(i) - times.get(i - 1));
        }
        if (steps.isEmpty()) {
            return SECOND_MICROS;
        }
        steps.sort(null);
        int half = steps.size() / 2;
        long median = steps.size() % 2 == 1 ? steps.get(half) : (steps.get(half - 1) + steps.get(half)) / 2;
        return median >= SECOND_MICROS ? median / SECOND_MICROS * SECOND_MICROS : Math.max(SHORTEST_MICROS, median);
    }

    private List<String> header() {
        List<String> names = new ArrayList<>(table.header());
        for (QcConfig.Stream stream : streams) {
            names.add(stream.column() + "_qartod_aggregate");
            stream.tests().forEach(test -> names.add(stream.column() + "_qartod_" + test));
        }
        return names;
    }

    private List<String> record(int row) {
        List<String> cells = new ArrayList<>(table.rows().get(row));
        for (int column = 0; column < streams.size(); column++) {
            Cleaned result = cleaned.get(column).get(row);
            List<String> tests = streams.get(column).tests();
            cells.add(
                    result.isDropped()
                            ? ""
                            : Integer.toString(TestBits.overall(result.bits()).code()));
            for (String test : tests) {
                cells.add(result.isDropped() ? "" : flag(result.bits(), IoosNames.TESTS.get(test)));
            }
        }
        return cells;
    }

    private static String flag(Verdicts bits, int slot) {
        return Integer.toString(TestBits.verdict(bits, slot).code());
    }
}
