package org.metrobed.stream.anomaly;

import org.metrobed.stream.support.PlainFormat;

/** How {@link Episodes} are written into checkpoints. */
public final class EpisodesFormat extends PlainFormat<Episodes> {

    private static final long serialVersionUID = 1L;

    /** For Flink and the topologies. */
    public EpisodesFormat() {
        super("threshold-episodes", Episodes.class, false);
    }
}
