package org.metrobed.ingest;

import java.util.List;
import java.util.Set;
import org.metrobed.topics.IngestRoute;
import org.metrobed.topics.KeyRules;

/**
 * The routes that the newest version of the catalog requests. Immutable.
 *
 * @param version its number, {@link #NO_VERSION} before the first, {@link #NOT_READ} until it is known
 * @param inForceMillis log time from which the pipeline decodes by it, milliseconds since 1970 UTC
 * @param list its routes
 * @param rules the key rules: its routes first, then the configured rules
 * @param everFilters the filters of all versions on the topic: a broker session may still hold any of them
 */
record RequestedRoutes(
        long version, long inForceMillis, List<IngestRoute> list, KeyRules rules, Set<String> everFilters) {

    /** The catalog topic has no version. */
    static final long NO_VERSION = -1;

    /** The catalog topic is not read yet. */
    static final long NOT_READ = -2;

    RequestedRoutes {
        list = List.copyOf(list);
        everFilters = Set.copyOf(everFilters);
    }
}
