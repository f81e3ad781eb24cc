package org.metrobed.api.http;

import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The given parameters of a request, checked against its route. One request, one thread. */
final class GivenTexts {

    private static final Pattern BROKEN = Pattern.compile("%(?![0-9A-Fa-f]{2})");

    private static final Pattern COMPARISON = Pattern.compile("(\\w+)([<>].*)");

    private final Context context;
    private final Route route;
    private final Question question;

    GivenTexts(Context context, Route route, Question question) {
        this.context = context;
        this.route = route;
        this.question = question;
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
        List<Problem.Breach> unknown = question.parameters().keySet().stream()
                .filter(name -> !known.contains(name))
                .map(name -> new Problem.Breach(name, comparison(name, known).orElse(rule)))
                .toList();
        if (!unknown.isEmpty()) {
            throw new ProblemException(Problem.parameters(unknown));
        }
    }

    /** What is meant by {@code result>50}, which is the name of a parameter without a value. */
    private static Optional<String> comparison(String name, List<String> known) {
        Matcher comparison = COMPARISON.matcher(name);
        return comparison.matches() && known.contains(comparison.group(1))
                ? Optional.of("is not known; did you mean " + comparison.group(1) + "=" + comparison.group(2) + "?")
                : Optional.empty();
    }

    /**
     * Refuses a query whose percent-encoding is broken: the server would leave out the parameter.
     *
     * @throws ProblemException 400
     */
    void refuseBrokenEncoding() {
        String query = context.queryString();
        if (query != null && BROKEN.matcher(query).find()) {
            throw new ProblemException(Problem.query("has a '%' that is not followed by two hexadecimal digits"));
        }
    }

    /**
     * All given texts of a parameter of the route.
     *
     * @throws ProblemException if one holds the character 0, which no stored text has
     */
    List<String> list(QueryParameter parameter) {
        List<String> texts = read(parameter);
        if (texts.stream().anyMatch(text -> text.indexOf('\0') >= 0)) {
            throw ProblemException.parameter(parameter.name(), "must not hold the character 0");
        }
        return texts;
    }

    private List<String> read(QueryParameter parameter) {
        if (!route.parameters().contains(parameter)) {
            throw new IllegalStateException(route.path() + " reads " + parameter.name() + " but does not declare it");
        }
        return route.isInPath(parameter)
                ? List.of(context.pathParam(parameter.name()))
                : question.parameters().getOrDefault(parameter.name(), List.of());
    }
}
