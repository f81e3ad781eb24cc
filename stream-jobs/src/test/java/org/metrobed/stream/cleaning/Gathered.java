package org.metrobed.stream.cleaning;

import java.util.ArrayList;
import java.util.List;
import org.metrobed.model.Observation;

/** The output of cleaning, for tests. */
record Gathered(List<Observation> stored, List<CleanedStep> values, List<CleanedStep> steps, List<CleanedStep> arrivals)
        implements Cleaner.Output {

    Gathered(List<Observation> stored, List<CleanedStep> values, List<CleanedStep> steps) {
        this(stored, values, steps, new ArrayList<>());
    }

    @Override
    public void store(Observation observation) {
        stored.add(observation);
    }

    @Override
    public void value(CleanedStep value) {
        values.add(value);
    }

    @Override
    public void arrival(CleanedStep arrival) {
        arrivals.add(arrival);
    }

    @Override
    public void step(CleanedStep step) {
        steps.add(step);
    }
}
