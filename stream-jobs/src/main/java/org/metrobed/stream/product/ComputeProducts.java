package org.metrobed.stream.product;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.metrobed.stream.cleaning.CleanedStep;
import org.metrobed.stream.decode.Reading;
import org.metrobed.stream.support.StateFormatType;

/**
 * Computes products of hours from the steps of the datastreams that have such. Keyed by the datastream that they are computed
 * from; what leaves is keyed by another, the derived one.
 *
 * <p>State: one {@link RecentHours} of at most thirteen hours, about 60 bytes each. No timers and no side output. A late
 * reading counts in its hour, as far as that is kept, and changes nothing that was published; repeats never come here.
 * Nothing clears the state of a datastream that has died; there are as many as the catalog has had sources of products.
 */
public final class ComputeProducts extends KeyedProcessFunction<String, CleanedStep, Reading> {

    private static final long serialVersionUID = 1L;

    private transient ValueState<RecentHours> states;

    /** Whether a step is of a datastream that has products. */
    public static boolean isAsked(CleanedStep step) {
        return !step.settings().products().isEmpty();
    }

    @Override
    public void open(OpenContext context) {
        states = getRuntimeContext()
                .getState(new ValueStateDescriptor<>("recent-hours", new StateFormatType<>(new RecentHoursFormat())));
    }

    @Override
    public void processElement(CleanedStep step, Context context, Collector<Reading> out) throws Exception {
        RecentHours state = states.value();
        if (state == null) {
            state = new RecentHours();
        }
        HourlyProducts.accept(state, step, out::collect);
        states.update(state);
    }
}
