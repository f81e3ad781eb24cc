package org.metrobed.catalog.compile;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.metrobed.analysis.quality.RateOfChange;
import org.metrobed.analysis.quality.Spike;
import org.metrobed.analysis.quality.TotalStep;
import org.metrobed.analysis.quality.WholeNumber;
import org.metrobed.catalog.syntax.NumberRange;
import org.metrobed.catalog.yaml.Field;
import org.metrobed.catalog.yaml.Located;
import org.metrobed.model.Datastream.Stamp;
import org.metrobed.model.Datastream.Statistic;
import org.metrobed.model.DatastreamOptions.Reports;
import org.metrobed.model.calendar.MonthlyReadings;
import org.metrobed.model.limits.QualityConfig;
import org.metrobed.model.params.Parameter;
import org.metrobed.model.params.TestParams;

/** Checks that the fields of a datastream's layers fit its statistic. One thread. */
final class StatisticChecks {

    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();
    private static final NumberRange NOT_NEGATIVE = new NumberRange(0, Double.NaN, 0);
    /** The units of things that are counted one by one. */
    private static final Pattern COUNTED = Pattern.compile("1|\\{[^{}]*}");

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
        warnOfMonths();
        if (total) {
            warnOfDailyTotals();
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

    /** Months differ in length, so that the end or the middle of one less an interval is no begin of a month; but the end of one less 31 days is. */
    private void warnOfMonths() {
        Object stamp = find("stamp").map(Located::value).orElse(statistic.usualStamp());
        find("intervalMillis")
                .filter(interval -> (stamp == Stamp.MIDDLE
                                || (stamp == Stamp.END && (long) interval.value() != MonthlyReadings.MILLIS))
                        && MonthlyReadings.isAboutMonth((long) interval.value()))
                .map(Located::field)
                .ifPresent(field -> field.warn("is about a month, and the time stamps are the "
                        + Parameter.word((Stamp) stamp)
                        + " of it: of months of other lengths the readings lie in the wrong month; state 'stamp: begin', with"
                        + " the begin of the month as their time, or P31D with its end"));
    }

    /** A total that is read once a day, at its end, is a reading of the next day: its step would belong there. */
    private void warnOfDailyTotals() {
        find("intervalMillis")
                .filter(interval ->
                        (long) interval.value() >= DAY_MILLIS && find("stamp").isEmpty())
                .map(Located::field)
                .ifPresent(
                        field -> field.warn(
                                "is a day or more, and the time stamps are instants: a total that is read at"
                                        + " midnight is a reading of the day that begins, so that this day has the increase of the day"
                                        + " before; state 'stamp: end' if it is read at the end of the interval, or 'stamp: instant'"));
    }

    /**
     * The tests of a datastream of this statistic, with those that always run on it.
     *
     * @param exchangedAt times from which its readings are of another device, microseconds since 1970 UTC
     */
    static QualityConfig always(
            QualityConfig stated, Statistic statistic, String unit, double rollsOverAt, List<Long> exchangedAt) {
        return switch (statistic) {
            case TOTAL ->
                stated.with(stated.find(TotalStep.Params.class)
                        .orElse(TotalStep.Params.USUAL)
                        .withRollsOverAt(rollsOverAt)
                        .withExchangedAt(exchangedAt));
            case COUNT -> COUNTED.matcher(unit).matches() ? stated.with(new WholeNumber.Params()) : stated;
            default -> stated;
        };
    }

    /**
     * The values that are possible if nothing is stated: a count or an amount is not negative.
     *
     * @param usual the stated range of usual values; if it has negative ones, they are possible
     */
    static NumberRange possible(Statistic statistic, NumberRange usual) {
        return statistic.isOfInterval() && !(usual.low() < 0) ? NOT_NEGATIVE : NumberRange.OPEN;
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
