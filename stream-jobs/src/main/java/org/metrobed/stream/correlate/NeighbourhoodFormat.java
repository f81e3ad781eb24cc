package org.metrobed.stream.correlate;

import org.metrobed.analysis.correlate.Neighbourhood;
import org.metrobed.stream.support.PlainFormat;

/** The format of {@link Neighbourhood.Saved} in checkpoints of release 0.1.0. */
public final class NeighbourhoodFormat extends PlainFormat<Neighbourhood.Saved> {

    private static final long serialVersionUID = 1L;

    /** For Flink and the topologies. */
    public NeighbourhoodFormat() {
        super("neighbourhood", Neighbourhood.Saved.class, true);
    }
}
