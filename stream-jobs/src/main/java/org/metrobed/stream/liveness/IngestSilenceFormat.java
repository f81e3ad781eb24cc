package org.metrobed.stream.liveness;

import java.util.Map;
import org.metrobed.analysis.anomaly.IngestSilence;
import org.metrobed.stream.support.RecordFormat;

/** The format of {@link IngestSilence} in checkpoints. */
public final class IngestSilenceFormat extends RecordFormat<IngestSilence, IngestSilenceFormat.Saved> {

    private static final long serialVersionUID = 1L;

    /** The fields that are written. */
    record Saved(long behindMillis, Map<String, IngestSilence.Known> instances) {}

    /** For Flink and the topologies. */
    public IngestSilenceFormat() {
        super("ingest-silence", IngestSilence.class, Saved.class, false);
    }

    @Override
    protected Saved saved(IngestSilence state) {
        return new Saved(state.behindMillis(), state.instances());
    }

    @Override
    protected IngestSilence restored(Saved saved) {
        return new IngestSilence(saved.behindMillis, saved.instances);
    }
}
