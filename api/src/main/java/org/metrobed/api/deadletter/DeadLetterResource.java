package org.metrobed.api.deadletter;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.metrobed.api.http.Listing;
import org.metrobed.api.http.Paging;
import org.metrobed.api.http.Parameter;
import org.metrobed.api.http.RecordShape;
import org.metrobed.api.http.Request;
import org.metrobed.api.http.Route;
import org.metrobed.api.http.Routes;
import org.metrobed.api.progress.AsOf;
import org.metrobed.api.thing.SeriesKey;
import org.metrobed.core.model.DeadLetter;
import org.metrobed.core.model.RawPosition;
import org.metrobed.store.deadletter.DeadLetterQuery;
import org.metrobed.store.deadletter.DeadLetterReader;

/** Dead letters, newest first. Thread-safe. */
public final class DeadLetterResource {

    private static final int KEY_PARTS = 4;
    private static final Duration EVER = Duration.ofDays(366_000);
    private static final RecordShape<DeadLetterView> SHAPE = RecordShape.of(DeadLetterView.class);
    private static final Parameter REASON = Parameter.words(
            "reason",
            "Only dead letters of these reasons.",
            Stream.of(DeadLetter.Reason.values()).map(DeadLetter.Reason::code).toList());
    private static final Parameter RECEIVED = Parameter.text(
            "datetime", "Received time, ISO 8601 and half-open: FROM/TO, FROM/P7D, PT6H/.. (up to now) or FROM/..");

    private final DeadLetterReader reader;
    private final AsOf asOf;

    public DeadLetterResource(DeadLetterReader reader, AsOf asOf) {
        this.reader = reader;
        this.asOf = asOf;
    }

    /** Adds its path. */
    public void register(Routes routes) {
        routes.add(new Route(
                "/api/v1/deadletters",
                "Dead letters: what was received and could not become an observation, newest first, with the reason",
                List.of(REASON, RECEIVED, AsOf.AS_OF, Paging.LIMIT, Paging.CURSOR),
                Route.Output.rows(DeadLetterView.class),
                this::listDeadLetters));
    }

    private void listDeadLetters(Request request) throws Exception {
        Set<DeadLetter.Reason> reasons = Set.copyOf(request.list(REASON, DeadLetter.Reason::parse));
        Listing.Pin pin = asOf.pin(request, RECEIVED, KEY_PARTS, EVER);
        long from = pin.datetime().fromMicros() / 1_000;
        long to = Math.max(
                from, Math.min(pin.datetime().toMicros() / 1_000, pin.asOf().toEpochMilli() + 1));
        Listing<DeadLetter, DeadLetterView> listing = new Listing<>(
                SHAPE,
                false,
                DeadLetterView::of,
                any -> true,
                DeadLetterResource::key,
                (key, range, limit) -> reader.list(new DeadLetterQuery(
                        reasons, from, to, limit, key.isEmpty() ? Optional.empty() : Optional.of(cursor(key)))));
        request.answer(listing.rows(request, pin));
    }

    private static List<String> key(DeadLetter letter) {
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
