package org.metrobed.core.detect;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.metrobed.core.model.AlertEvent;
import org.metrobed.core.model.DatastreamId;
import org.metrobed.core.model.Finding;
import org.metrobed.core.model.Observation;
import org.metrobed.core.model.Severity;
import org.metrobed.core.model.ThresholdRule;

/**
 * The episode of one threshold rule at one datastream: idle, pending (beyond, not yet long enough) or open. Fed with good
 * and suspect values in order of phenomenon time. Mutable, one thread; three numbers large.
 */
public final class ThresholdEpisode {

    private static final long IDLE = Long.MIN_VALUE;

    private long onsetMicros;
    private boolean open;
    private double peak;

    /** Idle. */
    public ThresholdEpisode() {
        this(IDLE, false, Double.NaN);
    }

    /** An episode as it was written down. */
    public ThresholdEpisode(long onsetMicros, boolean open, double peak) {
        this.onsetMicros = onsetMicros;
        this.open = open;
        this.peak = peak;
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

    /** Whether there is nothing to remember. */
    public boolean idle() {
        return onsetMicros == IDLE;
    }

    /**
     * Takes the next value.
     *
     * @param rule the rule in force; when it changes while the episode is open, the new bounds decide its end
     * @param recordedMillis log time of the decision
     * @return the event that this value causes, if any
     */
    public Optional<AlertEvent> next(ThresholdRule rule, Observation observation, long recordedMillis) {
        double value = observation.result();
        if (idle() && rule.beyond(value)) {
            onsetMicros = observation.phenomenonMicros();
            peak = value;
        }
        if (idle()) {
            return Optional.empty();
        }
        peak = rule.direction() == ThresholdRule.Direction.ABOVE ? Math.max(peak, value) : Math.min(peak, value);
        if (!open && !rule.beyond(value)) {
            clear();
            return Optional.empty();
        }
        if (!open && observation.phenomenonMicros() - onsetMicros >= rule.minDurationMillis() * 1_000) {
            open = true;
            return Optional.of(event(AlertEvent.Kind.OPENED, 0, rule, observation, recordedMillis));
        }
        if (open && rule.clears(value)) {
            AlertEvent resolved = event(AlertEvent.Kind.RESOLVED, 1, rule, observation, recordedMillis);
            clear();
            return Optional.of(resolved);
        }
        return Optional.empty();
    }

    /**
     * Ends the episode because its rule is gone from the catalog.
     *
     * @return the resolving event when it was open
     */
    public Optional<AlertEvent> withdraw(String rule, Observation observation, long recordedMillis) {
        if (!open) {
            return Optional.empty();
        }
        AlertEvent resolved = new AlertEvent(
                alertId(observation.datastream(), rule),
                1,
                AlertEvent.Kind.RESOLVED,
                observation.datastream(),
                rule,
                Severity.INFO,
                onsetMicros,
                observation.phenomenonMicros(),
                recordedMillis,
                observation.result(),
                peak,
                Double.NaN,
                Double.NaN,
                "the rule " + rule + " left the catalog",
                observation.catalogVersion(),
                Finding.THRESHOLD);
        clear();
        return Optional.of(resolved);
    }

    private String alertId(String datastream, String rule) {
        String key = datastream + "|" + rule + "|" + onsetMicros;
        return UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private void clear() {
        onsetMicros = IDLE;
        open = false;
        peak = Double.NaN;
    }

    private AlertEvent event(
            AlertEvent.Kind kind, int sequence, ThresholdRule rule, Observation observation, long recordedMillis) {
        boolean above = rule.direction() == ThresholdRule.Direction.ABOVE;
        return new AlertEvent(
                alertId(observation.datastream(), rule.name()),
                sequence,
                kind,
                observation.datastream(),
                rule.name(),
                rule.severity(),
                onsetMicros,
                observation.phenomenonMicros(),
                recordedMillis,
                observation.result(),
                peak,
                above ? Double.NaN : rule.raise(),
                above ? rule.raise() : Double.NaN,
                message(kind, rule, observation, above),
                observation.catalogVersion(),
                Finding.THRESHOLD);
    }

    private String message(AlertEvent.Kind kind, ThresholdRule rule, Observation observation, boolean above) {
        String property = new DatastreamId(observation.datastream()).property();
        String side = above ? "above" : "below";
        Instant onset = Instant.EPOCH.plus(onsetMicros, ChronoUnit.MICROS);
        if (kind == AlertEvent.Kind.OPENED) {
            return property + " is " + number(observation.result()) + ", " + side + " " + number(rule.raise())
                    + " since " + onset;
        }
        return property + " is back at " + number(observation.result()) + "; it was " + side + " "
                + number(rule.raise()) + " from " + onset + ", peak " + number(peak);
    }

    private static String number(double value) {
        double rounded = Math.rint(value * 100) / 100;
        return rounded == Math.rint(rounded) && Math.abs(rounded) < 1e15
                ? Long.toString((long) rounded)
                : Double.toString(rounded);
    }
}
