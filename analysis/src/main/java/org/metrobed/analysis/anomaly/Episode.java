package org.metrobed.analysis.anomaly;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Makes one episode of one event. Its inputs are repeated high levels, judged by an {@link EpisodeRule}, and certain
 * evidence. A first high level starts a pending episode. While an episode is open, all further evidence belongs to it.
 *
 * <p>An episode closes when its condition is over: a value is well within its band and the next one is within it, or an
 * evident fault (a stuck value, a wrong clock) is absent from two readings. High levels of values within their band are
 * then the echo of those before. A closed episode returns, and is not a new one, if there is evidence again before the
 * rule's quiet levels have passed. After each return it takes twice as many readings to close. So a condition that comes
 * and goes closes a few times at most. An episode of silence closes when readings arrive again, and does not return.
 * Mutable, one thread.
 */
public final class Episode implements SavedState {

    /** A silence ends after this many timely readings in a row; another condition after as many without it. */
    private static final int PUNCTUAL = 2;

    private static final int MOST_RETURNS = 7;
    private static final int OPEN = 1;
    private static final int OVER = 2;
    private static final int SEEN_BEYOND = 4;
    private static final int RETURNS_SHIFT = 3;

    private final EpisodeRule rule;
    private final Recurrence high;
    private Cause cause;
    private boolean open;
    /** Whether it has closed and may return. */
    private boolean over;
    /** Whether single values were beyond their band, so that values within it say that the condition is over. */
    private boolean seenBeyond;

    private int returns;
    private Moment onset = new Moment(0, 0);
    private double peak;
    private int quiet;
    /** Timely readings in a row of a silence; else readings in a row without the condition. */
    private int without;

    /** No episode is open. */
    public Episode(EpisodeRule rule) {
        this.rule = rule;
        this.high = new Recurrence(rule.times(), rule.among());
    }

    /** Whether an episode is open. */
    public boolean isOpen() {
        return open && !over;
    }

    /** The open episode as a step that begins it, with its highest level so far; empty if none is open. */
    Optional<EpisodeChange> current(Moment now) {
        return isOpen() ? change(EpisodeChange.Kind.OPENED, now) : Optional.empty();
    }

    /**
     * Takes the next level.
     *
     * @param level in [0, 1]
     * @param leading the most unusual cause
     * @param place of its value in its band
     * @param at now
     * @return the change that it causes, if any
     */
    public Optional<EpisodeChange> next(double level, Cause leading, Band.Place place, Moment at) {
        boolean reached = level >= rule.open() && !(open && isEcho(leading, place));
        boolean often = high.next(reached);
        if (over && returns == MOST_RETURNS && reached && often) {
            forget();
        }
        if (open) {
            return reached && (often || !over) ? sign(leading, level, place, at, at) : calm(level, place, at);
        }
        if (reached && often) {
            return sign(leading, level, place, at, at);
        }
        if (reached && cause == null) {
            cause = leading;
            onset = at;
            peak = level;
            return change(EpisodeChange.Kind.PENDING, at);
        }
        peak = Math.max(peak, level);
        return cause != null && high.isNever() ? end(EpisodeChange.Kind.WITHDRAWN, at) : Optional.empty();
    }

    /** Whether a high level of a value there comes from values before it, or says nothing about the cause. */
    private boolean isEcho(Cause leading, Band.Place place) {
        if (cause.isEvident() && !over) {
            return leading != cause;
        }
        return seenBeyond && place.isWithin();
    }

    /**
     * Takes evidence that needs no confirmation. It opens an episode unless one is open.
     *
     * @param first when this evidence began
     */
    public Optional<EpisodeChange> certain(Cause leading, Moment first, Moment at) {
        if (over && (leading.isOfArrival() || returns == MOST_RETURNS)) {
            forget();
        }
        return sign(leading, 1, Band.Place.BEYOND, first, at);
    }

    /** A reading arrived, in time or late; it may end a silence. */
    Optional<EpisodeChange> arrived(boolean inTime, Moment at) {
        if (!open || cause != Cause.SILENCE) {
            return Optional.empty();
        }
        without = inTime ? without + 1 : 0;
        return without < PUNCTUAL ? Optional.empty() : end(EpisodeChange.Kind.CLOSED, at);
    }

    /** Monitoring stops: ends an open or pending episode. */
    Optional<EpisodeChange> giveUp(Moment at) {
        if (cause == null || over) {
            forget();
            return Optional.empty();
        }
        return end(open ? EpisodeChange.Kind.CLOSED : EpisodeChange.Kind.WITHDRAWN, at);
    }

    private Optional<EpisodeChange> sign(Cause leading, double level, Band.Place place, Moment first, Moment at) {
        quiet = 0;
        without = 0;
        seenBeyond = seenBeyond || place == Band.Place.BEYOND;
        if (isOpen()) {
            peak = Math.max(peak, level);
            return Optional.empty();
        }
        if (over) {
            over = false;
            returns++;
            peak = Math.max(peak, level);
            cause = leading;
            return change(EpisodeChange.Kind.RETURNED, at);
        }
        onset = cause == null ? first : onset;
        peak = cause == null ? level : Math.max(peak, level);
        cause = leading;
        open = true;
        return change(EpisodeChange.Kind.OPENED, at);
    }

    private Optional<EpisodeChange> calm(double level, Band.Place place, Moment at) {
        if (cause == Cause.SILENCE) {
            return quietly(level, at);
        }
        without = isWithout(level, place) ? without + 1 : 0;
        int needed = Math.min(PUNCTUAL << returns, patience());
        if (!over && without >= needed) {
            over = true;
            without = 0;
            Optional<EpisodeChange> closed = change(EpisodeChange.Kind.CLOSED, at);
            quietly(level, at);
            return closed;
        }
        return quietly(level, at);
    }

    /** An episode about arrival or failing readings returns for a shorter time, whatever the levels are. */
    private Optional<EpisodeChange> quietly(double level, Moment at) {
        quiet = isSoon() || level < rule.close() ? quiet + 1 : 0;
        if (quiet < patience()) {
            return Optional.empty();
        }
        Optional<EpisodeChange> end = over ? Optional.empty() : change(EpisodeChange.Kind.CLOSED, at);
        forget();
        return end;
    }

    private int patience() {
        return isSoon() ? rule.soonQuiet() : rule.quiet();
    }

    private boolean isSoon() {
        return cause == Cause.CLOCK || cause == Cause.DUPLICATES || cause == Cause.QUALITY;
    }

    private boolean isWithout(double level, Band.Place place) {
        if (cause.isEvident()) {
            return true;
        }
        return (seenBeyond || level < rule.open())
                && (place == Band.Place.WELL_WITHIN || (without > 0 && place == Band.Place.WITHIN));
    }

    private Optional<EpisodeChange> end(EpisodeChange.Kind kind, Moment at) {
        Optional<EpisodeChange> end = change(kind, at);
        forget();
        return end;
    }

    private void forget() {
        cause = null;
        open = false;
        over = false;
        seenBeyond = false;
        returns = 0;
        quiet = 0;
        without = 0;
        high.forget();
    }

    private Optional<EpisodeChange> change(EpisodeChange.Kind kind, Moment at) {
        return Optional.of(new EpisodeChange(kind, cause, onset, at, peak));
    }

    @Override
    public int bytes() {
        return high.bytes() + 28;
    }

    @Override
    public void write(ByteBuffer out) {
        int flags = (open ? OPEN : 0) | (over ? OVER : 0) | (seenBeyond ? SEEN_BEYOND : 0) | (returns << RETURNS_SHIFT);
        high.write(out);
        out.put((byte) (cause == null ? 0 : cause.number()));
        out.put((byte) flags);
        out.putLong(onset.receivedMicros()).putLong(onset.timeMicros()).putDouble(peak);
        out.put((byte) quiet).put((byte) without);
    }

    @Override
    public void read(ByteBuffer in) {
        high.read(in);
        cause = Cause.ofNumber(in.get());
        int flags = in.get();
        open = (flags & OPEN) != 0;
        over = (flags & OVER) != 0;
        seenBeyond = (flags & SEEN_BEYOND) != 0;
        returns = flags >> RETURNS_SHIFT;
        onset = new Moment(in.getLong(), in.getLong());
        peak = in.getDouble();
        quiet = in.get();
        without = in.get();
    }
}
