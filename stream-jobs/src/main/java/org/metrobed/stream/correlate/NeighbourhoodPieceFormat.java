package org.metrobed.stream.correlate;

import org.metrobed.analysis.correlate.Neighbourhood;
import org.metrobed.stream.support.PlainFormat;

/** The format of {@link Neighbourhood.Piece} in checkpoints. */
public final class NeighbourhoodPieceFormat extends PlainFormat<Neighbourhood.Piece> {

    private static final long serialVersionUID = 1L;

    /** For Flink and the topologies. */
    public NeighbourhoodPieceFormat() {
        super("neighbourhood-piece", Neighbourhood.Piece.class, true);
    }
}
