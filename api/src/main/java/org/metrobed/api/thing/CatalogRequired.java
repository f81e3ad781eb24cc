package org.metrobed.api.thing;

import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.metrobed.api.http.Problem;
import org.metrobed.api.http.ProblemException;
import org.metrobed.api.http.Request;

/**
 * Refuses requests for data until the catalog is known. The API may start while Kafka is away; an answer without the catalog would
 * lack datastreams, and would differ from a later answer at the same log time. Thread-safe.
 */
public final class CatalogRequired implements Consumer<Request> {

    private final BooleanSupplier known;

    /** @param known whether the catalog topic was read to its end once */
    public CatalogRequired(BooleanSupplier known) {
        this.known = known;
    }

    /** @throws ProblemException 503 if the catalog is not known */
    @Override
    public void accept(Request request) {
        if (request.isForData() && !known.getAsBoolean()) {
            throw new ProblemException(Problem.unavailable(
                    "The catalog has not been read from Kafka yet since the start. Try again soon."));
        }
    }
}
