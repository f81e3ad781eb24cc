package org.metrobed.analysis.profile;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The classes of a profile in a zone. The local clock decides: where it goes back, the hour that it shows twice is one class
 * with two hours; where it goes forward, the hour that it skips has none. Times are microseconds since 1970 UTC. Immutable, safe
 * for any thread.
 */
public final class LocalClasses {

    private static final long MICROS = 1_000_000;

    private final ProfileKind kind;
    private final ZoneRules rules;

    /** The classes of a kind in a zone. */
    public LocalClasses(ProfileKind kind, ZoneId zone) {
        this.kind = Objects.requireNonNull(kind, "kind");
        this.rules = zone.getRules();
    }

    /** By what they are divided. */
    public ProfileKind kind() {
        return kind;
    }

    /** The class of a moment. */
    public int classOf(long micros) {
        return kind.classOf(local(micros));
    }

    /** The local date of a moment, days since 1970-01-01. */
    public int dayOf(long micros) {
        return (int) local(micros).toLocalDate().toEpochDay();
    }

    /** Whether no window of a size, of those counted from 1970 UTC on, lies in two classes anywhere in a stretch. */
    public boolean fits(long sizeMillis, Stretch range) {
        Instant from = instant(range.fromMicros());
        if (kind.unitSeconds() * 1_000 % sizeMillis != 0
                || !divides(sizeMillis, rules.getOffset(from).getTotalSeconds())) {
            return false;
        }
        Instant to = instant(range.toMicros());
        ZoneOffsetTransition change = rules.nextTransition(from);
        while (change != null && change.getInstant().isBefore(to)) {
            if (!divides(sizeMillis, change.getOffsetAfter().getTotalSeconds())
                    || !divides(sizeMillis, change.toEpochSecond())) {
                return false;
            }
            change = rules.nextTransition(change.getInstant());
        }
        return true;
    }

    /** How much real time of a stretch each class has, microseconds, in the order of classes; only those that have any. */
    public Map<Integer, Long> microsByClass(Stretch range) {
        Map<Integer, Long> micros = new TreeMap<>();
        long at = range.fromMicros();
        while (at < range.toMicros()) {
            long end = Math.min(range.toMicros(), endOfUnit(at));
            micros.merge(classOf(at), end - at, Long::sum);
            at = end;
        }
        return micros;
    }

    /** When the local hour or day ends that holds a moment, or the offset changes in it. */
    private long endOfUnit(long micros) {
        long second = Math.floorDiv(micros, MICROS);
        Instant instant = Instant.ofEpochSecond(second);
        long offset = rules.getOffset(instant).getTotalSeconds();
        long unit = kind.unitSeconds();
        long end = (Math.floorDiv(second + offset, unit) + 1) * unit - offset;
        ZoneOffsetTransition change = rules.nextTransition(instant);
        return (change == null ? end : Math.min(end, change.toEpochSecond())) * MICROS;
    }

    private LocalDateTime local(long micros) {
        Instant instant = instant(micros);
        ZoneOffset offset = rules.getOffset(instant);
        return LocalDateTime.ofEpochSecond(instant.getEpochSecond(), 0, offset);
    }

    private static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, MICROS));
    }

    private static boolean divides(long sizeMillis, long seconds) {
        return seconds * 1_000 % sizeMillis == 0;
    }
}
