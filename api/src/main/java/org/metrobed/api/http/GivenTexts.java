package org.metrobed.api.http;

import io.javalin.http.Context;
import java.util.List;

/** The given parameters of a request, checked against its route. One request, one thread. */
final class GivenTexts {

    private final Context context;
    private final Route route;

    GivenTexts(Context context, Route route) {
        this.context = context;
        this.route = route;
    }

    /**
     * Refuses unknown parameters.
     *
     * @throws ProblemException that names each unknown parameter
     */
    void refuseUnknown() {
        List<String> known = route.parameters().stream()
                .filter(parameter -> !route.isInPath(parameter))
                .map(QueryParameter::name)
                .toList();
        String rule = known.isEmpty()
                ? "is not known: this path takes no parameters"
                : "is not known here; known are " + String.join(", ", known);
        List<Problem.Breach> unknown = context.queryParamMap().keySet().stream()
                .filter(name -> !known.contains(name))
                .map(name -> new Problem.Breach(name, rule))
                .toList();
        if (!unknown.isEmpty()) {
            throw new ProblemException(Problem.parameters(unknown));
        }
    }

    /** All given texts of a parameter of the route. */
    List<String> list(QueryParameter parameter) {
        if (!route.parameters().contains(parameter)) {
            throw new IllegalStateException(route.path() + " reads " + parameter.name() + " but does not declare it");
        }
        return route.isInPath(parameter)
                ? List.of(context.pathParam(parameter.name()))
                : context.queryParams(parameter.name());
    }
}
