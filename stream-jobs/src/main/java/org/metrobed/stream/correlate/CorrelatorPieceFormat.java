package org.metrobed.stream.correlate;

import org.metrobed.analysis.correlate.CorrelatorPiece;
import org.metrobed.stream.support.PlainFormat;

/** The format of {@link CorrelatorPiece} in checkpoints. */
public final class CorrelatorPieceFormat extends PlainFormat<CorrelatorPiece> {

    private static final long serialVersionUID = 1L;

    /** For Flink and the topologies. */
    public CorrelatorPieceFormat() {
        super("alert-correlation-piece", CorrelatorPiece.class, true);
    }
}
