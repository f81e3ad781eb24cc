package org.metrobed.api.gateway;

import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.metrobed.api.http.Paging;
import org.metrobed.api.http.Problem;
import org.metrobed.api.http.ProblemException;
import org.metrobed.api.http.QueryParameter;
import org.metrobed.api.http.RecordShape;
import org.metrobed.api.http.Request;
import org.metrobed.api.http.Route;
import org.metrobed.api.http.Routes;
import org.metrobed.api.http.Rows;
import org.metrobed.api.progress.AsOf;
import org.metrobed.api.thing.Selection;
import org.metrobed.catalog.yaml.Nearest;
import org.metrobed.model.Liveness;
import org.metrobed.store.liveness.LivenessReader;

/** The gateways that were ever heard, sorted by id. Thread-safe. */
public final class GatewayResource {

    private static final RecordShape<GatewayView> SHAPE = RecordShape.of(GatewayView.class);
    private static final QueryParameter STATUS = QueryParameter.words(
            "status",
            "Only gateways of these statuses.",
            Stream.of(Liveness.Status.values()).map(Liveness.Status::word).toList());
    private static final QueryParameter TESTBED = QueryParameter.text("testbed", "The test-bed's id.");
    private static final QueryParameter GATEWAY = QueryParameter.text("gateway", "The gateway's name in its test-bed.");

    private final LivenessReader reader;
    private final AsOf asOf;

    public GatewayResource(LivenessReader reader, AsOf asOf) {
        this.reader = reader;
        this.asOf = asOf;
    }

    /** Registers its paths. */
    public void register(Routes routes) {
        routes.add(new Route(
                "/api/v1/gateways",
                "Gateways: whether they are online, when they were last seen, and how far their clocks are off",
                List.of(Selection.TESTBED, STATUS, Paging.LIMIT, Paging.CURSOR),
                Route.Output.rows(GatewayView.class),
                this::listGateways));
        routes.add(new Route(
                "/api/v1/gateways/{testbed}/{gateway}",
                "A gateway with the things behind it",
                List.of(TESTBED, GATEWAY),
                Route.Output.object(GatewayThingsView.class),
                this::show));
    }

    private void listGateways(Request request) throws Exception {
        Instant at = asOf.newest(AsOf.NO_CORRECTIONS);
        List<String> testbeds = request.list(Selection.TESTBED, Selection::name);
        List<String> statuses = request.listTexts(STATUS);
        Map<String, Integer> things = countThings();
        List<Liveness> gateways = listSeen(request).stream()
                .filter(gateway ->
                        statuses.isEmpty() || statuses.contains(gateway.status().word()))
                .filter(gateway -> testbeds.isEmpty()
                        || testbeds.stream().anyMatch(testbed -> gateway.id().startsWith(testbed + "/")))
                .toList();
        Paging.Page<Liveness> page = Paging.page(request, gateways, Liveness::id);
        request.answer(new Rows<>(
                SHAPE,
                page.items().stream()
                        .map(gateway -> GatewayView.of(gateway, things.getOrDefault(gateway.id(), 0), at))
                        .iterator(),
                at,
                null,
                page.next()));
    }

    private Map<String, Integer> countThings() throws SQLException {
        Map<String, Integer> counts = new HashMap<>();
        for (Liveness thing : reader.list(Liveness.Kind.THING, Optional.empty())) {
            counts.merge(thing.gateway(), 1, Integer::sum);
        }
        return counts;
    }

    private void show(Request request) throws SQLException {
        String id = request.path(TESTBED, Selection::name) + "/" + request.path(GATEWAY, text -> text);
        Optional<Liveness> found = reader.find(Liveness.Kind.GATEWAY, id)
                .filter(one -> request.sight().seesGateway(id));
        if (found.isEmpty()) {
            throw unseen(id, listSeen(request));
        }
        Liveness gateway = found.get();
        request.answer(GatewayThingsView.of(gateway, reader.listThings(id), asOf.newest(AsOf.NO_CORRECTIONS)));
    }

    private List<Liveness> listSeen(Request request) throws SQLException {
        return reader.list(Liveness.Kind.GATEWAY, Optional.empty()).stream()
                .filter(gateway -> request.sight().seesGateway(gateway.id()))
                .toList();
    }

    private static ProblemException unseen(String id, List<Liveness> seen) {
        return new ProblemException(Problem.notFound("No gateway " + id + " was ever seen."
                + Nearest.find(id, seen.stream().map(Liveness::id).toList())
                        .map(near -> " Did you mean '" + near + "'?")
                        .orElse("")));
    }
}
