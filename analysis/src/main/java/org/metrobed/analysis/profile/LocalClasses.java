package org.metrobed.analysis.profile;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The classes of a profile in a time zone. The local clock decides: if it is set back, the repeated hour is one class
 * with two hours; if it is set forward, the skipped hour has no time. Times are microseconds since 1970 UTC. Immutable,
 * thread-safe.
 */
public final class LocalClasses {

    private static final long MICROS = 1_000_000;

    private final ProfileKind kind;
    private final ZoneRules rules;

    /** The classes of a kind in a time zone. */
    public LocalClasses(ProfileKind kind, ZoneId zone) {
        this.kind = Objects.requireNonNull(kind, "kind");
        this.rules = zone.getRules();
    }

    /** The kind of the classes. */
    public ProfileKind kind() {
        return kind;
    }

    /** The class of a time. */
    public int classOf(long micros) {
        return kind.classOf(local(micros));
    }

    /** The local date of a time, days since 1970-01-01. */
    public int dayOf(long micros) {
        return (int) local(micros).toLocalDate().toEpochDay();
    }

    /** Whether each window of this size in the range, aligned to 1970 UTC, is in one class only. */
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

    /** The real time of each class in a range, microseconds, in the order of classes; only classes with time. */
    public Map<Integer, Long> microsByClass(Stretch range) {
        Map<Integer, Long> micros = new TreeMap<>();
        parts(range)
                .forEach(part ->
                        micros.merge(classOf(part.fromMicros()), part.toMicros() - part.fromMicros(), Long::sum));
        return micros;
    }

    /** The parts of a range, in order, each of which is in one class only. */
    List<Stretch> parts(Stretch range) {
        List<Stretch> parts = new ArrayList<>();
        long at = range.fromMicros();
        while (at < range.toMicros()) {
            long end = Math.min(range.toMicros(), endOfUnit(at));
            parts.add(new Stretch(at, end));
            at = end;
        }
        return parts;
    }

    /** The end of the local hour or day that contains a time, or an earlier change of the offset in it. */
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
