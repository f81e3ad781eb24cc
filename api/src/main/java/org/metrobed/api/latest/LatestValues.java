package org.metrobed.api.latest;

import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.metrobed.catalog.Catalog;
import org.metrobed.model.Datastream;
import org.metrobed.model.Observation;
import org.metrobed.store.observation.LatestReader;

/** The newest values of datastreams as of a log time. Thread-safe. */
public final class LatestValues {

    private final LatestReader reader;

    public LatestValues(LatestReader reader) {
        this.reader = reader;
    }

    private static Observation later(Observation one, Observation other) {
        return other.phenomenonMicros() > one.phenomenonMicros() ? other : one;
    }

    /** One view for each of these datastreams, in their order, with or without a value. */
    public List<LatestView> list(Catalog catalog, List<Datastream> datastreams, Instant asOf) throws SQLException {
        if (datastreams.isEmpty()) {
            return List.of();
        }
        List<String> ids =
                datastreams.stream().map(datastream -> datastream.id().value()).toList();
        long asOfMillis = asOf.toEpochMilli();
        Map<String, Observation> newest = new HashMap<>();
        reader.list(catalog.renames().all(ids), OptionalLong.of(asOfMillis))
                .forEach(row -> newest.merge(catalog.renames().current(row.datastream()), row, LatestValues::later));
        return datastreams.stream()
                .map(datastream -> LatestView.of(
                        datastream, catalog, newest.get(datastream.id().value()), asOfMillis))
                .toList();
    }
}
