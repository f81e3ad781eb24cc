package org.metrobed.api.unbound;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.metrobed.api.access.Role;
import org.metrobed.api.http.AnswerPermits;
import org.metrobed.api.http.RecordShape;
import org.metrobed.api.http.Request;
import org.metrobed.api.http.Route;
import org.metrobed.api.http.Routes;
import org.metrobed.api.http.Rows;
import org.metrobed.catalog.Catalog;
import org.metrobed.topics.Topics;

/** The fields that bindings ignore, counted in the newest messages of the raw log; for operators. Thread-safe. */
public final class IgnoredFieldResource {

    private static final RecordShape<IgnoredFieldView> SHAPE = RecordShape.of(IgnoredFieldView.class);

    private final RawLogTail tail;
    private final Supplier<Catalog> catalog;
    private final AnswerPermits permits = new AnswerPermits("answers that read the raw log", 1, Duration.ofSeconds(10));

    /** Reads the raw log of {@code topics}; {@code catalog} is the one in force. */
    public IgnoredFieldResource(String bootstrap, Topics topics, Supplier<Catalog> catalog) {
        this.tail = new RawLogTail(bootstrap, topics);
        this.catalog = catalog;
    }

    /** Registers its path. */
    public void register(Routes routes) {
        routes.add(new Route(
                        "/api/v1/ignored-fields",
                        "Fields of payloads that bindings ignore, counted in the newest 20,000 records of each partition of the raw"
                                + " log by the catalog in force, at most 1,000; for operators. Sparkplug is not counted",
                        List.of(),
                        Route.Output.rows(IgnoredFieldView.class),
                        this::list)
                .only(Role.OPERATOR)
                .about(Route.Reach.WHOLE));
    }

    private void list(Request request) throws Exception {
        IgnoredFields fields = new IgnoredFields(catalog.get());
        permits.acquire();
        try {
            tail.read(fields::take);
        } finally {
            permits.release();
        }
        request.answer(new Rows<>(SHAPE, fields.list().iterator(), null, null, null));
    }
}
