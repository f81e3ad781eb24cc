package org.metrobed.lab.recording;

import java.util.ArrayList;
import java.util.List;
import org.metrobed.analysis.anomaly.AnomalyDetector;
import org.metrobed.analysis.anomaly.EpisodeChange;
import org.metrobed.analysis.anomaly.SeasonCalendar;
import org.metrobed.analysis.quality.PlausibleTime;
import org.metrobed.analysis.score.RaisedAlert;
import org.metrobed.catalog.holiday.HolidayDays;
import org.metrobed.model.DatastreamSettings;
import org.metrobed.model.Observation;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.ReadingInterval;
import org.metrobed.stream.cleaning.CleanedStep;
import org.metrobed.stream.cleaning.Cleaner;
import org.metrobed.stream.cleaning.CleaningState;
import org.metrobed.stream.decode.Reading;

/**
 * Runs cleaning and anomaly detection of the pipeline on the readings of a recording, in the order of arrival, and keeps the
 * alerts. Used once, by one thread.
 */
final class RecordedDetection implements Cleaner.Output {

    private static final long RETENTION_MILLIS = 48 * 3_600_000L;

    private final String name;
    private final DatastreamSettings settings;
    private final AnomalyDetector detector;
    private final List<RaisedAlert> alerts = new ArrayList<>();
    private EpisodeChange open;
    /** The one that closed last: it may return. */
    private EpisodeChange closed;

    private RecordedDetection(Recording recording) {
        this.name = recording.name();
        this.settings = recording.settings();
        this.detector = new AnomalyDetector(
                new SeasonCalendar(
                        recording.zone(),
                        HolidayDays.of(settings.anomalyDetection().restDays())),
                recording.intervalMicros(),
                settings.statistic().scale());
    }

    /**
     * The alerts that readings of a recording raise. The time of an alert is the received time at which it opened.
     *
     * @param readings its readings, perhaps with faults
     */
    static List<RaisedAlert> alerts(Recording recording, List<Reading> readings) {
        RecordedDetection detection = new RecordedDetection(recording);
        Cleaner cleaner = new Cleaner(RETENTION_MILLIS);
        CleaningState state = new CleaningState();
        DatastreamSettings brought = recording.settings();
        for (Reading reading : readings) {
            cleaner.accept(state, reading.with().settings(brought).build(), detection);
            brought = null;
        }
        detection.close(Long.MAX_VALUE);
        return detection.alerts;
    }

    @Override
    public void arrival(CleanedStep arrival) {
        Observation reading = arrival.observation();
        long receivedMicros = reading.receivedMillis() * 1_000;
        ReadingInterval interval = new ReadingInterval(
                settings.intervalMillis(), settings.anomalyDetection().zone());
        List<EpisodeChange> changes = PlausibleTime.isSuspect(reading.tests())
                ? detector.nextWithWrongClock(receivedMicros)
                : detector.next(
                        receivedMicros,
                        settings.stamp().stampMicros(reading.phenomenonMicros(), interval),
                        reading.result(),
                        reading.flag() == QualityFlag.FAIL);
        for (EpisodeChange change : changes) {
            if (change.kind() == EpisodeChange.Kind.OPENED) {
                open = change;
            } else if (change.kind() == EpisodeChange.Kind.CLOSED) {
                closed = open;
                close(change.at().receivedMicros());
            } else if (change.kind() == EpisodeChange.Kind.RETURNED) {
                open = closed;
                alerts.remove(alerts.size() - 1);
            }
        }
    }

    private void close(long micros) {
        if (open != null) {
            long from = open.at().receivedMicros();
            alerts.add(new RaisedAlert(
                    name, from, Math.max(from, micros), open.cause().code()));
            open = null;
        }
    }

    @Override
    public void store(Observation observation) {
        // only what detection sees is judged
    }

    @Override
    public void value(CleanedStep value) {
        // thresholds are not scored
    }

    @Override
    public void step(CleanedStep step) {
        // windows are not scored
    }
}
