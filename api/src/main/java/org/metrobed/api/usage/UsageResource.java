package org.metrobed.api.usage;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.metrobed.api.access.Role;
import org.metrobed.api.http.Datetime;
import org.metrobed.api.http.QueryParameter;
import org.metrobed.api.http.RecordShape;
import org.metrobed.api.http.Request;
import org.metrobed.api.http.RequestZone;
import org.metrobed.api.http.Route;
import org.metrobed.api.http.Routes;
import org.metrobed.api.http.Rows;
import org.metrobed.store.audit.ProjectUsage;
import org.metrobed.store.audit.ReadAuditTable;

/** How often each project was read, for admins. Thread-safe. */
public final class UsageResource {

    private static final Duration USUAL = Duration.ofDays(30);
    private static final RecordShape<UsageView> SHAPE = RecordShape.of(UsageView.class);
    private static final QueryParameter READ = QueryParameter.text(
            "datetime",
            "Time of the requests by the server's clock, ISO 8601 and half-open, such as P7D/.. or a date; the last 30 days by default."
                    + " Dates are of tz.");

    private final ReadAuditTable table;
    private final InstantSource clock;

    public UsageResource(ReadAuditTable table, InstantSource clock) {
        this.table = table;
        this.clock = clock;
    }

    /** Registers its path. */
    public void register(Routes routes) {
        routes.add(new Route(
                        "/api/v1/usage",
                        "How often each project was read, by the role of the readers; for admins. Requests of everybody are counted"
                                + " by minute, without addresses",
                        List.of(READ, RequestZone.TZ),
                        Route.Output.rows(UsageView.class),
                        this::list)
                .only(Role.ADMIN)
                .about(Route.Reach.WHOLE));
    }

    private void list(Request request) throws Exception {
        Instant now = clock.instant();
        Optional<Datetime> asked = request.find(READ, text -> request.zone().range(text, now));
        Datetime range = asked.orElseGet(() -> new Datetime(now.minus(USUAL), now));
        List<ProjectUsage> rows = table.countProjects(range.fromMicros() / 1_000, range.toMicros() / 1_000);
        request.answer(new Rows<>(SHAPE, rows.stream().map(UsageView::of).iterator(), null, range, null));
    }
}
