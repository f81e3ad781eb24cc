package org.metrobed.launcher.files;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.metrobed.analysis.anomaly.AnomalyDetector;
import org.metrobed.analysis.anomaly.EpisodeChange;
import org.metrobed.model.Scale;

/**
 * Runs anomaly detection on one series from a file, row by row in the order of the file. Returns its episodes as lines
 * of {@link AlertFile}. The optional column {@code received} is the received time of a row; without it, a row is
 * received at its own time. Immutable.
 *
 * @param zone the time zone of times without a zone, and of the days of the season
 * @param scale how values differ
 */
public record AnomalyFile(ZoneId zone, Scale scale) {

    /**
     * Runs anomaly detection on a file.
     *
     * @param datastream the name of the datastream in its episodes
     * @return lines of CSV with the columns of {@link AlertFile#HEADER}
     * @throws RowException when a row cannot be read; names file and line
     * @throws UncheckedIOException when the file cannot be read
     */
    public List<String> list(Path file, String datastream) {
        try (BufferedReader in = Files.newBufferedReader(file)) {
            return detect(file, datastream, in);
        } catch (MalformedInputException e) {
            throw new UncheckedIOException(file + " is not text in UTF-8", e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file + ": " + e, e);
        }
    }

    private List<String> detect(Path file, String datastream, BufferedReader in) throws IOException {
        String header = in.readLine();
        SeriesColumns columns = SeriesColumns.parse(file, zone, header == null ? "" : header);
        AnomalyDetector detector = new AnomalyDetector(zone, 0, scale);
        List<String> lines = new ArrayList<>();
        EpisodeChange open = null;
        long line = 1;
        for (String text = in.readLine(); text != null; text = in.readLine()) {
            line++;
            if (!text.isBlank()) {
                String[] row = columns.row(line, text);
                long time = columns.micros(line, row);
                for (EpisodeChange change : detector.next(
                        columns.receivedMicros(line, row, time), time, columns.number(line, row), false)) {
                    if (change.kind() == EpisodeChange.Kind.CLOSED) {
                        lines.add(text(datastream, open, time(change.at().receivedMicros()), change.peak()));
                        open = null;
                    } else if (change.kind() == EpisodeChange.Kind.OPENED) {
                        open = change;
                    }
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
