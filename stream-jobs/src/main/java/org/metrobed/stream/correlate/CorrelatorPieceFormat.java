package org.metrobed.stream.correlate;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.metrobed.analysis.correlate.CorrelatorPiece;
import org.metrobed.analysis.correlate.GatewayState;
import org.metrobed.stream.support.PlainFormat;

/** The format of {@link CorrelatorPiece} in checkpoints. */
public final class CorrelatorPieceFormat extends PlainFormat<CorrelatorPiece> {

    private static final long serialVersionUID = 1L;

    private static final ObjectMapper MAPPER = leavingOut(GatewayState.class, LaterFields.class);

    /** For Flink and the topologies. */
    public CorrelatorPieceFormat() {
        super("alert-correlation-piece", CorrelatorPiece.class, true);
    }

    @Override
    protected ObjectMapper mapper() {
        return MAPPER;
    }
}
