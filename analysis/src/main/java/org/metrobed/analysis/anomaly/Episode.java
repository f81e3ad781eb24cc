package org.metrobed.analysis.anomaly;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Makes one episode of one event. Its inputs are repeated high levels, judged by an {@link EpisodeRule}, and certain
 * evidence. A first high level starts a pending episode. While an episode is open, all further evidence belongs to it.
 * An episode of silence ends when readings arrive again; other episodes end after some readings without evidence.
 * Mutable, one thread.
 */
public final class Episode implements SavedState {

    /** A silence ends after this many timely readings in a row. */
    private static final int PUNCTUAL = 2;

    private final EpisodeRule rule;
    private final Recurrence high;
    private Cause cause;
    private boolean open;
    private Moment onset = new Moment(0, 0);
    private double peak;
    private int quiet;
    private int punctual;

    /** No episode is open. */
    public Episode(EpisodeRule rule) {
        this.rule = rule;
        this.high = new Recurrence(rule.times(), rule.among());
    }

    /** Whether an episode is open. */
    public boolean isOpen() {
        return open;
    }

    /** The open episode as a step that begins it, with its highest level so far; empty if none is open. */
    Optional<EpisodeChange> current(Moment now) {
        return open ? change(EpisodeChange.Kind.OPENED, now) : Optional.empty();
    }

    /**
     * Takes the next level.
     *
     * @param level in [0, 1]
     * @param leading the most unusual cause
     * @param at now
     * @return the change that it causes, if any
     */
    public Optional<EpisodeChange> next(double level, Cause leading, Moment at) {
        boolean reached = level >= rule.open();
        boolean often = high.next(reached);
        if (open) {
            return reached ? sign(leading, level, at, at) : calm(level, at);
        }
        if (reached && often) {
            return sign(leading, level, at, at);
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

    /**
     * Takes evidence that needs no confirmation. It opens an episode unless one is open.
     *
     * @param first when this evidence began
     */
    public Optional<EpisodeChange> certain(Cause leading, Moment first, Moment at) {
        return sign(leading, 1, first, at);
    }

    /** A reading arrived, in time or late; it may end a silence. */
    Optional<EpisodeChange> arrived(boolean inTime, Moment at) {
        if (!open || cause != Cause.SILENCE) {
            return Optional.empty();
        }
        punctual = inTime ? punctual + 1 : 0;
        return punctual < PUNCTUAL ? Optional.empty() : end(EpisodeChange.Kind.CLOSED, at);
    }

    /** Monitoring stops: ends an open or pending episode. */
    Optional<EpisodeChange> giveUp(Moment at) {
        return cause == null
                ? Optional.empty()
                : end(open ? EpisodeChange.Kind.CLOSED : EpisodeChange.Kind.WITHDRAWN, at);
    }

    private Optional<EpisodeChange> sign(Cause leading, double level, Moment first, Moment at) {
        quiet = 0;
        if (open) {
            peak = Math.max(peak, level);
            return Optional.empty();
        }
        onset = cause == null ? first : onset;
        peak = cause == null ? level : Math.max(peak, level);
        cause = leading;
        open = true;
        punctual = 0;
        return change(EpisodeChange.Kind.OPENED, at);
    }

    /** Levels below the alarm do not prolong an episode about arrival or failing readings: such a fault is present or not. */
    private Optional<EpisodeChange> calm(double level, Moment at) {
        boolean soon = cause == Cause.CLOCK || cause == Cause.DUPLICATES || cause == Cause.QUALITY;
        quiet = soon || level < rule.close() ? quiet + 1 : 0;
        return quiet < (soon ? rule.soonQuiet() : rule.quiet()) ? Optional.empty() : end(EpisodeChange.Kind.CLOSED, at);
    }

    private Optional<EpisodeChange> end(EpisodeChange.Kind kind, Moment at) {
        Optional<EpisodeChange> end = change(kind, at);
        cause = null;
        open = false;
        high.forget();
        return end;
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
        high.write(out);
        out.put((byte) (cause == null ? 0 : cause.number()));
        out.put((byte) (open ? 1 : 0));
        out.putLong(onset.receivedMicros()).putLong(onset.timeMicros()).putDouble(peak);
        out.put((byte) quiet).put((byte) punctual);
    }

    @Override
    public void read(ByteBuffer in) {
        high.read(in);
        cause = Cause.ofNumber(in.get());
        open = in.get() != 0;
        onset = new Moment(in.getLong(), in.getLong());
        peak = in.getDouble();
        quiet = in.get();
        punctual = in.get();
    }
}
