package org.metrobed.api.deadletter;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.metrobed.api.http.Listing;
import org.metrobed.api.http.Paging;
import org.metrobed.api.http.Problem;
import org.metrobed.api.http.ProblemException;
import org.metrobed.api.http.QueryParameter;
import org.metrobed.api.http.RecordShape;
import org.metrobed.api.http.Request;
import org.metrobed.api.http.RequestZone;
import org.metrobed.api.http.Route;
import org.metrobed.api.http.Routes;
import org.metrobed.api.http.RowsInPieces;
import org.metrobed.api.progress.AsOf;
import org.metrobed.api.raw.RawLogReader;
import org.metrobed.api.raw.StoredRawRecord;
import org.metrobed.api.thing.SeriesKey;
import org.metrobed.model.DeadLetter;
import org.metrobed.model.RawPosition;
import org.metrobed.store.deadletter.DeadLetterFilter;
import org.metrobed.store.deadletter.DeadLetterQuery;
import org.metrobed.store.deadletter.DeadLetterReader;
import org.metrobed.store.deadletter.RedriveReader;
import org.metrobed.store.deadletter.StoredDeadLetter;
import org.metrobed.store.query.TimeOrder;

/** Dead letters by received time, each with its history and its payload. Thread-safe. */
public final class DeadLetterResource {

    private static final int KEY_PARTS = 4;
    private static final Duration EVER = Duration.ofDays(366_000);
    private static final RecordShape<DeadLetterView> SHAPE = RecordShape.of(DeadLetterView.class);
    private static final QueryParameter RECEIVED = QueryParameter.text(
            "datetime",
            "Received time, ISO 8601 and half-open: FROM/TO, FROM/P7D, PT6H/.. (up to now), FROM/.. or a date."
                    + " Dates are of tz.");
    private static final QueryParameter ID = QueryParameter.text("id", "The id of a dead letter, from a list.");

    private final DeadLetterReader reader;
    private final RedriveReader redrives;
    private final AsOf asOf;
    private final RawLogReader raw;

    public DeadLetterResource(DeadLetterReader reader, RedriveReader redrives, AsOf asOf, RawLogReader raw) {
        this.reader = reader;
        this.redrives = redrives;
        this.asOf = asOf;
        this.raw = raw;
    }

    /** Registers its paths. */
    public void register(Routes routes) {
        routes.add(new Route(
                        "/api/v1/deadletters",
                        "Dead letters: received messages or entries that gave no observation, newest first unless order=asc, with the reason",
                        DeadLetterSelection.parameters(
                                RECEIVED, RequestZone.TZ, AsOf.AS_OF, Paging.NEWEST_FIRST, Paging.LIMIT, Paging.CURSOR),
                        Route.Output.rows(DeadLetterView.class),
                        this::listDeadLetters)
                .about(Route.Reach.WHOLE));
        routes.add(new Route(
                        "/api/v1/deadletters/{id}",
                        "A dead letter with every attempt to decode it and the outcome of every redrive",
                        List.of(ID),
                        Route.Output.object(DeadLetterHistoryView.class),
                        this::show)
                .about(Route.Reach.WHOLE));
        routes.add(new Route(
                        "/api/v1/deadletters/{id}/payload",
                        "The payload of a dead letter as it was received; the headers Metrobed-Mqtt-Topic (percent-encoded),"
                                + " Metrobed-Received-Time, Metrobed-Sha256 and Metrobed-Kind describe it",
                        List.of(ID),
                        Route.Output.bytes(),
                        this::showPayload)
                .about(Route.Reach.WHOLE));
    }

    private void listDeadLetters(Request request) throws Exception {
        DeadLetterFilter filter = DeadLetterSelection.filter(request);
        TimeOrder order = Paging.order(request, Paging.NEWEST_FIRST);
        Listing.Pin pin = asOf.pin(request, AsOf.NO_CORRECTIONS, RECEIVED, KEY_PARTS, EVER);
        long from = pin.datetime().fromMicros() / 1_000;
        long to = Math.max(
                from, Math.min(pin.datetime().toMicros() / 1_000, pin.asOf().toEpochMilli() + 1));
        Listing<StoredDeadLetter, DeadLetterView> listing = new Listing<>(
                SHAPE,
                DeadLetterView::of,
                any -> true,
                DeadLetterResource::key,
                RowsInPieces.byKey(
                        DeadLetterResource::key,
                        (key, limit) -> reader.list(new DeadLetterQuery(
                                filter.withReceived(from, to),
                                order,
                                limit,
                                key.isEmpty() ? Optional.empty() : Optional.of(cursor(key))))));
        request.answer(listing.rows(request, pin).orBegins(() -> findFirst(filter, pin)));
    }

    /** The received time of the first dead letter of a filter. */
    private Optional<Instant> findFirst(DeadLetterFilter filter, Listing.Pin pin) throws SQLException {
        DeadLetterFilter ever = filter.withReceived(0, pin.asOf().toEpochMilli() + 1);
        return reader.list(new DeadLetterQuery(ever, TimeOrder.OLDEST_FIRST, 1, Optional.empty())).stream()
                .findFirst()
                .map(stored -> Instant.ofEpochMilli(stored.letter().receivedMillis()));
    }

    private void show(Request request) throws SQLException {
        RawPosition position = request.path(ID, DeadLetterSelection::parseId);
        request.answer(
                DeadLetterHistoryView.of(find(position), reader.listAttempts(position), redrives.list(position)));
    }

    private void showPayload(Request request) throws SQLException {
        RawPosition position = request.path(ID, DeadLetterSelection::parseId);
        find(position);
        StoredRawRecord record = raw.find(position.partition(), position.offset())
                .orElseThrow(() -> new ProblemException(
                        Problem.gone("The raw log no longer keeps this message; the list shows its first bytes.")));
        PayloadHeaders.write(request.context(), record);
        request.response().bytes(record.payload(), "deadletter-" + DeadLetterSelection.id(position) + ".bin");
    }

    private StoredDeadLetter find(RawPosition position) throws SQLException {
        return reader.find(position)
                .orElseThrow(() -> new ProblemException(
                        Problem.notFound("There is no dead letter " + DeadLetterSelection.id(position) + ".")));
    }

    private static List<String> key(StoredDeadLetter stored) {
        DeadLetter letter = stored.letter();
        return Stream.of(
                        letter.receivedMillis(),
                        letter.raw().partition(),
                        letter.raw().offset(),
                        letter.raw().index())
                .map(String::valueOf)
                .toList();
    }

    private static DeadLetterQuery.Cursor cursor(List<String> key) {
        List<Long> numbers = key.stream().map(SeriesKey::number).toList();
        RawPosition raw = new RawPosition(
                numbers.get(1).intValue(), numbers.get(2), numbers.get(3).intValue());
        return new DeadLetterQuery.Cursor(numbers.get(0), raw);
    }
}
