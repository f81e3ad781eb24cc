package org.metrobed.stream.decode;

import org.metrobed.stream.support.PlainFormat;

/** The format of liveness signals between operators; there is one in half a minute for each thing. */
public final class LivenessSignalFormat extends PlainFormat<LivenessSignal> {

    private static final long serialVersionUID = 1L;

    /** For Flink and the topologies. */
    public LivenessSignalFormat() {
        super("liveness-signal", LivenessSignal.class, true);
    }
}
