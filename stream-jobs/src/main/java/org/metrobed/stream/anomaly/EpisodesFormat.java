package org.metrobed.stream.anomaly;

import org.metrobed.stream.support.PlainFormat;

/** The format of {@link Episodes} in checkpoints. */
public final class EpisodesFormat extends PlainFormat<Episodes> {

    private static final long serialVersionUID = 1L;

    /** For Flink and the topologies. */
    public EpisodesFormat() {
        super("threshold-episodes", Episodes.class, false);
    }
}
