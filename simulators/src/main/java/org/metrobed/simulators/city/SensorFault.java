package org.metrobed.simulators.city;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.metrobed.model.Constants;
import org.metrobed.model.DatastreamId;

/**
 * A fault of one datastream over a known time: the ground truth for scoring detectors. Pure, immutable.
 *
 * @param datastream the affected datastream
 * @param kind kind of the fault
 * @param from true time of the first affected reading, included
 * @param to true time of its end, not included
 * @param magnitude its size, as the kind says; 0 if the kind needs none
 */
public record SensorFault(DatastreamId datastream, Kind kind, Instant from, Instant to, double magnitude) {

    /** How a fault changes readings. */
    public enum Kind {
        /** Nothing is sent. */
        DROPOUT,
        /** The value drifts by {@code magnitude} per hour, in the datastream's unit. */
        DRIFT,
        /** {@code magnitude} is added to a short run of readings, usually one. */
        SPIKE,
        /** The value at the start is repeated. */
        STUCK,
        /** {@code magnitude} is added. */
        LEVEL_SHIFT,
        /** Each reading is sent twice. */
        DUPLICATE,
        /** Each reading is sent {@code magnitude} seconds late. */
        LATE,
        /** The stated time is {@code magnitude} seconds ahead of the true one. */
        CLOCK_SKEW,
        /** Noise of a standard deviation of {@code magnitude} is added. */
        NOISE_BURST,
        /** The value is multiplied by {@code magnitude}, as if written in another unit. */
        UNIT_ERROR,
        /** The value is multiplied by {@code magnitude}, less than 1. */
        GAIN_LOSS,
        /** Nothing is sent, by any datastream of its gateway. */
        GATEWAY_DEATH;

        /** The word in files. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /**
         * Reads a word.
         *
         * @throws IllegalArgumentException if it is unknown
         */
        public static Kind parse(String word) {
            return Constants.find(Kind.class, Kind::word, word)
                    .orElseThrow(() -> new IllegalArgumentException("'" + word + "' is not a kind of fault"));
        }
    }

    public SensorFault {
        Objects.requireNonNull(datastream, "datastream");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("a fault of " + datastream + " ends at " + to + ", not after " + from);
        }
        if (kind == Kind.LATE && !(magnitude >= 0)) {
            throw new IllegalArgumentException("a fault of " + datastream + " is late by " + magnitude + " s");
        }
    }

    /** Whether it affects an instant of true time, milliseconds since 1970 UTC. */
    public boolean covers(long trueMillis) {
        return trueMillis >= from.toEpochMilli() && trueMillis < to.toEpochMilli();
    }

    /** How long after its true time a reading may be sent because of this fault, milliseconds. */
    long delayMillis() {
        return kind == Kind.LATE ? Math.round(magnitude * 1000) : 0;
    }

    /** The readings that replace an affected reading: none, one or two. */
    List<SensorReading> apply(SensorReading reading, long trueMillis, Signal clean) {
        return effect().spoil(reading, trueMillis, clean);
    }

    private Effect effect() {
        long millis = Math.round(magnitude * 1000);
        return switch (kind) {
            case DROPOUT, GATEWAY_DEATH -> new Silent();
            case DRIFT -> new Drifting(from.toEpochMilli(), magnitude);
            case SPIKE, LEVEL_SHIFT -> new Added(magnitude);
            case STUCK -> new Held(from.toEpochMilli());
            case DUPLICATE -> new Doubled();
            case LATE -> new Delayed(millis);
            case CLOCK_SKEW -> new Skewed(millis);
            case NOISE_BURST -> new Noisy(Noise.of(from.toEpochMilli()).child(datastream.value()), magnitude);
            case UNIT_ERROR -> new Converted(magnitude);
            case GAIN_LOSS -> new Weakened(magnitude);
        };
    }
}
