package org.metrobed.core.window;

import org.metrobed.core.model.Observation;

/** Gathers the readings of one window until it closes. Mutable, one thread; two summaries and seven numbers large. */
public final class WindowAccumulator {

    private final long startMicros;
    private Summary good;
    private Summary suspect;
    private long notEvaluated;
    private long fail;
    private long missing;
    private long catalogVersion;

    /** An empty window. */
    public WindowAccumulator(long startMicros) {
        this(startMicros, Summary.EMPTY, Summary.EMPTY, 0, 0, 0, 0);
    }

    /** A window as it was written down. */
    public WindowAccumulator(
            long startMicros,
            Summary good,
            Summary suspect,
            long notEvaluated,
            long fail,
            long missing,
            long catalogVersion) {
        this.startMicros = startMicros;
        this.good = good;
        this.suspect = suspect;
        this.notEvaluated = notEvaluated;
        this.fail = fail;
        this.missing = missing;
        this.catalogVersion = catalogVersion;
    }

    /** Adds one reading. An infinite good or suspect value cannot occur: the gross-range test fails it. */
    public void add(Observation observation) {
        switch (observation.flag()) {
            case GOOD -> good = good.add(observation.result(), observation.phenomenonMicros());
            case SUSPECT -> suspect = suspect.add(observation.result(), observation.phenomenonMicros());
            case NOT_EVALUATED -> notEvaluated++;
            case FAIL -> fail++;
            case MISSING -> missing++;
        }
        catalogVersion = Math.max(catalogVersion, observation.catalogVersion());
    }

    /** Start of the window, microseconds since 1970 UTC. */
    public long startMicros() {
        return startMicros;
    }

    public Summary good() {
        return good;
    }

    public Summary suspect() {
        return suspect;
    }

    public long notEvaluated() {
        return notEvaluated;
    }

    public long fail() {
        return fail;
    }

    public long missing() {
        return missing;
    }

    public long catalogVersion() {
        return catalogVersion;
    }

    /** Readings of all flags. */
    public long count() {
        return good.count() + suspect.count() + notEvaluated + fail + missing;
    }

    /**
     * What was gathered, as a revision.
     *
     * @param late whether these readings came after the window had closed
     */
    public WindowRevision toRevision(
            String datastream, long sizeMillis, int revision, long recordedMillis, int expected, boolean late) {
        return new WindowRevision(
                datastream,
                sizeMillis,
                startMicros,
                revision,
                recordedMillis,
                expected,
                good,
                suspect,
                notEvaluated,
                fail,
                missing,
                late ? count() : 0,
                catalogVersion,
                false);
    }
}
