package org.metrobed.api.window;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Predicate;
import org.metrobed.api.http.Paging;
import org.metrobed.api.http.ProblemException;
import org.metrobed.api.http.QueryParameter;
import org.metrobed.api.http.Request;
import org.metrobed.api.http.ValueFilter;
import org.metrobed.api.progress.AsOf;

/** Which windows a request selects by their values, and by when they changed. Static functions only. */
final class WindowValues {

    private static final String COVERAGE = "coverage";

    private static final Map<QueryParameter, Function<WindowView, Double>> VALUES = values();

    /** A comparison for each value that can be compared. */
    static final List<QueryParameter> PARAMETERS = List.copyOf(VALUES.keySet());

    private WindowValues() {}

    private static Map<QueryParameter, Function<WindowView, Double>> values() {
        Map<QueryParameter, Function<WindowView, Double>> values = new LinkedHashMap<>();
        values.put(ValueFilter.parameter("mean"), WindowView::mean);
        values.put(ValueFilter.parameter("min"), WindowView::min);
        values.put(ValueFilter.parameter("max"), WindowView::max);
        values.put(ValueFilter.parameter("sum"), WindowView::sum);
        values.put(ValueFilter.parameter(COVERAGE), WindowView::coverage);
        return values;
    }

    /** @throws ProblemException if the newest windows are selected by values too */
    static void check(Request request, OptionalInt last) {
        boolean selects = request.findInstant(AsOf.CHANGED_SINCE).isPresent()
                || PARAMETERS.stream()
                        .anyMatch(parameter -> !request.listTexts(parameter).isEmpty());
        if (last.isPresent() && selects) {
            throw ProblemException.parameter(
                    Paging.LAST.name(), "is not possible together with comparisons of values and changed_since");
        }
    }

    /**
     * Whether a request selects a window.
     *
     * @throws ProblemException if it compares an aggregate that it does not ask for
     */
    static Predicate<WindowView> wanted(Request request, WindowQuestion question) {
        List<Predicate<WindowView>> rules = new ArrayList<>();
        VALUES.forEach((parameter, value) -> {
            List<ValueFilter> filters = ValueFilter.list(request, parameter);
            if (!filters.isEmpty()) {
                if (question.aggregates().hidden().contains(parameter.name())) {
                    throw ProblemException.parameter(
                            parameter.name(), "is none of the aggregates of the answer: add it to agg");
                }
                rules.add(view -> ValueFilter.allow(filters, value.apply(view)));
            }
        });
        Optional<Instant> since = request.findInstant(AsOf.CHANGED_SINCE);
        return view -> rules.stream().allMatch(rule -> rule.test(view))
                && since.map(time -> view.recordedTime() != null
                                && view.recordedTime().isAfter(time))
                        .orElse(true);
    }
}
