package org.metrobed.stream.cleaning;

import java.util.ArrayList;
import java.util.List;
import org.metrobed.analysis.quality.TotalStep;
import org.metrobed.model.DatastreamSettings;
import org.metrobed.model.Observation;
import org.metrobed.model.RawPosition;
import org.metrobed.stream.SampleSettings;
import org.metrobed.stream.Steps;
import org.metrobed.stream.support.GoldenLayout;
import org.metrobed.stream.support.SupportLayouts;

/** Output and state of cleaning, with their bytes pinned. */
public final class CleaningLayouts {

    private CleaningLayouts() {}

    /** The layouts of this package. */
    public static List<GoldenLayout<?>> list() {
        CleaningState received = new CleaningState();
        received.peers = new PeerState();
        received.peers.receive("tb/a/pm10", value(), 0);
        return List.of(
                GoldenLayout.of(new CleanedFormat())
                        .with("observation", step(SampleSettings.full()))
                        .with("second-word", step(SupportLayouts.WITH_SECOND_WORD, SampleSettings.plain()))
                        .with(
                                "tick",
                                new CleanedStep(
                                        Steps.DATASTREAM,
                                        null,
                                        false,
                                        Long.MIN_VALUE,
                                        true,
                                        2,
                                        SampleSettings.plain())),
                GoldenLayout.of(new CleaningStateFormat())
                        .with("new", new CleaningState())
                        .with("heard-others-alone", received)
                        .with("second-word", secondWord())
                        .with("total", total(0))
                        .with("total-on-other-level", total(3, 5))
                        .with("total-after-reset", total(3, 5, 7, 9))
                        .with("all-fields", full()));
    }

    private static CleanedStep step(DatastreamSettings settings) {
        return step(SupportLayouts.FULL, settings);
    }

    private static CleanedStep step(Observation observation, DatastreamSettings settings) {
        return new CleanedStep(
                Steps.DATASTREAM, observation, true, 1_746_144_000_000_001L, false, 1_746_144_001_234L, settings);
    }

    /** Rows that wait, with a verdict in the second word. */
    private static CleaningState secondWord() {
        CleaningState state = new CleaningState();
        DatastreamSettings settings = SampleSettings.plain();
        state.use(settings);
        state.waiting.add(SupportLayouts.WITH_SECOND_WORD);
        state.held.add(SupportLayouts.WITH_SECOND_WORD);
        state.peers = new PeerState();
        state.peers.line.add(new PendingStep(step(SupportLayouts.WITH_SECOND_WORD, settings), 1, 2, false));
        return state;
    }

    /** A meter after a step down, with these totals. */
    private static CleaningState total(double... totals) {
        CleaningState state = new CleaningState();
        Cleaner cleaner = new Cleaner(48 * 3_600_000L);
        Gathered out = new Gathered(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        DatastreamSettings plain = SampleSettings.plain();
        DatastreamSettings meter = plain.withQuality(plain.quality().with(TotalStep.Params.USUAL));
        cleaner.accept(state, Steps.reading(60, 60, 100, meter), out);
        for (int i = 0; i < totals.length; i++) {
            cleaner.accept(state, Steps.reading(120 + 60 * i, 120 + 60 * i, totals[i], meter), out);
        }
        return state;
    }

    private static PeerValue value() {
        return new PeerValue(1_746_144_000_000_001L, Double.NaN, 3, new RawPosition(4, 5_000_000_000L, 6));
    }

    /** The state after some readings, with a value in every field. */
    private static CleaningState full() {
        CleaningState state = new CleaningState();
        Cleaner cleaner = new Cleaner(48 * 3_600_000L);
        Gathered out = new Gathered(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        DatastreamSettings settings = SampleSettings.full();
        for (int second : new int[] {60, 120, 180, 300, 301}) {
            cleaner.accept(state, Steps.reading(second, second, second / 7.0, settings), out);
        }
        state.waiting.add(SupportLayouts.EXTREME);
        state.held.clear();
        state.held.add(SupportLayouts.FULL);
        state.timerMillis = 430_000;
        state.peers.receive("tb/a/pm10", value(), 0);
        state.peers.line.add(new PendingStep(step(settings), 1, 2, true));
        return state;
    }
}
