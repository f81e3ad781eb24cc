package org.metrobed.api.stream;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.metrobed.api.access.Sight;
import org.metrobed.api.http.Format;
import org.metrobed.api.http.Problem;
import org.metrobed.api.http.ProblemException;
import org.metrobed.api.http.QueryParameter;
import org.metrobed.api.http.Request;
import org.metrobed.api.http.Route;
import org.metrobed.api.http.Routes;
import org.metrobed.api.thing.Selection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The live stream as server-sent events. It sends {@code snapshot} first, then {@code window}, {@code alert} and
 * {@code handling} events, and a {@code tick} every few seconds. Each client holds a server thread; their number is
 * bounded. What the reader may see is looked up again every few seconds; a client whose key was revoked is closed. Thread-safe.
 */
final class StreamResource {

    private static final Logger LOG = LoggerFactory.getLogger(StreamResource.class);
    private static final Duration TICK = Duration.ofSeconds(2);
    private static final Duration STEP = Duration.ofMillis(500);
    /** How long a client waits until the topics are followed; the first one comes while they are not. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final QueryParameter TESTBED =
            QueryParameter.text("testbed", "Only this test-bed, by id; all by default.");

    private final Hub hub;
    private final Snapshots snapshots;

    StreamResource(Hub hub, Snapshots snapshots) {
        this.hub = hub;
        this.snapshots = snapshots;
    }

    void register(Routes routes) {
        routes.add(new Route(
                "/api/v1/stream",
                "Live: server-sent events snapshot, window (one revision; revisions add up), alert (its condition),"
                        + " handling (an action on an alert), tick and reset; with Last-Event-ID the stream goes on"
                        + " where a client left",
                List.of(TESTBED),
                new Route.Output(SnapshotView.class, false, List.of(Format.EVENTS)),
                this::stream));
    }

    private void stream(Request request) throws Exception {
        request.format();
        Optional<String> testbed = request.find(TESTBED, Selection::name);
        Optional<LogPosition> last = lastPosition(request);
        if (request.isHead()) {
            request.context().contentType(Format.EVENTS.contentType()).header("Cache-Control", "no-store");
            return;
        }
        AtomicReference<Sight> sight = new AtomicReference<>(request.sight());
        Hub.Subscription subscription = hub.subscribe(wanted(testbed, sight), last, PATIENCE)
                .orElseThrow(() -> new ProblemException(Problem.unavailable(
                        "The live stream has too many clients or is not connected yet; try again in some seconds.")));
        StreamClient client = subscription.client();
        HttpServletResponse response = request.context().res();
        response.setContentType(Format.EVENTS.contentType());
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Accel-Buffering", "no");
        try {
            EventOutput out = new EventOutput(response.getOutputStream());
            begin(last, testbed, subscription, new SightOutput(out, sight));
            serve(request, client, new SightOutput(out, sight));
        } catch (IOException e) {
            LOG.debug("a client of the stream disconnected: {}", e.getMessage());
        } finally {
            hub.remove(client);
        }
    }

    private static Predicate<StreamEvent> wanted(Optional<String> testbed, AtomicReference<Sight> sight) {
        return event ->
                (testbed.isEmpty() || event.isOf(testbed.get())) && sight.get().sees(event.datastream());
    }

    private void begin(
            Optional<LogPosition> last, Optional<String> testbed, Hub.Subscription subscription, SightOutput reader)
            throws Exception {
        EventOutput out = reader.out();
        out.retry();
        if (last.isPresent() && hub.canResume(last.get())) {
            for (StreamEvent event : subscription.recent()) {
                if (!last.get().covers(event.partition(), event.offset())) {
                    reader.event(event, null);
                }
            }
            // they are in no log, so missed ones are not known
            for (StreamEvent event : snapshots.listHandling(reader.sight().get())) {
                if (wanted(testbed, reader.sight()).test(event)) {
                    reader.event(event, null);
                }
            }
            out.tick(subscription.position().toString(), snapshots.asOf());
            return;
        }
        SnapshotView snapshot = snapshots.take(testbed, reader.sight().get());
        if (last.isPresent()) {
            out.event("reset", null, "{\"reason\":\"the events since your last event are no longer kept\"}");
        }
        out.event("snapshot", subscription.position().toString(), snapshot);
        // events that were in the topics but not yet in the tables when the snapshot was taken
        for (StreamEvent event : subscription.recent()) {
            if (snapshot.asOf() == null
                    || event.recordedMillis() > snapshot.asOf().toEpochMilli()) {
                reader.event(event, null);
            }
        }
        out.flush();
    }

    private static Optional<LogPosition> lastPosition(Request request) {
        String text = request.context().header("Last-Event-ID");
        if (text == null || text.isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LogPosition.parse(text.strip()));
        } catch (IllegalArgumentException e) {
            throw ProblemException.parameter("Last-Event-ID", "is not the id of an event of this stream");
        }
    }

    private void serve(Request request, StreamClient client, SightOutput reader) throws Exception {
        EventOutput out = reader.out();
        long due = System.nanoTime() + TICK.toNanos();
        while (client.open()) {
            StreamClient.Delta delta = client.poll(STEP);
            if (delta != null) {
                LogPosition position = delta.position();
                reader.event(delta.event(), position == null ? null : position.toString());
            } else {
                out.flush();
            }
            if (System.nanoTime() - due > 0) {
                if (!reader.look(request)) {
                    return;
                }
                out.tick(null, snapshots.asOf());
                due = System.nanoTime() + TICK.toNanos();
            }
        }
    }
}
