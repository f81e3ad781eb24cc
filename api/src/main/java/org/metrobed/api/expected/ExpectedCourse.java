package org.metrobed.api.expected;

import java.util.ArrayList;
import java.util.List;
import org.metrobed.analysis.anomaly.AnomalyDetector;
import org.metrobed.analysis.anomaly.Band;
import org.metrobed.analysis.anomaly.SeasonCalendar;
import org.metrobed.catalog.holiday.HolidayDays;
import org.metrobed.model.AnomalyDetection;
import org.metrobed.model.DatastreamSettings;
import org.metrobed.model.Observation;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.ReadingInterval;
import org.metrobed.model.Scale;
import org.metrobed.model.limits.Span;

/**
 * Repeats the anomaly detection of a datastream over its readings and notes the band that the detector expected at
 * regular times, each by the readings before it alone. Readings must come in the order of time; each counts as punctual.
 * Mutable, one thread.
 */
final class ExpectedCourse {

    private final DatastreamSettings settings;
    private final ReadingInterval interval;
    private final Scale scale;
    private final AnomalyDetector detector;
    private final long stepMicros;
    private final List<ExpectedView> rows = new ArrayList<>();
    private long nextMicros;

    /**
     * No reading yet.
     *
     * @param fromMicros the first time to note, microseconds since 1970 UTC
     * @param stepMicros time between two notes
     */
    ExpectedCourse(DatastreamSettings settings, long fromMicros, long stepMicros) {
        this.settings = settings;
        this.interval = new ReadingInterval(
                settings.intervalMillis(), settings.anomalyDetection().zone());
        this.scale = settings.statistic().scale();
        AnomalyDetection detection = settings.anomalyDetection();
        SeasonCalendar calendar = new SeasonCalendar(detection.zone(), HolidayDays.of(detection.restDays()));
        this.detector = new AnomalyDetector(calendar, settings.intervalMillis() * 1_000, scale);
        this.stepMicros = stepMicros;
        this.nextMicros = fromMicros;
    }

    /** Takes the next reading. */
    void take(Observation reading) {
        long stamp = settings.stamp().stampMicros(reading.phenomenonMicros(), interval);
        noteUpTo(stamp);
        detector.next(stamp, stamp, reading.result(), reading.flag() == QualityFlag.FAIL);
    }

    /** What was expected, up to a time, exclusive; times after the last reading are what is expected next. */
    List<ExpectedView> upTo(long toMicros) {
        noteUpTo(toMicros);
        return List.copyOf(rows);
    }

    private void noteUpTo(long timeMicros) {
        for (; nextMicros < timeMicros; nextMicros += stepMicros) {
            Band band = detector.expectedAt(nextMicros);
            if (band.known()) {
                rows.add(ExpectedView.of(nextMicros, possible(band)));
            }
        }
    }

    /** The band within the possible range. */
    private Band possible(Band band) {
        Span range = settings.fail();
        return scale == Scale.CIRCLE
                ? band
                : new Band(range.nearest(band.expected()), range.nearest(band.low()), range.nearest(band.high()));
    }
}
