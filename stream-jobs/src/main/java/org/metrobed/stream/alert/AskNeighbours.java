package org.metrobed.stream.alert;

import java.util.function.Consumer;
import org.metrobed.analysis.correlate.Neighbourhood;
import org.metrobed.analysis.correlate.Report;

/**
 * Asks the neighbours of an alert whether its sensor or its environment is the reason. Keyed by test-bed and property.
 *
 * <p>State and timers: as {@link InLogOrder}, with one {@link Neighbourhood}: the newest standing of each datastream and the
 * alerts that are open; standings are forgotten after one to two days. No side output.
 */
final class AskNeighbours extends InLogOrder<Neighbourhood, Report> {

    private static final long serialVersionUID = 1L;

    AskNeighbours() {
        super(new NeighbourhoodForm());
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
    void take(Neighbourhood state, Notice notice, Consumer<Report> out) {
        if (notice.report() == null) {
            state.hear(notice.standing());
        } else {
            out.accept(state.take(notice.report()));
        }
    }

    @Override
    void pass(Neighbourhood state, long nowMillis, Consumer<Report> out) {
        state.pass(nowMillis).forEach(out);
    }

    @Override
    long nextMillis(Neighbourhood state) {
        return state.nextMillis();
    }
}
