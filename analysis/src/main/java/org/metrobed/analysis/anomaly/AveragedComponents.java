package org.metrobed.analysis.anomaly;

import java.nio.ByteBuffer;
import java.util.List;

/** Several components of one kind that share one vote. Mutable, one thread. */
final class AveragedComponents implements Component {

    private final List<Component> components;

    /** Needs at least one component; the first gives the cause. */
    AveragedComponents(List<Component> components) {
        this.components = components;
    }

    @Override
    public double surprise(DetectorSample sample) {
        double sum = 0;
        for (Component component : components) {
            sum += component.surprise(sample);
        }
        return sum / components.size();
    }

    @Override
    public Cause cause() {
        return components.get(0).cause();
    }

    @Override
    public int bytes() {
        return components.stream().mapToInt(SavedState::bytes).sum();
    }

    @Override
    public void write(ByteBuffer out) {
        components.forEach(component -> component.write(out));
    }

    @Override
    public void read(ByteBuffer in) {
        components.forEach(component -> component.read(in));
    }
}
