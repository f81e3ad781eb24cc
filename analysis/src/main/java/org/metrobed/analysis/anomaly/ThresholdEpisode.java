package org.metrobed.analysis.anomaly;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.AlertEventBuilder;
import org.metrobed.model.AnomalyDetection;
import org.metrobed.model.Finding;
import org.metrobed.model.Observation;
import org.metrobed.model.Severity;
import org.metrobed.model.ThresholdRule;

/**
 * The episode of one threshold rule at one datastream. It is idle, pending (beyond the threshold, but not for long
 * enough) or open. Its inputs are good and suspect values in the order of phenomenon time. Its events are numbered from
 * 0. Mutable, one thread; the state is four numbers.
 */
public final class ThresholdEpisode {

    private static final long IDLE = Long.MIN_VALUE;

    private long onsetMicros;
    private boolean open;
    private double peak;
    private int told;

    /** An idle episode. */
    public ThresholdEpisode() {
        this(IDLE, false, Double.NaN, 0);
    }

    /** Restores a saved episode. */
    public ThresholdEpisode(long onsetMicros, boolean open, double peak, int told) {
        this.onsetMicros = onsetMicros;
        this.open = open;
        this.peak = peak;
        this.told = told;
    }

    public long onsetMicros() {
        return onsetMicros;
    }

    public boolean open() {
        return open;
    }

    public double peak() {
        return peak;
    }

    /** How many events it has emitted. */
    public int told() {
        return told;
    }

    /** Whether there is no state to keep. */
    public boolean idle() {
        return onsetMicros == IDLE;
    }

    /**
     * Takes the next value.
     *
     * @param rule the rule in force; if it changes while the episode is open, the new bounds decide its end
     * @param recordedMillis log time of the decision
     * @param anomalyDetection name, unit and time zone of the datastream
     * @return the event that this value causes, if any
     */
    public Optional<AlertEvent> next(
            ThresholdRule rule, Observation observation, long recordedMillis, AnomalyDetection anomalyDetection) {
        ThresholdWords words = new ThresholdWords(anomalyDetection);
        double value = observation.result();
        boolean first = idle() && rule.beyond(value);
        if (first) {
            onsetMicros = observation.phenomenonMicros();
            peak = value;
        }
        if (idle()) {
            return Optional.empty();
        }
        peak = rule.further(peak, value);
        if (open) {
            return rule.clears(value)
                    ? end(AlertEvent.Kind.RESOLVED, rule, observation, recordedMillis, words)
                    : Optional.empty();
        }
        if (!rule.beyond(value)) {
            return end(AlertEvent.Kind.WITHDRAWN, rule, observation, recordedMillis, words);
        }
        open = observation.phenomenonMicros() - onsetMicros >= rule.minDurationMillis() * 1_000;
        if (!open && !first) {
            return Optional.empty();
        }
        return Optional.of(event(
                open ? AlertEvent.Kind.OPENED : AlertEvent.Kind.PENDING, rule, observation, recordedMillis, words));
    }

    private Optional<AlertEvent> end(
            AlertEvent.Kind kind,
            ThresholdRule rule,
            Observation observation,
            long recordedMillis,
            ThresholdWords words) {
        Optional<AlertEvent> last =
                told == 0 ? Optional.empty() : Optional.of(event(kind, rule, observation, recordedMillis, words));
        clear();
        return last;
    }

    /**
     * Ends the episode because the catalog no longer has its rule.
     *
     * @return the event that ends it, if it was pending or open
     */
    public Optional<AlertEvent> withdraw(String rule, Observation observation, long recordedMillis) {
        if (told == 0) {
            return Optional.empty();
        }
        AlertEvent last = AlertEventBuilder.builder()
                .alertId(alertId(observation.datastream(), rule))
                .sequence(told)
                .kind(open ? AlertEvent.Kind.RESOLVED : AlertEvent.Kind.WITHDRAWN)
                .datastream(observation.datastream())
                .detector(rule)
                .severity(Severity.INFO)
                .onsetMicros(onsetMicros)
                .atMicros(observation.phenomenonMicros())
                .recordedMillis(recordedMillis)
                .observed(observation.result())
                .peak(peak)
                .expectedLow(Double.NaN)
                .expectedHigh(Double.NaN)
                .message("the rule " + rule + " left the catalog")
                .catalogVersion(observation.catalogVersion())
                .finding(Finding.THRESHOLD)
                .build();
        clear();
        return Optional.of(last);
    }

    private String alertId(String datastream, String rule) {
        String key = datastream + "|" + rule + "|" + onsetMicros;
        return UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private void clear() {
        onsetMicros = IDLE;
        open = false;
        peak = Double.NaN;
        told = 0;
    }

    private AlertEvent event(
            AlertEvent.Kind kind,
            ThresholdRule rule,
            Observation observation,
            long recordedMillis,
            ThresholdWords words) {
        boolean above = rule.direction() == ThresholdRule.Direction.ABOVE;
        return AlertEventBuilder.builder()
                .alertId(alertId(observation.datastream(), rule.name()))
                .sequence(told++)
                .kind(kind)
                .datastream(observation.datastream())
                .detector(rule.name())
                .severity(rule.severity())
                .onsetMicros(onsetMicros)
                .atMicros(observation.phenomenonMicros())
                .recordedMillis(recordedMillis)
                .observed(observation.result())
                .peak(peak)
                .expectedLow(above ? Double.NaN : rule.raise())
                .expectedHigh(above ? rule.raise() : Double.NaN)
                .message(words.of(kind, rule, observation, onsetMicros, peak))
                .catalogVersion(observation.catalogVersion())
                .finding(Finding.THRESHOLD)
                .build();
    }
}
