package org.metrobed.api.suppression;

import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.metrobed.api.access.Sight;
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
import org.metrobed.model.alert.Suppression;
import org.metrobed.model.alert.SuppressionPattern;
import org.metrobed.store.suppression.StoredSuppression;
import org.metrobed.store.suppression.SuppressionReader;
import org.metrobed.store.suppression.Suppressions;

/** Silences and maintenance windows, the newest first; operators make and end them. Thread-safe. */
public final class SuppressionResource {

    private static final QueryParameter ID = QueryParameter.text("id", "The id of the silence or maintenance window.");
    private static final QueryParameter STATE = QueryParameter.word(
            "state",
            "held: only those in force now; a page may be shorter than its limit.",
            List.of("held", "all"),
            "all");
    private static final String ANY = "*";
    private static final RecordShape<SuppressionView> SHAPE = RecordShape.of(SuppressionView.class);

    private final Suppressions writer;
    private final SuppressionReader reader;
    private final InstantSource clock;

    public SuppressionResource(Suppressions writer, SuppressionReader reader, InstantSource clock) {
        this.writer = writer;
        this.reader = reader;
        this.clock = clock;
    }

    /** Registers its paths. */
    public void register(Routes routes) {
        routes.add(new Route(
                "/api/v1/suppressions",
                "Silences and maintenance windows, newest first, past ones included",
                List.of(STATE, Paging.LIMIT, Paging.CURSOR),
                Route.Output.rows(SuppressionView.class),
                this::listSuppressions));
        routes.add(new Route(
                "/api/v1/suppressions/{id}",
                "A silence or maintenance window",
                List.of(ID),
                Route.Output.object(SuppressionView.class),
                this::show));
        routes.add(new Route(
                "/api/v1/suppressions",
                "Stop notifications of some alerts for a time; their conditions still change",
                List.of(),
                SuppressionRequest.class,
                Route.Output.object(SuppressionView.class).withStatus(201),
                this::make));
        routes.add(new Route(
                "/api/v1/suppressions/{id}/end",
                "End a silence or maintenance window early",
                List.of(ID),
                EndRequest.class,
                Route.Output.object(SuppressionView.class),
                this::end));
    }

    private void listSuppressions(Request request) throws Exception {
        int limit = Paging.limit(request);
        boolean held = request.findText(STATE).filter("held"::equals).isPresent();
        long before = request.find(Paging.CURSOR, text -> Cursor.decode(text, request.fingerprint(), 1))
                .map(cursor -> cursor.number(0))
                .orElse(Long.MAX_VALUE);
        List<StoredSuppression> found = listSeen(request.sight(), before, limit + 1);
        List<StoredSuppression> page = found.subList(0, Math.min(limit, found.size()));
        String next = found.size() <= limit
                ? null
                : Cursor.of(request.fingerprint(), page.get(limit - 1).sequence())
                        .encode();
        Instant now = clock.instant();
        request.answer(new Rows<>(
                SHAPE,
                page.stream()
                        .map(one -> SuppressionView.of(one, now))
                        .filter(view -> !held || view.state().equals("held"))
                        .iterator(),
                null,
                null,
                next));
    }

    private void show(Request request) throws SQLException {
        request.answer(view(request, request.path(ID, text -> text)));
    }

    private void make(Request request) throws SQLException {
        SuppressionRequest asked = request.body(SuppressionRequest.class);
        Instant now = clock.instant();
        Suppression order = FieldException.inBody(() -> SuppressionOrder.parse(asked, now));
        if (!maySilence(request.sight(), order.pattern())) {
            throw new ProblemException(Problem.forbidden(
                    "The pattern " + order.pattern().text() + " is about things that this reader does not see."));
        }
        writer.make(order, now.toEpochMilli());
        request.answer(view(request, order.id()));
    }

    private void end(Request request) throws SQLException {
        EndRequest asked = request.body(EndRequest.class);
        String id = request.path(ID, text -> text);
        String reason = FieldException.inBody(() -> SuppressionOrder.reason(asked.reason()));
        String author = FieldException.inBody(() -> SuppressionOrder.author(asked.by()));
        SuppressionView before = view(request, id);
        if (!writer.end(id, reason, author, clock.instant().toEpochMilli())) {
            throw new ProblemException(Problem.conflict("The " + before.kind() + " " + id + " is over already."));
        }
        request.answer(view(request, id));
    }

    /** The next ones that a reader sees; others are passed over, so that a page tells nothing of them. */
    private List<StoredSuppression> listSeen(Sight sight, long before, int most) throws SQLException {
        List<StoredSuppression> seen = new ArrayList<>();
        long from = before;
        while (seen.size() < most) {
            List<StoredSuppression> next = reader.list(from, most);
            next.stream()
                    .filter(one -> seesPattern(sight, one.made().pattern()))
                    .limit(most - seen.size())
                    .forEach(seen::add);
            if (next.size() < most) {
                break;
            }
            from = next.get(next.size() - 1).sequence();
        }
        return seen;
    }

    /** Whether the pattern names no test-bed and no thing that the reader does not see. */
    private static boolean seesPattern(Sight sight, SuppressionPattern pattern) {
        if (sight.isAll()) {
            return true;
        }
        String[] parts = pattern.text().split("/", -1);
        boolean anyTestbed = parts[0].equals(ANY);
        boolean anyThing = parts[1].equals(ANY);
        if (anyTestbed) {
            return anyThing;
        }
        return anyThing
                ? sight.hasTestbed(parts[0])
                : sight.sees(parts[0] + "/" + parts[1] + "/" + (parts[2].equals(ANY) ? "any" : parts[2]));
    }

    /** Whether everything that the pattern can mean is seen: nobody silences what is hidden. */
    private static boolean maySilence(Sight sight, SuppressionPattern pattern) {
        if (sight.isAll()) {
            return true;
        }
        String[] parts = pattern.text().split("/", -1);
        if (parts[0].equals(ANY)) {
            return false;
        }
        return seesPattern(sight, pattern) && (!parts[1].equals(ANY) || sight.seesGateway(parts[0] + "/" + ANY));
    }

    private SuppressionView view(Request request, String id) throws SQLException {
        Instant now = clock.instant();
        return reader.find(id)
                .filter(one -> seesPattern(request.sight(), one.made().pattern()))
                .map(one -> SuppressionView.of(one, now))
                .orElseThrow(() -> new ProblemException(
                        Problem.notFound("There is no silence or maintenance window " + id + ".")));
    }
}
