package org.metrobed.api.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.metrobed.config.Secret;

/** The declared routes of a server, in the order of the document. Filled by one thread, then only read. */
public final class Routes {

    private final List<Route> routes = new ArrayList<>();
    private final OperatorGuard guard;
    private final Consumer<Request> check;
    private final AnswerCache answers = new AnswerCache();

    /** Routes without write access. */
    public Routes() {
        this(new OperatorGuard(Secret.NONE), request -> {});
    }

    /**
     * Routes whose write requests pass a guard.
     *
     * @param check takes each request before it is answered; throws {@link ProblemException} if it is wrong
     */
    public Routes(OperatorGuard guard, Consumer<Request> check) {
        this.guard = guard;
        this.check = check;
    }

    /** Adds a route. */
    public void add(Route route) {
        if (routes.stream().anyMatch(other -> same(other, route))) {
            throw new IllegalStateException("two routes at " + route.method() + " " + route.path());
        }
        routes.add(route);
    }

    /** Every route. */
    public List<Route> list() {
        return List.copyOf(routes);
    }

    /** Registers every route with the server; a path that is read answers HEAD too. */
    public void register(RoutesConfig server) {
        for (Route route : routes) {
            if (route.writes()) {
                server.post(route.path(), context -> {
                    guard.check(context);
                    answer(route, context);
                });
            } else {
                server.get(route.path(), context -> answer(route, context));
                server.head(route.path(), context -> answer(route, context));
            }
        }
    }

    private void answer(Route route, Context context) throws Exception {
        context.header("Cache-Control", route.isForData() && !route.writes() ? "no-cache" : "no-store");
        if (route.output().formats().size() > 1) {
            context.res().addHeader("Vary", "Accept, Accept-Encoding");
        }
        Request request = new Request(context, route, answers);
        DeclaredParameters.check(request, route.parameters());
        if (route.isForData() && !route.writes()) {
            Links.addSelf(context);
        }
        check.accept(request);
        route.service().answer(request);
    }

    private static boolean same(Route one, Route other) {
        return one.path().equals(other.path()) && one.writes() == other.writes();
    }
}
