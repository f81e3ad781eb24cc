package org.metrobed.stream.liveness;

import org.metrobed.stream.support.PlainForm;

/** How {@link LivenessState} is written into checkpoints. */
public final class LivenessStateForm extends PlainForm<LivenessState> {

    private static final long serialVersionUID = 1L;

    /** For Flink and the topologies. */
    public LivenessStateForm() {
        super(LivenessState.class, false);
    }
}
