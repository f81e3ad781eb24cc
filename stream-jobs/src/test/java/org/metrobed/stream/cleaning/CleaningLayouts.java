package org.metrobed.stream.cleaning;

import java.util.ArrayList;
import java.util.List;
import org.metrobed.core.model.DatastreamSettings;
import org.metrobed.core.model.RawPosition;
import org.metrobed.stream.SampleSettings;
import org.metrobed.stream.Steps;
import org.metrobed.stream.support.GoldenLayout;
import org.metrobed.stream.support.SupportLayouts;

/** What cleaning gives and remembers, with its bytes pinned. */
public final class CleaningLayouts {

    private CleaningLayouts() {}

    /** The layouts of this package. */
    public static List<GoldenLayout<?>> list() {
        CleaningState heard = new CleaningState();
        heard.company = new CompanyState();
        heard.company.hear("tb/a/pm10", value(), 0);
        return List.of(
                GoldenLayout.of("cleaned", new CleanedForm())
                        .with("observation", step(SampleSettings.full()))
                        .with(
                                "tick",
                                new Cleaned(
                                        Steps.DATASTREAM,
                                        null,
                                        false,
                                        Long.MIN_VALUE,
                                        true,
                                        2,
                                        SampleSettings.plain())),
                GoldenLayout.of("cleaning-state", new CleaningStateForm())
                        .with("new", new CleaningState())
                        .with("heard-others-alone", heard)
                        .with("full", full()));
    }

    private static Cleaned step(DatastreamSettings settings) {
        return new Cleaned(
                Steps.DATASTREAM,
                SupportLayouts.FULL,
                true,
                1_746_144_000_000_001L,
                false,
                1_746_144_001_234L,
                settings);
    }

    private static HeardValue value() {
        return new HeardValue(1_746_144_000_000_001L, Double.NaN, 3, new RawPosition(4, 5_000_000_000L, 6));
    }

    /** After some readings, with something in every place. */
    private static CleaningState full() {
        CleaningState state = new CleaningState();
        Cleaner cleaner = new Cleaner(48 * 3_600_000L);
        Gathered out = new Gathered(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        DatastreamSettings settings = SampleSettings.full();
        for (int second : new int[] {60, 120, 180, 300, 301}) {
            cleaner.accept(state, Steps.reading(second, second, second / 7.0, settings), out);
        }
        state.waiting.add(SupportLayouts.EXTREME);
        state.held = SupportLayouts.FULL;
        state.timerMillis = 430_000;
        state.company.hear("tb/a/pm10", value(), 0);
        state.company.line.add(new PendingStep(step(settings), 1, 2, true));
        return state;
    }
}
