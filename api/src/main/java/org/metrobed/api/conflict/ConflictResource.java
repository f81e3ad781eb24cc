package org.metrobed.api.conflict;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.metrobed.api.http.Datetime;
import org.metrobed.api.http.Listing;
import org.metrobed.api.http.Moments;
import org.metrobed.api.http.Paging;
import org.metrobed.api.http.RecordShape;
import org.metrobed.api.http.Request;
import org.metrobed.api.http.RequestZone;
import org.metrobed.api.http.Route;
import org.metrobed.api.http.Routes;
import org.metrobed.api.http.RowsInPieces;
import org.metrobed.api.progress.AsOf;
import org.metrobed.api.thing.Selection;
import org.metrobed.catalog.Catalog;
import org.metrobed.model.RawPosition;
import org.metrobed.store.observation.Conflict;
import org.metrobed.store.observation.ConflictQuery;
import org.metrobed.store.observation.ConflictReader;
import org.metrobed.store.query.TimeOrder;

/** Times with two values. Thread-safe. */
public final class ConflictResource {

    private static final int KEY_PARTS = 5;
    private static final RecordShape<ConflictView> SHAPE = RecordShape.of(ConflictView.class);

    private final ConflictReader reader;
    private final AsOf asOf;

    public ConflictResource(ConflictReader reader, AsOf asOf) {
        this.reader = reader;
        this.asOf = asOf;
    }

    /** Registers its path. */
    public void register(Routes routes) {
        routes.add(new Route(
                "/api/v1/conflicts",
                "Times for which two different values were received, in the order of time, with both values and which of"
                        + " them stands; those of any time if no datetime is given",
                Selection.placed(
                        AsOf.DATETIME, RequestZone.TZ, AsOf.AS_OF, Paging.OLDEST_FIRST, Paging.LIMIT, Paging.CURSOR),
                Route.Output.rows(ConflictView.class),
                this::listConflicts));
    }

    private void listConflicts(Request request) throws Exception {
        TimeOrder order = Paging.order(request, Paging.OLDEST_FIRST);
        Listing.Pin pin = asOf.pin(request, Selection.testbeds(request), KEY_PARTS, Paging.EVER);
        Catalog now = asOf.catalog(request, pin.asOf());
        List<String> datastreams = now.renames().all(Selection.ids(request, now));
        Listing<Conflict, ConflictView> listing = new Listing<>(
                SHAPE,
                conflict -> ConflictView.of(conflict, now),
                any -> true,
                ConflictResource::key,
                (from, limit) -> new RowsInPieces<>(reader.open(new ConflictQuery(
                        datastreams,
                        from.datetime().fromMicros(),
                        from.datetime().toMicros(),
                        from.asOf().toEpochMilli(),
                        order,
                        limit,
                        from.key().isEmpty() ? Optional.empty() : Optional.of(after(from.key()))))));
        if (!AsOf.unchanged(request, now)) {
            request.answer(
                    pin.asOf(),
                    now.version(),
                    () -> listing.rows(request, pin).orBegins(() -> findFirst(datastreams, pin)));
        }
    }

    /** The time of the first conflict of datastreams at any time. */
    private Optional<Instant> findFirst(List<String> datastreams, Listing.Pin pin) throws SQLException {
        if (datastreams.isEmpty()) {
            return Optional.empty();
        }
        ConflictQuery first = new ConflictQuery(
                datastreams,
                Datetime.ALL.fromMicros(),
                Datetime.ALL.toMicros(),
                pin.asOf().toEpochMilli(),
                TimeOrder.OLDEST_FIRST,
                1,
                Optional.empty());
        return reader.open(first).next().stream()
                .findFirst()
                .map(conflict -> Moments.ofMicros(conflict.other().phenomenonMicros()));
    }

    private static List<String> key(Conflict conflict) {
        RawPosition raw = conflict.other().raw();
        return List.of(
                Long.toString(conflict.other().phenomenonMicros()),
                conflict.other().datastream(),
                Integer.toString(raw.partition()),
                Long.toString(raw.offset()),
                Integer.toString(raw.index()));
    }

    private static ConflictQuery.After after(List<String> key) {
        return new ConflictQuery.After(
                Long.parseLong(key.get(0)),
                key.get(1),
                new RawPosition(
                        Integer.parseInt(key.get(2)), Long.parseLong(key.get(3)), Integer.parseInt(key.get(4))));
    }
}
