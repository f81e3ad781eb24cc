package org.metrobed.simulators.city;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.metrobed.model.DatastreamId;

/**
 * Something that goes wrong with one datastream over a known time: the ground truth that detectors are scored against. Pure,
 * immutable.
 *
 * @param datastream whose readings it spoils
 * @param kind how
 * @param from true time of the first spoilt reading, included
 * @param to true time at which it is over, not included
 * @param magnitude how much, as the kind says; 0 where the kind needs none
 */
public record SensorFault(DatastreamId datastream, Kind kind, Instant from, Instant to, double magnitude) {

    /** How a fault spoils readings. */
    public enum Kind {
        /** Nothing is sent. */
        DROPOUT,
        /** The value grows away by {@code magnitude} an hour, in the datastream's unit. */
        DRIFT,
        /** {@code magnitude} is added to a short run of readings, usually one. */
        SPIKE,
        /** The value at the beginning is repeated. */
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
        /** The value is {@code magnitude} times as large, as if written in another unit. */
        UNIT_ERROR,
        /** The sensor sees {@code magnitude} of what there is, less than 1. */
        GAIN_LOSS,
        /** Nothing is sent, as by all datastreams of its gateway. */
        GATEWAY_DEATH;

        /** The word in files. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /**
         * Reads a word.
         *
         * @throws IllegalArgumentException when it is none of them
         */
        public static Kind parse(String word) {
            for (Kind kind : values()) {
                if (kind.word().equals(word)) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("'" + word + "' is not a kind of fault");
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

    /** Whether it spoils what happens at an instant of true time, milliseconds since 1970 UTC. */
    public boolean covers(long trueMillis) {
        return trueMillis >= from.toEpochMilli() && trueMillis < to.toEpochMilli();
    }

    /** How long after its true time a reading may be sent because of this, milliseconds. */
    long delayMillis() {
        return kind == Kind.LATE ? Math.round(magnitude * 1000) : 0;
    }

    /** What becomes of a reading that it covers: none, one or two. */
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
