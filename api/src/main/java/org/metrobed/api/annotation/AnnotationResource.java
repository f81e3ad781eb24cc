package org.metrobed.api.annotation;

import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.metrobed.analysis.correction.AnnotationEvent;
import org.metrobed.api.http.Cursor;
import org.metrobed.api.http.FieldException;
import org.metrobed.api.http.Paging;
import org.metrobed.api.http.Problem;
import org.metrobed.api.http.ProblemException;
import org.metrobed.api.http.QueryParameter;
import org.metrobed.api.http.RecordShape;
import org.metrobed.api.http.Request;
import org.metrobed.api.http.Route;
import org.metrobed.api.http.Routes;
import org.metrobed.api.http.Rows;
import org.metrobed.api.http.VisibleCatalog;
import org.metrobed.store.correction.AnnotationDraft;
import org.metrobed.store.correction.AnnotationLog;
import org.metrobed.store.correction.AnnotationReader;
import org.metrobed.store.correction.StoredAnnotation;

/** Annotations, the newest first; operators make and undo them, and order windows to be recomputed. Thread-safe. */
public final class AnnotationResource {

    private static final QueryParameter ID = QueryParameter.text("id", "The id of the annotation or the order.");
    private static final QueryParameter DATASTREAM =
            QueryParameter.texts("datastream", "Only of these datastreams, testbed/thing/property.");
    private static final RecordShape<AnnotationView> SHAPE = RecordShape.of(AnnotationView.class);

    private final AnnotationLog log;
    private final AnnotationReader reader;
    private final VisibleCatalog catalog;
    private final InstantSource clock;

    public AnnotationResource(AnnotationLog log, AnnotationReader reader, VisibleCatalog catalog, InstantSource clock) {
        this.log = log;
        this.reader = reader;
        this.catalog = catalog;
        this.clock = clock;
    }

    /** Registers its paths. */
    public void register(Routes routes) {
        routes.add(new Route(
                "/api/v1/annotations",
                "Annotations of ranges of datastreams, newest first, undone ones included",
                List.of(DATASTREAM, Paging.LIMIT, Paging.CURSOR),
                Route.Output.rows(AnnotationView.class),
                this::listAnnotations));
        routes.add(new Route(
                "/api/v1/annotations/{id}",
                "An annotation, or an order to recompute, and how much of its effect has been written",
                List.of(ID),
                Route.Output.object(AnnotationView.class),
                this::show));
        routes.add(new Route(
                        "/api/v1/annotations",
                        "Mark a range of a datastream bad, offset or rescaled; observations and windows get revisions",
                        List.of(),
                        AnnotationRequest.class,
                        Route.Output.object(AnnotationView.class).withStatus(202),
                        this::annotate)
                .about(Route.Reach.PROJECTS));
        routes.add(new Route(
                        "/api/v1/annotations/{id}/undo",
                        "Undo an annotation; observations and windows get revisions that restore what was before",
                        List.of(ID),
                        UndoRequest.class,
                        Route.Output.object(AnnotationView.class).withStatus(202),
                        this::undo)
                .about(Route.Reach.PROJECTS));
        routes.add(new Route(
                        "/api/v1/recomputes",
                        "Compute the windows of a range again from stored observations, also of readings older than the"
                                + " deduplication retention;"
                                + " /api/v1/annotations/{id} gives the progress",
                        List.of(),
                        RecomputeRequest.class,
                        Route.Output.object(AnnotationView.class).withStatus(202),
                        this::recompute)
                .about(Route.Reach.PROJECTS));
    }

    private void listAnnotations(Request request) throws Exception {
        int limit = Paging.limit(request);
        long before = request.find(Paging.CURSOR, text -> Cursor.decode(text, request.fingerprint(), 1))
                .map(cursor -> cursor.number(0))
                .orElse(Long.MAX_VALUE);
        List<StoredAnnotation> found = reader.list(
                request.listTexts(DATASTREAM),
                before,
                limit + 1,
                request.sight().subjects());
        List<StoredAnnotation> page = found.subList(0, Math.min(limit, found.size()));
        String next = found.size() <= limit
                ? null
                : Cursor.of(request.fingerprint(), page.get(limit - 1).made().sequence())
                        .encode();
        request.answer(new Rows<>(SHAPE, page.stream().map(AnnotationView::of).iterator(), null, null, next));
    }

    private void show(Request request) throws SQLException {
        request.answer(view(request, request.path(ID, text -> text)));
    }

    private void annotate(Request request) throws SQLException {
        AnnotationRequest asked = request.body(AnnotationRequest.class);
        make(request, () -> AnnotationOrder.parse(asked, clock.instant()));
    }

    private void recompute(Request request) throws SQLException {
        RecomputeRequest asked = request.body(RecomputeRequest.class);
        make(request, () -> AnnotationOrder.parse(asked, clock.instant()));
    }

    private void undo(Request request) throws SQLException {
        UndoRequest asked = request.body(UndoRequest.class);
        String id = request.path(ID, text -> text);
        String reason = FieldException.inBody(() -> AnnotationOrder.reason(asked.reason()));
        String author = FieldException.inBody(() -> AnnotationOrder.author(asked.author()));
        AnnotationView before = view(request, id);
        request.checkMayChange(before.datastream());
        if (before.kind().equals("recompute")) {
            throw new ProblemException(Problem.conflict("An order to recompute cannot be undone."));
        }
        if (log.undo(id, reason, author).isEmpty()) {
            throw new ProblemException(Problem.conflict("Annotation " + id + " is undone already."));
        }
        request.answer(view(request, id));
    }

    private void make(Request request, Supplier<AnnotationOrder> order) throws SQLException {
        AnnotationDraft draft = FieldException.inBody(() -> order.get().draft(catalog.of(request), clock.instant()));
        request.checkMayChange(draft.settings().datastream());
        Optional<AnnotationEvent> made = log.make(draft);
        request.answer(view(
                request,
                made.orElseThrow(() -> new ProblemException(Problem.unavailable(
                                "The pipeline has not written anything yet that could be" + " annotated.")))
                        .annotation()));
    }

    private AnnotationView view(Request request, String id) throws SQLException {
        return reader.find(id)
                .filter(found -> request.sight().sees(found.made().datastream()))
                .map(AnnotationView::of)
                .orElseThrow(() -> new ProblemException(Problem.notFound("There is no annotation " + id + ".")));
    }
}
