package org.metrobed.store.retention;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.metrobed.model.window.WindowLevel;

/**
 * Retention times by kind, counted from ingest time. Immutable.
 *
 * @param keep times of at least a day; a kind that is absent is kept for ever
 */
public record RetentionPolicy(Map<Kept, Duration> keep) {

    /** Keeps everything for ever. */
    public static final RetentionPolicy FOR_EVER = new RetentionPolicy(Map.of());

    /** The shortest permitted retention time. */
    public static final Duration SHORTEST = Duration.ofDays(1);

    /** The longest permitted retention time, a hundred years. */
    public static final Duration LONGEST = Duration.ofDays(36_500);

    public RetentionPolicy {
        keep = Map.copyOf(keep);
        keep.forEach((kept, time) -> {
            if (!allows(time)) {
                throw new IllegalArgumentException(kept.words() + " cannot be kept for " + time);
            }
        });
    }

    /** Whether this retention time is permitted. */
    public static boolean allows(Duration time) {
        return time.compareTo(SHORTEST) >= 0 && time.compareTo(LONGEST) <= 0;
    }

    /** The retention time of a kind; empty: for ever. */
    public Optional<Duration> find(Kept kept) {
        return Optional.ofNullable(keep.get(kept));
    }

    /** The lengths of windows that are kept longer than observations. */
    List<WindowLevel> longerThanObservations() {
        Optional<Duration> observations = find(Kept.OBSERVATIONS);
        return Arrays.stream(Kept.values())
                .filter(kept -> kept.level() != null && observations.isPresent())
                .filter(kept -> find(kept)
                        .filter(time -> time.compareTo(observations.get()) <= 0)
                        .isEmpty())
                .map(Kept::level)
                .toList();
    }

    /** Whether everything is kept for ever. */
    public boolean isForEver() {
        return keep.isEmpty();
    }
}
