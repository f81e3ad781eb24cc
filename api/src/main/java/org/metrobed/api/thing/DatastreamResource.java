package org.metrobed.api.thing;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.metrobed.api.http.Paging;
import org.metrobed.api.http.Request;
import org.metrobed.api.http.Route;
import org.metrobed.api.http.Routes;
import org.metrobed.catalog.Catalog;
import org.metrobed.core.model.Datastream;

/** What is observed where. Thread-safe. */
public final class DatastreamResource {

    private final Supplier<Catalog> catalog;

    public DatastreamResource(Supplier<Catalog> catalog) {
        this.catalog = catalog;
    }

    /** Adds its paths. */
    public void register(Routes routes) {
        routes.add(new Route(
                "/api/v1/datastreams",
                "Datastreams: one observed property at one thing, with unit, interval, ranges and alert rules",
                Selection.parameters(Paging.LIMIT, Paging.CURSOR),
                Route.Output.rows(DatastreamView.class),
                this::listDatastreams));
    }

    private void listDatastreams(Request request) throws Exception {
        Catalog now = catalog.get();
        List<Datastream> datastreams = Selection.ids(request, now).stream()
                .map(now::findDatastream)
                .flatMap(Optional::stream)
                .toList();
        Paging.Page<Datastream> page =
                Paging.page(request, datastreams, datastream -> datastream.id().value());
        request.answer(page.rows(DatastreamView.class, datastream -> DatastreamView.of(datastream, now)));
    }
}
