package org.metrobed.recordings.playback;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * What of a recording is played, and how. Immutable.
 *
 * @param speed seconds of the recording in one second, above 0; {@link #MAX_SPEED} for as fast as it is accepted
 * @param from first received time; null for the beginning
 * @param to received time before which it ends; null for the end
 * @param loop whether it begins again at its end
 * @param shift how far times are moved
 * @param topics MQTT topic filters of the messages that are played
 * @param remaps beginnings of topics that are replaced, the first that fits
 */
public record PlaybackOptions(
        double speed,
        Instant from,
        Instant to,
        boolean loop,
        TimeShift shift,
        List<String> topics,
        List<Remap> remaps) {

    /** As fast as messages are accepted. */
    public static final double MAX_SPEED = Double.POSITIVE_INFINITY;

    /** Everything, once, as fast as possible, as it was. */
    public static final PlaybackOptions ALL =
            new PlaybackOptions(MAX_SPEED, null, null, false, TimeShift.NONE, List.of("#"), List.of());

    /**
     * A beginning of topics, and what stands there instead. Immutable.
     *
     * @param old the beginning
     * @param fresh what replaces it
     */
    public record Remap(String old, String fresh) {

        /**
         * Reads {@code OLD=NEW}.
         *
         * @throws IllegalArgumentException if it has no {@code =} behind a beginning; the message says what it must be
         */
        public static Remap parse(String text) {
            int sign = text.indexOf('=');
            if (sign < 1) {
                throw new IllegalArgumentException("is '" + text + "', must be OLD=NEW, two beginnings of topics");
            }
            return new Remap(text.substring(0, sign), text.substring(sign + 1));
        }
    }

    public PlaybackOptions {
        Objects.requireNonNull(shift, "shift");
        topics = List.copyOf(topics);
        remaps = List.copyOf(remaps);
        if (!(speed > 0)) {
            throw new IllegalArgumentException("speed is " + speed + ", must be above 0");
        }
        if (from != null && to != null && !from.isBefore(to)) {
            throw new IllegalArgumentException("from is " + from + ", must be before " + to);
        }
        if (shift.mode() == TimeShift.Mode.NOW && speed > 1) {
            throw new IllegalArgumentException(
                    "shift now needs a speed of at most 1, because times would run ahead of the"
                            + " clock; with until-now the recording ends now");
        }
        if (loop && shift.mode() == TimeShift.Mode.UNTIL_NOW) {
            throw new IllegalArgumentException("a loop has no end that could be now; use shift now");
        }
    }
}
