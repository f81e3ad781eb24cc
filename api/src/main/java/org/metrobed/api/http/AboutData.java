package org.metrobed.api.http;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What is said of the data of an answer besides its rows. Immutable.
 *
 * @param licences addresses of the licences that the projects of the data state
 * @param units UCUM unit by datastream; read only for formats that hold it
 */
public record AboutData(List<String> licences, Supplier<Map<String, String>> units) {

    /** Nothing is said. */
    static final AboutData NONE = new AboutData(List.of(), Map::of);

    /** A source that knows nothing. */
    static final Source NOTHING = (request, asOf) -> NONE;

    public AboutData {
        licences = List.copyOf(licences);
    }

    /** Knows the data that requests select. */
    @FunctionalInterface
    public interface Source {
        /**
         * What is said of the data of a request.
         *
         * @param asOf log time of the answer, null for lists of the catalog
         */
        AboutData of(Request request, Instant asOf);
    }
}
