package org.metrobed.stream.anomaly;

import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.metrobed.analysis.anomaly.ThresholdEpisode;
import org.metrobed.analysis.correlate.DetectorReport;
import org.metrobed.model.AlertEvent;
import org.metrobed.model.Observation;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.ThresholdRule;
import org.metrobed.stream.cleaning.CleanedStep;
import org.metrobed.stream.support.StateFormatType;

/**
 * Reports values beyond a threshold of the catalog. Keyed by datastream.
 *
 * <p>State: one small {@link ThresholdEpisode} per pending or open rule; cleared when the last one ends. No timers.
 * Late steps are ignored: they would change the past of an episode. Only values flagged good or suspect count. If the
 * rule of an open episode left the catalog, the episode is resolved at the next value. No side output.
 */
public final class RaiseThresholdAlerts extends KeyedProcessFunction<String, CleanedStep, DetectorReport> {

    private static final long serialVersionUID = 1L;

    private transient ValueState<Episodes> states;

    @Override
    public void open(OpenContext context) {
        states = getRuntimeContext()
                .getState(new ValueStateDescriptor<>("episodes", new StateFormatType<>(new EpisodesFormat())));
    }

    @Override
    public void processElement(CleanedStep step, Context context, Collector<DetectorReport> out) throws Exception {
        Observation observation = step.observation();
        if (observation == null || step.late() || !usable(observation.flag())) {
            return;
        }
        Episodes state = states.value();
        if (state == null && isWithin(step.settings().thresholds(), observation.result())) {
            return;
        }
        boolean stored = state != null;
        if (!stored) {
            state = new Episodes();
        }
        withdrawGoneRules(state, step, out);
        for (ThresholdRule rule : step.settings().thresholds()) {
            advance(state, rule, step, out);
        }
        if (!state.byRule.isEmpty()) {
            states.update(state);
        } else if (stored) {
            states.clear();
        }
    }

    /** Whether a value begins no episode: almost every value. */
    private static boolean isWithin(List<ThresholdRule> rules, double value) {
        for (ThresholdRule rule : rules) {
            if (rule.beyond(value)) {
                return false;
            }
        }
        return true;
    }

    private static boolean usable(QualityFlag flag) {
        return flag == QualityFlag.GOOD || flag == QualityFlag.SUSPECT;
    }

    private static void advance(Episodes state, ThresholdRule rule, CleanedStep step, Collector<DetectorReport> out) {
        ThresholdEpisode episode = state.byRule.get(rule.name());
        if (episode == null) {
            if (!rule.beyond(step.observation().result())) {
                return;
            }
            episode = new ThresholdEpisode();
            state.byRule.put(rule.name(), episode);
        }
        episode.next(rule, step.observation(), step.logMillis(), step.settings().anomalyDetection())
                .ifPresent(event -> out.collect(report(event, step)));
        if (episode.idle()) {
            state.byRule.remove(rule.name());
        }
    }

    private static void withdrawGoneRules(Episodes state, CleanedStep step, Collector<DetectorReport> out) {
        state.byRule.entrySet().removeIf(entry -> {
            boolean gone = step.settings().thresholds().stream()
                    .noneMatch(rule -> rule.name().equals(entry.getKey()));
            if (gone) {
                entry.getValue()
                        .withdraw(entry.getKey(), step.observation(), step.logMillis())
                        .ifPresent(event -> out.collect(report(event, step)));
            }
            return gone;
        });
    }

    private static DetectorReport report(AlertEvent event, CleanedStep step) {
        return new DetectorReport(
                event,
                step.settings().anomalyDetection().site(),
                step.settings().intervalMillis());
    }
}
