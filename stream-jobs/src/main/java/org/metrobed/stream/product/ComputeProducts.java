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
 * Computes hourly products from the steps of datastreams with such products. Keyed by the source datastream; the output
 * is keyed by the derived datastream.
 *
 * <p>State: one {@link RecentHours} of at most thirteen hours, about 60 bytes each. No timers and no side output. A
 * late reading counts in its hour if that is still kept, and changes no published value; duplicates do not reach this
 * operator. The state of a dead datastream is never cleared; there are at most as many states as the catalog has had
 * source datastreams.
 */
public final class ComputeProducts extends KeyedProcessFunction<String, CleanedStep, Reading> {

    private static final long serialVersionUID = 1L;

    private transient ValueState<RecentHours> states;

    /** Whether the datastream of a step has products. */
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
