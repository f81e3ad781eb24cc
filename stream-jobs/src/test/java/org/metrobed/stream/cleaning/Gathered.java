package org.metrobed.stream.cleaning;

import java.util.List;
import org.metrobed.core.model.Observation;

/** What left cleaning, for tests. */
record Gathered(List<Observation> stored, List<Cleaned> values, List<Cleaned> steps) implements Cleaner.Output {

    @Override
    public void store(Observation observation) {
        stored.add(observation);
    }

    @Override
    public void value(Cleaned value) {
        values.add(value);
    }

    @Override
    public void step(Cleaned step) {
        steps.add(step);
    }
}
