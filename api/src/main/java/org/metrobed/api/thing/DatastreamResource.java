package org.metrobed.api.thing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.metrobed.api.http.Paging;
import org.metrobed.api.http.Problem;
import org.metrobed.api.http.ProblemException;
import org.metrobed.api.http.QueryParameter;
import org.metrobed.api.http.Request;
import org.metrobed.api.http.RequestZone;
import org.metrobed.api.http.Route;
import org.metrobed.api.http.Routes;
import org.metrobed.api.http.VisibleCatalog;
import org.metrobed.catalog.Catalog;
import org.metrobed.catalog.yaml.Nearest;
import org.metrobed.model.Datastream;

/** The datastreams. Thread-safe. */
public final class DatastreamResource {

    private static final QueryParameter TESTBED = QueryParameter.text("testbed", "The test-bed's id.");
    private static final QueryParameter THING = QueryParameter.text("thing", "The thing's name in its test-bed.");
    private static final QueryParameter PROPERTY = QueryParameter.text("property", "The observed property.");
    private static final QueryParameter AT =
            QueryParameter.instant("at", "The settings for messages received at this time; now by default.");

    private final VisibleCatalog catalog;
    private final Function<Instant, Optional<Catalog>> past;

    /**
     * Reads from the catalog.
     *
     * @param catalog in force now
     * @param past in force at a log time; empty if it is no longer known
     */
    public DatastreamResource(VisibleCatalog catalog, Function<Instant, Optional<Catalog>> past) {
        this.catalog = catalog;
        this.past = past;
    }

    /** Registers its paths. */
    public void register(Routes routes) {
        routes.add(new Route(
                "/api/v1/datastreams",
                "Datastreams: one observed property at one thing, with unit, interval, ranges and alert rules",
                Selection.placed(Selection.RETIRED, Paging.LIMIT, Paging.CURSOR),
                Route.Output.rows(DatastreamView.class),
                this::listDatastreams));
        routes.add(new Route(
                "/api/v1/datastreams/{testbed}/{thing}/{property}",
                "A datastream, also by a former name; one that was taken out of the catalog as it was last",
                List.of(TESTBED, THING, PROPERTY),
                Route.Output.object(DatastreamView.class),
                this::show));
        routes.add(new Route(
                "/api/v1/datastreams/{testbed}/{thing}/{property}/quality",
                "The quality tests of a datastream, with the thresholds in force at a time",
                List.of(TESTBED, THING, PROPERTY, AT, RequestZone.TZ),
                Route.Output.object(QualityInForceView.class),
                this::showQuality));
    }

    private void listDatastreams(Request request) throws Exception {
        Catalog now = catalog.of(request);
        List<Datastream> datastreams = new ArrayList<>();
        Selection.ids(request, now).forEach(id -> now.findDatastream(id).ifPresent(datastreams::add));
        if (request.findText(Selection.RETIRED).orElseThrow().equals("true") || Selection.names(request)) {
            datastreams.addAll(Selection.retired(request, now));
            datastreams.sort(Comparator.comparing(Datastream::id));
        }
        Paging.Page<Datastream> page =
                Paging.page(request, datastreams, datastream -> datastream.id().value());
        request.answer(page.rows(DatastreamView.class, datastream -> DatastreamView.of(datastream, now)));
    }

    private static String id(Request request) {
        return request.path(TESTBED, Selection::name) + "/" + request.path(THING, Selection::name) + "/"
                + request.path(PROPERTY, Selection::name);
    }

    private void show(Request request) {
        Catalog now = catalog.of(request);
        String id = now.renames().current(id(request));
        Datastream datastream = now.findDatastream(id)
                .or(() -> now.past().findLast(id, now.version()))
                .orElseThrow(() -> KnownNames.unknownDatastream(id, now));
        now.findThing(datastream.id().thing()).ifPresent(thing -> ProjectView.linkLicence(request, thing, now));
        request.link("related", request.path() + "/quality");
        request.answer(DatastreamView.of(datastream, now));
    }

    private void showQuality(Request request) {
        String id = id(request);
        Optional<Instant> at = request.findInstant(AT);
        Catalog then = at.isEmpty()
                ? catalog.of(request)
                : past.apply(at.get())
                        .map(request.sight()::of)
                        .orElseThrow(() -> new ProblemException(
                                Problem.notFound("The catalog of " + at.get() + " is no longer kept.")));
        Datastream datastream = then.findDatastream(id)
                .orElseThrow(() -> new ProblemException(Problem.notFound("Version " + then.version()
                        + " of the catalog has no datastream " + id + "."
                        + Nearest.find(
                                        id,
                                        then.datastreams().stream()
                                                .map(one -> one.id().value())
                                                .toList())
                                .map(near -> " Did you mean '" + near + "'?")
                                .orElse(""))));
        request.answer(QualityInForceView.of(
                datastream, then.version(), peer -> then.findDatastream(peer).isPresent()));
    }
}
