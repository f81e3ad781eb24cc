package org.metrobed.stream.cleaning;

import java.util.ArrayList;
import java.util.List;
import org.metrobed.model.Observation;

/** What left cleaning, for tests. */
record Gathered(List<Observation> stored, List<Cleaned> values, List<Cleaned> steps, List<Cleaned> arrivals)
        implements Cleaner.Output {

    Gathered(List<Observation> stored, List<Cleaned> values, List<Cleaned> steps) {
        this(stored, values, steps, new ArrayList<>());
    }

    @Override
    public void store(Observation observation) {
        stored.add(observation);
    }

    @Override
    public void value(Cleaned value) {
        values.add(value);
    }

    @Override
    public void arrival(Cleaned arrival) {
        arrivals.add(arrival);
    }

    @Override
    public void step(Cleaned step) {
        steps.add(step);
    }
}
