package org.metrobed.core.detect;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Makes one episode of one event: of levels that are high again and again by an {@link EpisodeRule}, and of signs that are
 * certain. While an episode is open, whatever else is seen belongs to it. Mutable, one thread.
 */
public final class Episode implements Saved {

    private final EpisodeRule rule;
    private final Recurrence high;
    private Cause open;
    private long onsetMicros;
    private double peak;
    private int quiet;

    /** Nothing is open. */
    public Episode(EpisodeRule rule) {
        this.rule = rule;
        this.high = new Recurrence(rule.times(), rule.among());
    }

    /** Whether one is open. */
    public boolean isOpen() {
        return open != null;
    }

    /**
     * A level comes.
     *
     * @param level in [0, 1]
     * @param cause what is most unusual
     * @param atMicros now
     * @return the change that it makes, if any
     */
    public Optional<EpisodeChange> next(double level, Cause cause, long atMicros) {
        boolean reached = level >= rule.open();
        if (reached && open == null && high.isNever()) {
            onsetMicros = atMicros;
        }
        boolean often = high.next(reached);
        if (reached && (often || open != null)) {
            return sign(cause, level, atMicros);
        }
        quiet = level < rule.close() ? quiet + 1 : 0;
        return open != null && quiet >= rule.quiet() ? Optional.of(close(atMicros)) : Optional.empty();
    }

    /** A sign that needs no second one; opens an episode unless one is open. */
    public Optional<EpisodeChange> certain(Cause cause, long atMicros) {
        if (open == null) {
            onsetMicros = atMicros;
        }
        return sign(cause, 1, atMicros);
    }

    private Optional<EpisodeChange> sign(Cause cause, double level, long atMicros) {
        quiet = 0;
        if (open != null) {
            peak = Math.max(peak, level);
            return Optional.empty();
        }
        open = cause;
        peak = level;
        return Optional.of(new EpisodeChange(true, cause, onsetMicros, atMicros, peak));
    }

    private EpisodeChange close(long atMicros) {
        EpisodeChange closed = new EpisodeChange(false, open, onsetMicros, atMicros, peak);
        open = null;
        high.forget();
        return closed;
    }

    @Override
    public int bytes() {
        return high.bytes() + 21;
    }

    @Override
    public void write(ByteBuffer out) {
        high.write(out);
        out.put((byte) (open == null ? 0 : open.number()));
        out.putLong(onsetMicros).putDouble(peak).putInt(quiet);
    }

    @Override
    public void read(ByteBuffer in) {
        high.read(in);
        open = Cause.ofNumber(in.get());
        onsetMicros = in.getLong();
        peak = in.getDouble();
        quiet = in.getInt();
    }
}
