package org.metrobed.stream.decode;

import org.metrobed.stream.support.PlainFormat;

/** How sightings cross the network; once in half a minute for each thing. */
public final class LivenessSignalFormat extends PlainFormat<LivenessSignal> {

    private static final long serialVersionUID = 1L;

    /** For Flink and the topologies. */
    public LivenessSignalFormat() {
        super("liveness-signal", LivenessSignal.class, true);
    }
}
