package org.metrobed.api.http;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.metrobed.catalog.yaml.Nearest;

/** Answers requests of lists whose parameters are in a body: an address holds about 1,500 datastreams. Thread-safe. */
final class PostedQuestions {

    private static final String ROOT = "/api/v1/";
    private static final String PATH = ROOT + "query";
    private static final String CURSOR = "cursor";

    private final Routes routes;

    PostedQuestions(Routes routes) {
        this.routes = routes;
    }

    /** Its path. Nothing is changed by it, so that nobody needs a token. */
    Route route() {
        return new Route(
                PATH,
                "Any list, with its parameters in a body instead of the address. For the next page, send the same body to the address"
                        + " at next",
                List.of(Paging.CURSOR),
                QueryRequest.class,
                new Route.Output(null, false, Format.ROWS),
                this::answer);
    }

    private void answer(Request request) throws Exception {
        QueryRequest asked = request.body(QueryRequest.class);
        Map<String, List<String>> parameters = new TreeMap<>();
        if (asked.parameters() != null) {
            asked.parameters().forEach((name, values) -> {
                if (values == null || values.contains(null)) {
                    throw new ProblemException(Problem.body("has null in parameters." + name));
                }
                parameters.put(name, values);
            });
        }
        request.findText(Paging.CURSOR).ifPresent(cursor -> parameters.put(CURSOR, List.of(cursor)));
        Map<String, List<String>> query = new TreeMap<>();
        if (request.context().queryParam(Route.FORMAT) != null) {
            query.put(Route.FORMAT, List.of(request.format().word()));
        }
        parameters.putAll(query);
        Route list = list(asked.list());
        Question question = new Question(list.path(), parameters, new Question.Posted(PATH, query));
        routes.answerPosted(list, question, request.context());
    }

    private Route list(String name) {
        Map<String, Route> lists = routes.list().stream()
                .filter(route -> route.output().list()
                        && route.path().startsWith(ROOT)
                        && !route.path().contains("{"))
                .collect(Collectors.toMap(route -> route.path().substring(ROOT.length()), route -> route));
        if (name == null || !lists.containsKey(name)) {
            String given = String.valueOf(name);
            throw new ProblemException(Problem.body("has the list " + Nearest.quote(given) + ", which does not exist"
                    + Nearest.find(given, lists.keySet())
                            .map(near -> "; did you mean '" + near + "'?")
                            .orElse("; known: " + String.join(", ", new TreeMap<>(lists).keySet()))));
        }
        return lists.get(name);
    }
}
