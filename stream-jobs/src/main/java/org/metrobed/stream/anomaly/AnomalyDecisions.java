package org.metrobed.stream.anomaly;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.metrobed.analysis.anomaly.AnomalyDetector;
import org.metrobed.analysis.anomaly.Band;
import org.metrobed.analysis.anomaly.EpisodeChange;
import org.metrobed.analysis.anomaly.EpisodeWords;
import org.metrobed.analysis.anomaly.Moment;
import org.metrobed.analysis.correlate.DetectorReport;
import org.metrobed.analysis.correlate.Deviation;
import org.metrobed.analysis.quality.PlausibleTime;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.AlertEventBuilder;
import org.metrobed.model.DatastreamSettings;
import org.metrobed.model.Finding;
import org.metrobed.model.Observation;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.ReadingInterval;
import org.metrobed.model.Scale;
import org.metrobed.stream.cleaning.CleanedStep;

/**
 * The decisions of {@link DetectAnomalies}, without Flink. Input: readings and deadlines; output: steps of alerts. The
 * id of an alert is computed from datastream, detector, onset and its number within the datastream. Stateless.
 */
final class AnomalyDecisions {

    /** The detector's name. */
    static final String DETECTOR = "watch";

    /** Steps of an alert beyond this say no more how its values go on; the number of steps is kept in a byte. */
    private static final int MOST_STEPS = 100;

    private static final AnomalyDetector.Judged NOTHING = new AnomalyDetector.Judged(0, Double.NaN, Band.NONE);

    private final String datastream;
    private final Output out;

    /**
     * A step of an alert. Immutable.
     *
     * @param reported as the detector says it; its onset is part of the alert's id
     * @param covered with the times for which its condition held
     * @param kind of the step
     * @param words for people
     */
    private record Step(EpisodeChange reported, EpisodeChange covered, AlertEvent.Kind kind, String words) {}

    /** Receives the results. */
    interface Output {

        void report(DetectorReport report);

        void deviation(Deviation deviation);
    }

    AnomalyDecisions(String datastream, Output out) {
        this.datastream = datastream;
        this.out = out;
    }

    /**
     * Takes a reading. Due deadlines must have been run before. The detector knows readings by their time stamps, so that
     * they are as punctual as their sensor.
     */
    void take(AnomalyState state, CleanedStep arrival) {
        Observation reading = arrival.observation();
        state.use(arrival.settings());
        state.lastLogMillis = arrival.logMillis();
        long receivedMicros = reading.receivedMillis() * 1_000;
        var changes = PlausibleTime.isSuspect(reading.tests())
                ? state.anomalyDetection().nextWithWrongClock(receivedMicros)
                : state.anomalyDetection()
                        .next(
                                receivedMicros,
                                stampMicros(reading, arrival.settings()),
                                reading.result(),
                                reading.flag() == QualityFlag.FAIL);
        state.judged().ifPresent(judged -> {
            extend(state, judged);
            out.deviation(new Deviation(
                    datastream,
                    judged.timeMicros(),
                    arrival.logMillis(),
                    judged.value(),
                    judged.band().expected(),
                    judged.band().low(),
                    judged.band().high(),
                    state.settings.site()));
        });
        long timeMicros = stampMicros(reading, arrival.settings());
        Optional<EpisodeChange> current = state.anomalyDetection().current(receivedMicros, timeMicros);
        if (isInOrder(arrival)) {
            state.span.take(
                    timeMicros,
                    reading.result(),
                    current.map(EpisodeChange::cause).orElse(null));
        }
        changes.forEach(change -> emit(state, change, arrival.logMillis()));
        if (changes.isEmpty() && current.isPresent()) {
            state.judged().ifPresent(judged -> follow(state, judged, current.get(), arrival.logMillis()));
        }
    }

    private static boolean isInOrder(CleanedStep arrival) {
        Observation reading = arrival.observation();
        return !arrival.late() && reading.flag() != QualityFlag.FAIL && !PlausibleTime.isSuspect(reading.tests());
    }

    /** An open alert goes on: its values are within their band again, or beyond it again. */
    private void follow(AnomalyState state, AnomalyDetector.Judged judged, EpisodeChange current, long logMillis) {
        AlertSpan.Course course = state.span.judge(judged, current.cause());
        if (course != AlertSpan.Course.SAME && state.steps > 0 && state.steps < MOST_STEPS) {
            String words = words(state).course(current.cause(), judged, course == AlertSpan.Course.WITHIN);
            Moment at = new Moment(current.at().receivedMicros(), judged.timeMicros());
            EpisodeChange now = new EpisodeChange(current.kind(), current.cause(), current.onset(), at, current.peak());
            emit(state, new Step(now, now, AlertEvent.Kind.UPDATED, words), logMillis);
        }
    }

    private static long stampMicros(Observation reading, DatastreamSettings settings) {
        ReadingInterval interval = new ReadingInterval(
                settings.intervalMillis(), settings.anomalyDetection().zone());
        return settings.stamp().stampMicros(reading.phenomenonMicros(), interval);
    }

    /** Runs the deadlines that are due at a log time, milliseconds. Returns whether the datastream is dead. */
    boolean runDue(AnomalyState state, long logMillis) {
        long silent = state.silentMillis();
        if (silent <= Math.min(logMillis, state.forgetMillis())) {
            state.anomalyDetection().pass(silent * 1_000).ifPresent(change -> emit(state, change, silent));
        }
        boolean dead = state.forgetMillis() <= logMillis;
        if (dead) {
            end(
                    state,
                    state.forgetMillis(),
                    words(state).givenUp(state.anomalyDetection().lastReceivedMicros()));
        }
        return dead;
    }

    /** Ends anomaly detection of the datastream, because the catalog switched it off. */
    void switchOff(AnomalyState state, long logMillis) {
        end(state, logMillis, words(state).switchedOff());
    }

    private void end(AnomalyState state, long logMillis, String words) {
        state.anomalyDetection()
                .end(logMillis * 1_000)
                .ifPresent(change -> emit(
                        state,
                        new Step(
                                change,
                                state.span.of(change, state.judged(), state.steps == 0),
                                kind(change.kind()),
                                words),
                        logMillis));
    }

    /** Updates the open alert's most extreme value: the value furthest from the expected one. */
    private static void extend(AnomalyState state, AnomalyDetector.Judged judged) {
        double expected = judged.band().known() ? judged.band().expected() : 0;
        Scale scale = state.scale();
        double peak = Math.abs(scale.difference(state.peak, expected));
        if (state.steps > 0 && !(Math.abs(scale.difference(judged.value(), expected)) <= peak)) {
            state.peak = judged.value();
        }
    }

    private void emit(AnomalyState state, EpisodeChange change, long logMillis) {
        Optional<AnomalyDetector.Judged> judged = state.judged();
        if (change.kind() == EpisodeChange.Kind.RETURNED) {
            state.steps = state.span.resume();
        }
        EpisodeChange covered = state.span.of(change, judged, state.steps == 0);
        String words = change.kind() == EpisodeChange.Kind.CLOSED
                ? words(state).ended(covered, state.peak)
                : words(state).of(covered, judged, state.anomalyDetection().lastReceivedMicros());
        emit(state, new Step(change, covered, kind(change.kind()), words), logMillis);
    }

    private void emit(AnomalyState state, Step step, long logMillis) {
        EpisodeChange change = step.covered();
        AnomalyDetector.Judged judged = state.judged().orElse(NOTHING);
        if (state.steps == 0) {
            state.alerts++;
            state.peak = judged.value();
        }
        Band band = judged.band();
        AlertEvent event = AlertEventBuilder.builder()
                .alertId(alertId(state.alerts, step.reported().onset().timeMicros()))
                .sequence(state.steps++)
                .kind(step.kind())
                .datastream(datastream)
                .detector(DETECTOR)
                .severity(state.settings.severity())
                .onsetMicros(change.onset().timeMicros())
                .atMicros(change.atMicros())
                .recordedMillis(logMillis)
                .observed(judged.value())
                .peak(state.peak)
                .expectedLow(band.low())
                .expectedHigh(band.high())
                .message(step.words())
                .catalogVersion(state.catalogVersion)
                .finding(new Finding(
                        change.cause().code(),
                        change.peak(),
                        state.scale().wrap(band.expected()),
                        Finding.Origin.UNKNOWN,
                        ""))
                .build();
        out.report(new DetectorReport(event, state.settings.site(), state.intervalMillis));
        boolean over = event.kind() == AlertEvent.Kind.RESOLVED || event.kind() == AlertEvent.Kind.WITHDRAWN;
        if (over) {
            state.span.rest(event.kind() == AlertEvent.Kind.RESOLVED ? state.steps : 0);
            state.steps = 0;
        }
    }

    private String alertId(int number, long onsetMicros) {
        String key = datastream + "|" + DETECTOR + "|" + onsetMicros + "|" + number;
        return UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private static AlertEvent.Kind kind(EpisodeChange.Kind kind) {
        return switch (kind) {
            case PENDING -> AlertEvent.Kind.PENDING;
            case OPENED, RETURNED -> AlertEvent.Kind.OPENED;
            case CLOSED -> AlertEvent.Kind.RESOLVED;
            case WITHDRAWN -> AlertEvent.Kind.WITHDRAWN;
        };
    }

    private static EpisodeWords words(AnomalyState state) {
        return new EpisodeWords(state.settings, state.intervalMillis);
    }
}
