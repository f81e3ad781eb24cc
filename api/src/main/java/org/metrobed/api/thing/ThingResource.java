package org.metrobed.api.thing;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.metrobed.api.http.Format;
import org.metrobed.api.http.Paging;
import org.metrobed.api.http.QueryParameter;
import org.metrobed.api.http.Request;
import org.metrobed.api.http.Route;
import org.metrobed.api.http.Routes;
import org.metrobed.catalog.Catalog;
import org.metrobed.model.Liveness;
import org.metrobed.model.Thing;
import org.metrobed.store.liveness.LivenessReader;

/** The stations and poles. Thread-safe. */
public final class ThingResource {

    private static final QueryParameter BBOX =
            QueryParameter.text("bbox", "Only things within west,south,east,north, degrees WGS 84.");

    private final Supplier<Catalog> catalog;
    private final LivenessReader liveness;

    public ThingResource(Supplier<Catalog> catalog, LivenessReader liveness) {
        this.catalog = catalog;
        this.liveness = liveness;
    }

    /** Registers its paths. */
    public void register(Routes routes) {
        routes.add(new Route(
                "/api/v1/things",
                "Things: stations and poles, with their places, and when they were last seen",
                List.of(Selection.TESTBED, Selection.FAMILY, BBOX, Paging.LIMIT, Paging.CURSOR),
                new Route.Output(
                        ThingView.class, true, List.of(Format.JSON, Format.NDJSON, Format.CSV, Format.GEOJSON)),
                this::listThings));
    }

    private void listThings(Request request) throws Exception {
        Catalog now = catalog.get();
        Optional<BoundingBox> box = request.find(BBOX, BoundingBox::parse);
        List<Thing> things = Selection.things(request, now).stream()
                .filter(thing -> box.isEmpty() || box.get().contains(thing.location()))
                .toList();
        Paging.Page<Thing> page = Paging.page(request, things, Thing::id);
        Map<String, Liveness> seen = liveness.list(Liveness.Kind.THING, Optional.empty()).stream()
                .collect(Collectors.toMap(Liveness::id, Function.identity()));
        Function<Thing, ThingView> view = thing -> ThingView.of(thing, now, Optional.ofNullable(seen.get(thing.id())));
        if (request.format() == Format.GEOJSON) {
            request.answer(FeatureCollection.of(page.items().stream().map(view).toList()));
        } else {
            request.answer(page.rows(ThingView.class, view));
        }
    }
}
