package org.metrobed.api.observation;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.metrobed.api.http.Datetime;
import org.metrobed.api.http.Listing;
import org.metrobed.api.http.Moments;
import org.metrobed.api.http.RowsInPieces;
import org.metrobed.api.thing.SeriesKey;
import org.metrobed.catalog.Catalog;
import org.metrobed.model.Observation;
import org.metrobed.model.QualityFlag;
import org.metrobed.store.observation.ObservationQuery;
import org.metrobed.store.observation.ObservationReader;
import org.metrobed.store.query.Limits;
import org.metrobed.store.query.RowSource;
import org.metrobed.store.query.TimeOrder;

/** The stored observations of datastreams, by all names that these have had. One request, one thread. */
final class StoredObservations {

    private static final Comparator<Observation> OLDEST_FIRST =
            Comparator.comparingLong(Observation::phenomenonMicros).thenComparing(Observation::datastream);

    private final ObservationReader reader;
    private final Places places;
    private final Catalog catalog;
    private final Set<QualityFlag> flags;
    private final OptionalLong changedAfterMillis;

    /**
     * Observations with these flags; with any flag if there is none.
     *
     * @param changedAfter log time after which the newest revision was received; empty: at any time
     */
    StoredObservations(
            ObservationReader reader,
            Places places,
            Catalog catalog,
            Set<QualityFlag> flags,
            Optional<Instant> changedAfter) {
        this.changedAfterMillis =
                changedAfter.isPresent() ? OptionalLong.of(changedAfter.get().toEpochMilli()) : OptionalLong.empty();
        this.reader = reader;
        this.places = places;
        this.catalog = catalog;
        this.flags = flags;
    }

    /** Opens the rows after a key. */
    Iterator<PlacedObservation> open(List<String> datastreams, TimeOrder order, Listing.Pin pin, int limit)
            throws SQLException {
        RowSource<Observation> rows = reader.open(query(datastreams, order, pin, limit));
        return new RowsInPieces<>(() -> places.place(rows.next()));
    }

    /** Up to {@code number} observations of each datastream, the newest ones, in an order. */
    List<PlacedObservation> listNewest(List<String> datastreams, TimeOrder order, Listing.Pin pin, int number)
            throws SQLException {
        List<Observation> newest = new ArrayList<>();
        for (String datastream : datastreams) {
            newest.addAll(reader.list(query(List.of(datastream), TimeOrder.NEWEST_FIRST, pin, number)));
        }
        newest.sort(order.sorting(OLDEST_FIRST));
        return places.place(newest);
    }

    /** The time of the first observation at any time; empty if there is none. */
    Optional<Instant> findFirst(List<String> datastreams, Listing.Pin pin) throws SQLException {
        if (datastreams.isEmpty()) {
            return Optional.empty();
        }
        Listing.Pin ever = new Listing.Pin(pin.asOf(), Datetime.ALL, List.of());
        return reader.list(query(datastreams, TimeOrder.OLDEST_FIRST, ever, 1)).stream()
                .findFirst()
                .map(row -> Moments.ofMicros(row.phenomenonMicros()));
    }

    private ObservationQuery query(List<String> datastreams, TimeOrder order, Listing.Pin pin, int limit) {
        return new ObservationQuery(
                catalog.renames().all(datastreams),
                pin.datetime().fromMicros(),
                pin.datetime().toMicros(),
                flags,
                order,
                Math.min(limit, Limits.ROWS),
                pin.key().isEmpty() ? Optional.empty() : Optional.of(SeriesKey.cursor(pin.key())),
                OptionalLong.of(pin.asOf().toEpochMilli()),
                changedAfterMillis);
    }
}
