package org.metrobed.analysis.correlate;

import java.util.List;
import java.util.Map;

/**
 * Decides in log order, with a state of many small pieces, so that a change costs what has changed. Mutable, one
 * thread.
 *
 * @param <P> the pieces of the state
 * @param <O> what is emitted
 */
public interface InPieces<P, O> {

    /**
     * The log time of the next deadline, milliseconds; {@link #pass} has work to do then. {@link Long#MAX_VALUE} if
     * there is none.
     */
    long nextMillis();

    /** Advances log time and runs all deadlines that are due. */
    List<O> pass(long nowMillis);

    /** Whether there is no state. */
    boolean isEmpty();

    /** The pieces of the state that have changed since the last call, by id; null for a removed one. */
    Map<String, P> takeChanges();
}
