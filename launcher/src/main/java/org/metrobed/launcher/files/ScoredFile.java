package org.metrobed.launcher.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.ZoneId;
import java.util.Locale;
import org.metrobed.analysis.anomaly.EnsembleDetector;
import org.metrobed.analysis.anomaly.Richness;
import org.metrobed.analysis.anomaly.Score;
import org.metrobed.model.Scale;
import org.metrobed.simulators.csv.CsvFormat;
import org.metrobed.simulators.csv.CsvRow;

/**
 * Scores one series from a file, row by row in the order of the file, in one pass. The detector sees only the earlier
 * rows. Immutable.
 *
 * @param richness the richness of the detector
 * @param zone the time zone of times without a zone, and of the days of the season
 * @param scale how values differ
 * @param format the format of the file
 */
public record ScoredFile(Richness richness, ZoneId zone, Scale scale, CsvFormat format) {

    private static final String HEADER = "timestamp,value,anomaly_score,expected,low,high";
    private static final MathContext SEVEN_DIGITS = new MathContext(7);

    /**
     * The numbers of scored rows and of alarms.
     *
     * @param rows scored rows
     * @param alarms rows whose score is {@link EnsembleDetector#ALARM} or more
     */
    public record Counts(long rows, long alarms) {

        /** The sum of both. */
        public Counts plus(Counts other) {
            return new Counts(rows + other.rows, alarms + other.alarms);
        }
    }

    /**
     * Reads one file and writes the other, completely or not at all.
     *
     * @throws RowException when a row cannot be read; names file and line
     * @throws UncheckedIOException when a file cannot be read or written
     */
    public Counts write(Path from, Path to) {
        Path folder = to.toAbsolutePath().getParent();
        Path part = folder.resolve(to.getFileName() + ".part");
        try {
            Files.createDirectories(folder);
            try {
                Counts counts = copy(from, part);
                Files.move(part, to, StandardCopyOption.REPLACE_EXISTING);
                return counts;
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot score " + from + " into " + to + ": " + e.getMessage(), e);
        }
    }

    private Counts copy(Path from, Path to) throws IOException {
        try (SeriesFile series = SeriesFile.open(from, format, zone);
                Writer out = Files.newBufferedWriter(to)) {
            out.write(HEADER + "\n");
            EnsembleDetector detector = new EnsembleDetector(richness, zone, scale);
            long rows = 0;
            long alarms = 0;
            while (series.hasNext()) {
                CsvRow row = series.next();
                double value = series.number(row);
                Score score = detector.update(series.micros(row), value);
                out.write(series.time(row) + "," + value(series.value(row), value) + text(score) + "\n");
                rows++;
                alarms += score.alarm() >= EnsembleDetector.ALARM ? 1 : 0;
            }
            return new Counts(rows, alarms);
        }
    }

    /** The text of a value as the file has it, with a point if it has a comma. */
    private static String value(String text, double value) {
        return text.indexOf(',') < 0 ? text : Double.isNaN(value) ? "" : Double.toString(value);
    }

    private static String text(Score score) {
        return String.format(Locale.ROOT, ",%.8f", score.alarm())
                + "," + number(score.band().expected())
                + "," + number(score.band().low())
                + "," + number(score.band().high());
    }

    private static String number(double value) {
        return Double.isFinite(value)
                ? Double.toString(new BigDecimal(value).round(SEVEN_DIGITS).doubleValue())
                : "";
    }
}
