package org.metrobed.catalog.compile;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.metrobed.analysis.quality.RateOfChange;
import org.metrobed.analysis.quality.Spike;
import org.metrobed.analysis.quality.TotalStep;
import org.metrobed.catalog.yaml.Field;
import org.metrobed.catalog.yaml.Located;
import org.metrobed.model.Datastream.Statistic;
import org.metrobed.model.DatastreamOptions.Reports;
import org.metrobed.model.limits.QualityConfig;
import org.metrobed.model.params.TestParams;

/** Checks that the fields of a datastream's layers fit its statistic. One thread. */
final class StatisticChecks {

    private final Layers layers;
    private final Statistic statistic;
    private final boolean onChange;

    /**
     * Checks of some layers.
     *
     * @param statistic their statistic
     */
    StatisticChecks(Layers layers, Statistic statistic) {
        this.layers = layers;
        this.statistic = statistic;
        this.onChange = find("reports")
                .map(Located::value)
                .filter(Reports.ON_CHANGE::equals)
                .isPresent();
    }

    void check() {
        boolean total = statistic == Statistic.TOTAL;
        boolean state = statistic == Statistic.STATE;
        if (onChange && !state && statistic != Statistic.INSTANT) {
            complain(find("reports"), "only readings of statistic instant or state are reported on-change");
        }
        if (!onChange && !state) {
            complain(find("holdMillis"), "only a state, or a datastream that reports on-change, has a hold");
        }
        if (!state) {
            complain(find("states"), "only a state has words");
        }
        if (!total) {
            complain(find("rollsOverAt"), "only a total rolls over");
            complain(test(TotalStep.TEST.info().code()), "only a total has this test");
        }
        if (total || state) {
            for (String code :
                    List.of(Spike.TEST.info().code(), RateOfChange.TEST.info().code())) {
                complain(
                        test(code),
                        total
                                ? "the step of a total is judged by total-step; state suspect and per there"
                                : "the change of a state has no size");
            }
        }
    }

    /** The tests of a datastream of this statistic, with those that always run on it. */
    static QualityConfig always(QualityConfig stated, Statistic statistic, double rollsOverAt) {
        return statistic != Statistic.TOTAL
                ? stated
                : stated.with(stated.find(TotalStep.Params.class)
                        .orElse(TotalStep.Params.USUAL)
                        .withRollsOverAt(rollsOverAt));
    }

    private Optional<Located<Object>> find(String component) {
        return layers.find(layer -> Optional.ofNullable(layer.options().get(component)))
                .map(found -> new Located<>(found.value(), found.field()));
    }

    private Optional<Located<Optional<TestParams>>> test(String code) {
        Map<String, Located<Optional<TestParams>>> tests = layers.quality().tests();
        return Optional.ofNullable(tests.get(code));
    }

    private static void complain(Optional<? extends Located<?>> stated, String rule) {
        stated.map(Located::field).ifPresent((Field field) -> field.problem("does not fit: " + rule));
    }
}
