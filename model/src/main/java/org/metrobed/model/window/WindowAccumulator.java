package org.metrobed.model.window;

import org.metrobed.model.Observation;
import org.metrobed.model.ReadingKind;

/**
 * Collects the readings of one window, one at a time. Mutable, one thread; about 400 bytes, more with many readings:
 * {@link #content} is smaller.
 */
public final class WindowAccumulator {

    private final long startMicros;
    private final SummaryAccumulator good;
    /** Null if there are none. */
    private SummaryAccumulator suspect;

    private long notEvaluated;
    private long fail;
    private long missing;
    private long catalogVersion;

    /** An empty window. */
    public WindowAccumulator(long startMicros) {
        this.startMicros = startMicros;
        this.good = new SummaryAccumulator();
    }

    /** A window with the content collected before. */
    public WindowAccumulator(long startMicros, WindowContent content) {
        this.startMicros = startMicros;
        this.good = new SummaryAccumulator(content.good());
        this.suspect = content.suspect().count() == 0 ? null : new SummaryAccumulator(content.suspect());
        this.notEvaluated = content.notEvaluated();
        this.fail = content.fail();
        this.missing = content.missing();
        this.catalogVersion = content.catalogVersion();
    }

    /**
     * Adds one reading. An infinite good or suspect value cannot occur: the gross-range test fails it.
     *
     * @param kind kind of the readings of its datastream; the order of good ones is kept, and of missing ones that end a
     *     held value
     */
    public void add(Observation observation, ReadingKind kind) {
        switch (observation.flag()) {
            case GOOD -> addGood(observation, kind);
            case SUSPECT -> addSuspect(observation, kind);
            case NOT_EVALUATED -> notEvaluated++;
            case FAIL -> fail++;
            case MISSING -> {
                missing++;
                good.addMissing(observation.phenomenonMicros(), kind);
            }
        }
        catalogVersion = Math.max(catalogVersion, observation.catalogVersion());
    }

    private void addGood(Observation observation, ReadingKind kind) {
        if (observation.tests().isStepUnknown()) {
            good.addWithoutStep(observation.result(), observation.phenomenonMicros(), kind);
        } else {
            good.add(observation.result(), observation.phenomenonMicros(), kind);
        }
    }

    private void addSuspect(Observation observation, ReadingKind kind) {
        if (suspect == null) {
            suspect = new SummaryAccumulator();
        }
        suspect.add(observation.result(), observation.phenomenonMicros(), kind.statistic());
    }

    /** Start of the window, microseconds since 1970 UTC. */
    public long startMicros() {
        return startMicros;
    }

    /** The content so far. */
    public WindowContent content() {
        return new WindowContent(
                good.build(),
                suspect == null ? Summary.EMPTY : suspect.build(),
                notEvaluated,
                fail,
                missing,
                catalogVersion);
    }
}
