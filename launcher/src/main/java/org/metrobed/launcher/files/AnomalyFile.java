package org.metrobed.launcher.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.metrobed.analysis.anomaly.AnomalyDetector;
import org.metrobed.analysis.anomaly.EpisodeChange;
import org.metrobed.analysis.anomaly.SeasonCalendar;
import org.metrobed.model.Scale;
import org.metrobed.simulators.csv.CsvFormat;
import org.metrobed.simulators.csv.CsvRow;

/**
 * Runs anomaly detection on one series from a file, row by row in the order of the file. Returns its episodes as lines
 * of {@link AlertFile}. The optional column {@code received} is the received time of a row; without it, a row is
 * received at its own time. Immutable.
 *
 * @param zone the time zone of times without a zone, and of the days of the season
 * @param scale how values differ
 * @param format the format of the file
 */
public record AnomalyFile(ZoneId zone, Scale scale, CsvFormat format) {

    /**
     * Runs anomaly detection on a file.
     *
     * @param datastream the name of the datastream in its episodes
     * @return lines of CSV with the columns of {@link AlertFile#HEADER}
     * @throws RowException when a row cannot be read; names file and line
     * @throws UncheckedIOException when the file cannot be read
     */
    public List<String> list(Path file, String datastream) {
        try (SeriesFile series = SeriesFile.open(file, format, zone)) {
            return detect(datastream, series);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    private List<String> detect(String datastream, SeriesFile series) {
        AnomalyDetector detector = new AnomalyDetector(SeasonCalendar.of(zone), 0, scale);
        List<String> lines = new ArrayList<>();
        EpisodeChange open = null;
        EpisodeChange closed = null;
        while (series.hasNext()) {
            CsvRow row = series.next();
            long time = series.micros(row);
            for (EpisodeChange change :
                    detector.next(series.receivedMicros(row, time), time, series.number(row), false)) {
                if (change.kind() == EpisodeChange.Kind.CLOSED) {
                    lines.add(text(datastream, open, time(change.at().receivedMicros()), change.peak()));
                    closed = open;
                    open = null;
                } else if (change.kind() == EpisodeChange.Kind.RETURNED) {
                    lines.remove(lines.size() - 1);
                    open = closed;
                } else if (change.kind() == EpisodeChange.Kind.OPENED) {
                    open = change;
                }
            }
        }
        if (open != null) {
            lines.add(text(datastream, open, "", open.peak()));
        }
        return lines;
    }

    private static String text(String datastream, EpisodeChange opened, String to, double peak) {
        return String.join(
                ",",
                datastream,
                time(opened.at().receivedMicros()),
                to,
                opened.cause().code(),
                time(opened.onset().receivedMicros()),
                String.format(Locale.ROOT, "%.4f", peak));
    }

    private static String time(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString();
    }
}
