package org.metrobed.api.thing;

import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.metrobed.api.http.Format;
import org.metrobed.api.http.Paging;
import org.metrobed.api.http.Problem;
import org.metrobed.api.http.ProblemException;
import org.metrobed.api.http.QueryParameter;
import org.metrobed.api.http.Request;
import org.metrobed.api.http.RequestZone;
import org.metrobed.api.http.Route;
import org.metrobed.api.http.Routes;
import org.metrobed.api.http.VisibleCatalog;
import org.metrobed.api.progress.AsOf;
import org.metrobed.catalog.Catalog;
import org.metrobed.model.Deployment;
import org.metrobed.model.Liveness;
import org.metrobed.model.Location;
import org.metrobed.model.Thing;
import org.metrobed.store.liveness.LivenessReader;

/** The stations and poles. Thread-safe. */
public final class ThingResource {

    private static final QueryParameter TESTBED = QueryParameter.text("testbed", "The test-bed's id.");
    private static final QueryParameter THING = QueryParameter.text("thing", "The thing's name in its test-bed.");
    private static final QueryParameter AT = QueryParameter.instant(
            "at",
            "Where they stood at this time, and which stood then; by default the last place up to now (or as_of), of one"
                    + " that has not begun its first.");

    private final VisibleCatalog catalog;
    private final LivenessReader liveness;
    private final AsOf asOf;
    private final InstantSource clock;

    /**
     * Reads from the catalog.
     *
     * @param catalog in force now
     */
    public ThingResource(VisibleCatalog catalog, LivenessReader liveness, AsOf asOf, InstantSource clock) {
        this.catalog = catalog;
        this.liveness = liveness;
        this.asOf = asOf;
        this.clock = clock;
    }

    /** Registers its paths. */
    public void register(Routes routes) {
        routes.add(new Route(
                "/api/v1/things",
                "Things: stations and poles, where they stood when, and when they were last seen",
                List.of(
                        Selection.TESTBED,
                        Selection.FAMILY,
                        Area.BBOX,
                        Area.NEAR,
                        Area.RADIUS,
                        AT,
                        AsOf.AS_OF,
                        Selection.RETIRED,
                        RequestZone.TZ,
                        Paging.LIMIT,
                        Paging.CURSOR),
                new Route.Output(
                        ThingView.class, true, List.of(Format.JSON, Format.NDJSON, Format.CSV, Format.GEOJSON)),
                this::listThings));
        routes.add(new Route(
                "/api/v1/things/{testbed}/{thing}",
                "A thing: where it stood when, and when it was last seen; one that was taken out of the catalog too",
                List.of(TESTBED, THING, AT, AsOf.AS_OF, RequestZone.TZ),
                Route.Output.object(ThingView.class),
                this::showThing));
    }

    private void listThings(Request request) throws Exception {
        Moment moment = moment(request);
        Catalog then = moment.catalog();
        Optional<Instant> at = request.findInstant(AT);
        Area area = Area.ofThings(request);
        area.refuseEmpty(places(then));
        boolean retired = request.findText(Selection.RETIRED).orElseThrow().equals("true");
        List<Placed> things = Selection.things(request, then, retired).stream()
                .flatMap(thing -> Placed.of(thing, then, at, moment.time()).stream())
                .filter(placed -> area.contains(placed.deployment().location()))
                .toList();
        Paging.Page<Placed> page =
                Paging.page(request, things, placed -> placed.thing().id());
        Map<String, Liveness> seen = moment.past() ? Map.of() : listSeen();
        Function<Placed, ThingView> view = placed -> ThingView.of(
                placed, then, Optional.ofNullable(seen.get(placed.thing().id())), request.sight());
        if (request.format() == Format.GEOJSON) {
            String next = page.next() == null ? null : request.nextPage(page.next());
            if (next != null) {
                request.link("next", next);
            }
            request.answer(FeatureCollection.of(page.items().stream().map(view).toList(), next));
        } else {
            request.answer(page.rows(ThingView.class, view));
        }
    }

    private void showThing(Request request) throws SQLException {
        String id = request.path(TESTBED, Selection::name) + "/" + request.path(THING, Selection::name);
        Moment moment = moment(request);
        Catalog then = moment.catalog();
        Thing thing = then.findThing(id)
                .or(() -> then.past().findLastThing(id, then.version()))
                .orElseThrow(() -> KnownNames.unknownThing(id, then));
        Placed placed = Placed.of(thing, then, request.findInstant(AT), moment.time())
                .orElseThrow(() -> new ProblemException(Problem.notFound("The thing " + id + " stood nowhere at "
                        + request.findInstant(AT).orElseThrow() + ".")));
        Optional<Liveness> seen = moment.past() ? Optional.empty() : liveness.find(Liveness.Kind.THING, id);
        ProjectView.linkLicence(request, thing, then);
        request.answer(ThingView.of(placed, then, seen, request.sight()));
    }

    /** The catalog that a request asks for, its log time or the time of the clock, and whether it is of the past. */
    private record Moment(Catalog catalog, Instant time, boolean past) {}

    private Moment moment(Request request) throws SQLException {
        if (request.findInstant(AsOf.AS_OF).isEmpty()) {
            return new Moment(catalog.of(request), clock.instant(), false);
        }
        Instant log = asOf.of(request, AsOf.NO_CORRECTIONS);
        return new Moment(asOf.catalog(request, log), log, true);
    }

    /** Every place where a thing of a catalog stood. */
    public static List<Location> places(Catalog catalog) {
        return catalog.things().stream()
                .flatMap(thing -> thing.deployments().stream())
                .map(Deployment::location)
                .toList();
    }

    private Map<String, Liveness> listSeen() throws SQLException {
        return liveness.list(Liveness.Kind.THING, Optional.empty()).stream()
                .collect(Collectors.toMap(Liveness::id, Function.identity()));
    }

    /**
     * A thing at the time that is shown.
     *
     * @param deployments all of its deployments
     * @param deployment the one that is shown
     */
    record Placed(Thing thing, List<Deployment> deployments, Deployment deployment) {

        /** A thing at a time, by default where it stands now or stood last; empty if it stood nowhere then. */
        static Optional<Placed> of(Thing thing, Catalog catalog, Optional<Instant> at, Instant now) {
            List<Deployment> known = catalog.deployments(thing.id());
            List<Deployment> all = known.isEmpty() ? thing.deployments() : known; // of a catalog without a past
            return at.map(time -> all.stream().filter(one -> one.covers(time)).findFirst())
                    .orElseGet(() -> all.stream()
                            .filter(one -> !one.from().isAfter(now))
                            .reduce((one, later) -> later)
                            .or(() -> Optional.of(all.get(0))))
                    .map(one -> new Placed(thing, all, one));
        }
    }
}
