package org.metrobed.stream.liveness;

import org.metrobed.stream.support.PlainFormat;

/** The format of {@link LivenessState} in checkpoints. */
public final class LivenessStateFormat extends PlainFormat<LivenessState> {

    private static final long serialVersionUID = 1L;

    /** For Flink and the topologies. */
    public LivenessStateFormat() {
        super("liveness-state", LivenessState.class, false);
    }
}
