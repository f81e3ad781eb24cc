package org.metrobed.store.retention;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * How long what is kept, counted from ingestion. Immutable.
 *
 * @param keep times of at least a day; what is not named is kept for ever
 */
public record RetentionPolicy(Map<Kept, Duration> keep) {

    /** Keeps everything for ever. */
    public static final RetentionPolicy FOR_EVER = new RetentionPolicy(Map.of());

    /** The shortest time that anything may be kept for. */
    public static final Duration SHORTEST = Duration.ofDays(1);

    /** The longest time that may be named, a hundred years. */
    public static final Duration LONGEST = Duration.ofDays(36_500);

    public RetentionPolicy {
        keep = Map.copyOf(keep);
        keep.forEach((kept, time) -> {
            if (!allows(time)) {
                throw new IllegalArgumentException(kept.words() + " cannot be kept for " + time);
            }
        });
    }

    /** Whether something may be kept for this time. */
    public static boolean allows(Duration time) {
        return time.compareTo(SHORTEST) >= 0 && time.compareTo(LONGEST) <= 0;
    }

    /** How long this is kept; empty: for ever. */
    public Optional<Duration> find(Kept kept) {
        return Optional.ofNullable(keep.get(kept));
    }

    /** Whether everything is kept for ever. */
    public boolean isForEver() {
        return keep.isEmpty();
    }
}
