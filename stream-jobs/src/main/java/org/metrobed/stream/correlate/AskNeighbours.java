package org.metrobed.stream.correlate;

import java.util.function.Consumer;
import org.metrobed.analysis.correlate.DetectorReport;
import org.metrobed.analysis.correlate.Neighbourhood;

/**
 * Decides from the neighbours of an alert whether its sensor or its environment is the cause. Keyed by test-bed and
 * property.
 *
 * <p>State and timers: as {@link InLogOrder}, with one {@link Neighbourhood}: the newest deviation of each datastream
 * and the open alerts. Deviations are forgotten after one to two days. No side output.
 */
final class AskNeighbours extends InLogOrder<Neighbourhood, DetectorReport> {

    private static final long serialVersionUID = 1L;

    AskNeighbours() {
        super(new NeighbourhoodFormat());
    }

    @Override
    Neighbourhood nothing() {
        return new Neighbourhood();
    }

    @Override
    boolean isNothing(Neighbourhood state) {
        return state.isEmpty();
    }

    @Override
    void take(Neighbourhood state, AlertInput alertInput, Consumer<DetectorReport> out) {
        if (alertInput.report() == null) {
            state.receive(alertInput.deviation());
        } else {
            out.accept(state.take(alertInput.report()));
        }
    }

    @Override
    void pass(Neighbourhood state, long nowMillis, Consumer<DetectorReport> out) {
        state.pass(nowMillis).forEach(out);
    }

    @Override
    long nextMillis(Neighbourhood state) {
        return state.nextMillis();
    }
}
