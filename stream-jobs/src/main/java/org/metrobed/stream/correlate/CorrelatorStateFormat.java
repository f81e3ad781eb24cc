package org.metrobed.stream.correlate;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.metrobed.analysis.correlate.CorrelatorState;
import org.metrobed.analysis.correlate.GatewayState;
import org.metrobed.stream.support.PlainFormat;

/** The format of {@link CorrelatorState} in checkpoints of release 0.1.0. */
public final class CorrelatorStateFormat extends PlainFormat<CorrelatorState> {

    private static final long serialVersionUID = 1L;

    private static final ObjectMapper MAPPER = leavingOut(GatewayState.class, LaterFields.class);

    /** For Flink and the topologies. */
    public CorrelatorStateFormat() {
        super("alert-correlation", CorrelatorState.class, true);
    }

    @Override
    protected ObjectMapper mapper() {
        return MAPPER;
    }
}
