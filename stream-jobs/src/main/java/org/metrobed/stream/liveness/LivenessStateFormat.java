package org.metrobed.stream.liveness;

import org.metrobed.stream.support.PlainFormat;

/** How {@link LivenessState} is written into checkpoints. */
public final class LivenessStateFormat extends PlainFormat<LivenessState> {

    private static final long serialVersionUID = 1L;

    /** For Flink and the topologies. */
    public LivenessStateFormat() {
        super("liveness-state", LivenessState.class, false);
    }
}
