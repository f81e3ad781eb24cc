package org.metrobed.api.alert;

import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import org.metrobed.api.http.Listing;
import org.metrobed.api.http.Paging;
import org.metrobed.api.http.RecordShape;
import org.metrobed.api.http.Request;
import org.metrobed.api.http.RequestZone;
import org.metrobed.api.http.Route;
import org.metrobed.api.http.Routes;
import org.metrobed.api.http.RowsInPieces;
import org.metrobed.api.progress.AsOf;
import org.metrobed.api.thing.Selection;
import org.metrobed.store.alert.RulePrecision;
import org.metrobed.store.alert.RulePrecisionReader;

/** How often the alerts of each rule were right, by what people said. Thread-safe. */
public final class RulePrecisionResource {

    private static final Duration USUAL = Duration.ofDays(90);
    private static final int KEY_PARTS = 4;
    private static final RecordShape<RulePrecisionView> SHAPE = RecordShape.of(RulePrecisionView.class);
    private static final Comparator<List<String>> BY_PARTS = (one, other) -> {
        int order = 0;
        for (int part = 0; order == 0 && part < KEY_PARTS; part++) {
            order = one.get(part).compareTo(other.get(part));
        }
        return order;
    };

    private final RulePrecisionReader reader;
    private final AsOf asOf;
    private final InstantSource clock;

    public RulePrecisionResource(RulePrecisionReader reader, AsOf asOf, InstantSource clock) {
        this.reader = reader;
        this.asOf = asOf;
        this.clock = clock;
    }

    /** Registers its path. */
    public void register(Routes routes) {
        routes.add(new Route(
                "/api/v1/alert-precision",
                "How often the alerts of each rule were right, by the verdicts of people, for each property of a test-bed; alerts with an"
                        + " onset in the last 90 days if no datetime is given",
                List.of(
                        Selection.TESTBED,
                        Selection.PROPERTY,
                        AsOf.DATETIME,
                        RequestZone.TZ,
                        AsOf.AS_OF,
                        Paging.LIMIT,
                        Paging.CURSOR),
                Route.Output.rows(RulePrecisionView.class),
                this::listPrecision));
    }

    private void listPrecision(Request request) throws Exception {
        Listing.Pin pin = asOf.pin(request, AsOf.NO_CORRECTIONS, KEY_PARTS, USUAL);
        List<RulePrecision> all = list(request, pin);
        Listing<RulePrecision, RulePrecisionView> listing = new Listing<>(
                SHAPE,
                RulePrecisionView::of,
                any -> true,
                RulePrecisionView::key,
                RowsInPieces.byKey(
                        RulePrecisionView::key,
                        (key, limit) -> all.stream()
                                .filter(one -> key.isEmpty() || BY_PARTS.compare(RulePrecisionView.key(one), key) > 0)
                                .limit(limit)
                                .toList()));
        request.answer(listing.rows(request, pin));
    }

    private List<RulePrecision> list(Request request, Listing.Pin pin) throws SQLException {
        long judged = request.findInstant(AsOf.AS_OF).orElseGet(clock::instant).toEpochMilli();
        return reader
                .list(
                        request.listTexts(Selection.TESTBED),
                        request.listTexts(Selection.PROPERTY),
                        pin.datetime().fromMicros(),
                        pin.datetime().toMicros(),
                        pin.asOf().toEpochMilli(),
                        judged,
                        request.sight().subjects())
                .stream()
                .sorted(Comparator.comparing(RulePrecisionView::key, BY_PARTS))
                .toList();
    }
}
