package org.metrobed.stream.correlate;

import org.metrobed.analysis.correlate.IngestOutages;
import org.metrobed.stream.support.PlainFormat;

/** The format of {@link IngestOutages.Outage} between operators and in checkpoints. */
public final class IngestOutageFormat extends PlainFormat<IngestOutages.Outage> {

    private static final long serialVersionUID = 1L;

    /** For Flink and the topologies. */
    public IngestOutageFormat() {
        super("ingest-outage", IngestOutages.Outage.class, true);
    }
}
