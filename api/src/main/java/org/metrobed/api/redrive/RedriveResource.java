package org.metrobed.api.redrive;

import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.metrobed.api.http.Datetime;
import org.metrobed.api.http.Problem;
import org.metrobed.api.http.ProblemException;
import org.metrobed.api.http.Request;
import org.metrobed.api.http.RequestZone;
import org.metrobed.api.http.Route;
import org.metrobed.api.http.Routes;
import org.metrobed.model.DeadLetter;
import org.metrobed.store.deadletter.DeadLetterFilter;

/** Redrives dead letters for operators. Thread-safe. */
public final class RedriveResource {

    private final Redriver redriver;
    private final InstantSource clock;

    public RedriveResource(Redriver redriver, InstantSource clock) {
        this.redriver = redriver;
        this.clock = clock;
    }

    /** Registers its path. */
    public void register(Routes routes) {
        routes.add(new Route(
                        "/api/v1/redrives",
                        "Decode open dead letters again, with the current decoders and catalog; the answer comes when their"
                                + " messages are in the raw log again; /api/v1/deadletters?state=open lists the rest",
                        List.of(),
                        RedriveRequest.class,
                        Route.Output.object(RedriveView.class).withStatus(202),
                        this::redrive)
                .about(Route.Reach.WHOLE));
    }

    private void redrive(Request request) throws SQLException, InterruptedException {
        RedriveRequest asked = request.body(RedriveRequest.class);
        RedriveReport report = redriver.drive(order(asked), asked.isDryRun(), RedriveProgress.NONE);
        request.answer(RedriveView.of(report, asked.isDryRun()));
    }

    private RedriveOrder order(RedriveRequest asked) {
        DeadLetterFilter filter = DeadLetterFilter.ALL
                .withReasons(field("reason", () -> reasons(asked.reason())))
                .withStages(Set.copyOf(asked.stage()))
                .withDecoder(asked.decoder());
        DeadLetterFilter ofTopic = field("topic", () -> filter.withTopic(asked.topic()));
        RequestZone zone = field("tz", () -> RequestZone.parse(asked.tz()));
        DeadLetterFilter received = field("datetime", () -> received(ofTopic, asked, zone));
        long clock = field("clock", () -> ClockCorrection.parse(asked.clock()));
        return field("limit", () -> new RedriveOrder(received, asked.limit(), clock));
    }

    private DeadLetterFilter received(DeadLetterFilter filter, RedriveRequest asked, RequestZone zone) {
        Instant now = clock.instant();
        Optional<Datetime> datetime =
                Optional.of(asked.datetime()).filter(text -> !text.isEmpty()).map(text -> zone.range(text, now));
        return datetime.map(range -> filter.withReceived(range.fromMicros() / 1_000, range.toMicros() / 1_000))
                .orElse(filter);
    }

    private static Set<DeadLetter.Reason> reasons(List<String> words) {
        return words.stream().map(DeadLetter.Reason::parse).collect(Collectors.toSet());
    }

    private static <T> T field(String name, Supplier<T> read) {
        try {
            return read.get();
        } catch (IllegalArgumentException e) {
            throw new ProblemException(Problem.body("has a field '" + name + "' that " + e.getMessage()));
        }
    }
}
