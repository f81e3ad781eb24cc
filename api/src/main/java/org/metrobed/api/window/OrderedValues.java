package org.metrobed.api.window;

import java.util.LinkedHashMap;
import java.util.Map;
import org.metrobed.api.http.Numbers;
import org.metrobed.model.Datastream.Statistic;
import org.metrobed.model.window.WholeCourse;

/**
 * The aggregates of a window that need the order of its readings, each null if there is none. Immutable.
 *
 * @param increase of a total
 * @param resets of a total
 * @param transitions of a state
 * @param mode of a state: the one that held longest, the smaller number of two
 * @param secondsInState of a state: how long each held, by its number
 * @param unknown why they, or the mean of directions, are null; null if they are not
 */
record OrderedValues(
        Double increase,
        Long resets,
        Long transitions,
        Double mode,
        Map<Double, Double> secondsInState,
        String unknown) {

    /** No aggregates. */
    static final OrderedValues NONE = new OrderedValues(null, null, null, null, Map.of(), null);

    private static final double SECOND = 1e6;

    /** None of them is known. */
    static OrderedValues unknown(WholeCourse.Unknown why) {
        return new OrderedValues(null, null, null, null, Map.of(), why.word());
    }

    /** Those of a window. */
    static OrderedValues of(WholeCourse course) {
        if (course.unknown() != null) {
            return unknown(course.unknown());
        }
        boolean total = course.kind().statistic() == Statistic.TOTAL;
        boolean state = course.kind().statistic() == Statistic.STATE;
        Map<Double, Double> seconds = new LinkedHashMap<>();
        course.microsOfState().forEach((one, micros) -> seconds.put(one, micros / SECOND));
        return new OrderedValues(
                total ? Numbers.finite(course.increase()) : null,
                total ? course.changes() : null,
                state ? course.changes() : null,
                state ? course.findMode() : null,
                seconds,
                null);
    }
}
