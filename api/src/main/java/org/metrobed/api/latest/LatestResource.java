package org.metrobed.api.latest;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.metrobed.api.http.Paging;
import org.metrobed.api.http.QueryParameter;
import org.metrobed.api.http.RecordShape;
import org.metrobed.api.http.Request;
import org.metrobed.api.http.Route;
import org.metrobed.api.http.Routes;
import org.metrobed.api.http.Rows;
import org.metrobed.api.http.ValueFilter;
import org.metrobed.api.progress.AsOf;
import org.metrobed.api.thing.Selection;
import org.metrobed.catalog.Catalog;
import org.metrobed.model.Datastream;

/** The newest value of each datastream. Thread-safe. */
public final class LatestResource {

    private static final RecordShape<LatestView> SHAPE = RecordShape.of(LatestView.class);

    private static final QueryParameter RESULT = ValueFilter.parameter("result");

    private final LatestValues values;
    private final AsOf asOf;

    public LatestResource(LatestValues values, AsOf asOf) {
        this.values = values;
        this.asOf = asOf;
    }

    /** Registers its path. */
    public void register(Routes routes) {
        routes.add(new Route(
                "/api/v1/latest",
                "The newest value of each datastream of the catalog, with its age and whether it is stale",
                Selection.placed(RESULT, AsOf.AS_OF, Paging.LIMIT, Paging.CURSOR),
                Route.Output.rows(LatestView.class),
                this::listLatest));
    }

    private void listLatest(Request request) throws Exception {
        OptionalLong pinned = Paging.pin(request);
        Instant at = pinned.isPresent()
                ? Instant.ofEpochMilli(pinned.getAsLong())
                : asOf.of(request, Selection.testbeds(request));
        Catalog now = asOf.catalog(request, at);
        List<Datastream> datastreams = Selection.ids(request, now).stream()
                .map(now::findDatastream)
                .flatMap(Optional::stream)
                .toList();
        Paging.Page<Datastream> page = Paging.page(
                request, datastreams, datastream -> datastream.id().value(), Long.toString(at.toEpochMilli()));
        List<ValueFilter> wanted = ValueFilter.list(request, RESULT);
        List<LatestView> views = values.list(now, page.items(), at).stream()
                .filter(view -> ValueFilter.allow(wanted, view.result()))
                .toList();
        if (!AsOf.unchanged(request, now)) {
            request.answer(new Rows<>(SHAPE, views.iterator(), at, null, page.next()));
        }
    }
}
