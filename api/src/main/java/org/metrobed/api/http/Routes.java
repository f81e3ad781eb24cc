package org.metrobed.api.http;

import io.javalin.config.RoutesConfig;
import java.util.ArrayList;
import java.util.List;

/** The declared routes of a server, in the order of the document. Filled by one thread, then only read. */
public final class Routes {

    private final List<Route> routes = new ArrayList<>();

    /** Adds a route. */
    public void add(Route route) {
        if (routes.stream().anyMatch(other -> other.path().equals(route.path()))) {
            throw new IllegalStateException("two routes at " + route.path());
        }
        routes.add(route);
    }

    /** Every route. */
    public List<Route> list() {
        return List.copyOf(routes);
    }

    /** Registers every route with the server. */
    public void register(RoutesConfig server) {
        for (Route route : routes) {
            server.get(route.path(), context -> route.service().answer(new Request(context, route)));
        }
    }
}
