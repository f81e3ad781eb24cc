package org.metrobed.api.observation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.metrobed.api.http.FlagWords;
import org.metrobed.api.http.Listing;
import org.metrobed.api.http.Paging;
import org.metrobed.api.http.ProblemException;
import org.metrobed.api.http.QueryParameter;
import org.metrobed.api.http.RecordShape;
import org.metrobed.api.http.Request;
import org.metrobed.api.http.RequestZone;
import org.metrobed.api.http.Route;
import org.metrobed.api.http.Routes;
import org.metrobed.api.http.Rows;
import org.metrobed.api.http.ValueFilter;
import org.metrobed.api.progress.AsOf;
import org.metrobed.api.thing.Area;
import org.metrobed.api.thing.Selection;
import org.metrobed.api.thing.SeriesKey;
import org.metrobed.api.thing.ThingResource;
import org.metrobed.catalog.Catalog;
import org.metrobed.model.QualityFlag;
import org.metrobed.store.correction.ProductCauseReader;
import org.metrobed.store.observation.ObservationReader;
import org.metrobed.store.observation.TrackReader;
import org.metrobed.store.query.TimeOrder;

/** Single values. Thread-safe. */
public final class ObservationResource {

    private static final Duration USUAL = Duration.ofHours(24);
    private static final RecordShape<ObservationView> SHAPE = RecordShape.of(ObservationView.class);
    private static final QueryParameter QC = QueryParameter.words(
            "qc",
            "Only values of these flags, by name or QARTOD number; all by default.",
            FlagWords.of(QualityFlag.values()));

    private static final QueryParameter BBOX = QueryParameter.text(
            "bbox",
            "Only values observed within west,south,east,north, degrees WGS 84: where the thing stood or was. A page may then be shorter"
                    + " than its limit.");

    private static final QueryParameter NEAR = QueryParameter.text(
            "near",
            "Only values observed near latitude,longitude, degrees WGS 84, within radius: where the thing stood or was. A page may then be"
                    + " shorter than its limit.");
    private static final QueryParameter RESULT = ValueFilter.parameter("result");

    private final ObservationReader reader;
    private final TrackReader tracks;
    private final ProductCauseReader causes;
    private final AsOf asOf;

    public ObservationResource(ObservationReader reader, TrackReader tracks, ProductCauseReader causes, AsOf asOf) {
        this.reader = reader;
        this.tracks = tracks;
        this.causes = causes;
        this.asOf = asOf;
    }

    /** Registers its path. */
    public void register(Routes routes) {
        routes.add(new Route(
                "/api/v1/observations",
                "Observations in the order of time, the newest revision of each; the last 24 hours if no datetime is"
                        + " given; CSV and NDJSON without a limit give all",
                Selection.parameters(
                        AsOf.DATETIME,
                        RequestZone.TZ,
                        QC,
                        BBOX,
                        NEAR,
                        Area.RADIUS,
                        RESULT,
                        AsOf.CHANGED_SINCE,
                        AsOf.AS_OF,
                        Paging.OLDEST_FIRST,
                        Paging.LAST,
                        Paging.LIMIT,
                        Paging.CURSOR),
                Route.Output.rows(ObservationView.class),
                this::listObservations));
    }

    private static boolean isWithin(Area area, ObservationView view) {
        return !area.isLimited() || (view.latitude() != null && area.contains(view.latitude(), view.longitude()));
    }

    private void listObservations(Request request) throws Exception {
        TimeOrder order = Paging.order(request, Paging.OLDEST_FIRST);
        Listing.Pin pin = asOf.pin(
                request,
                Selection.testbeds(request),
                SeriesKey.PARTS,
                AsOf.span(request, Paging.span(request, order, USUAL)));
        Catalog now = asOf.catalog(request, pin.asOf());
        List<String> selected = Selection.ids(request, now);
        Area area = Area.of(request, BBOX, NEAR);
        area.refuseSwapped(ThingResource.places(now));
        List<ValueFilter> values = ValueFilter.list(request, RESULT);
        Optional<Instant> since = request.findInstant(AsOf.CHANGED_SINCE);
        OptionalInt last = Paging.last(request, selected.size());
        if (last.isPresent() && (area.isLimited() || !values.isEmpty() || since.isPresent())) {
            throw ProblemException.parameter(
                    Paging.LAST.name(), "is not possible together with bbox, near, result and changed_since");
        }
        StoredObservations stored = new StoredObservations(
                reader,
                new Places(tracks, causes, now, pin.asOf().toEpochMilli()),
                now,
                FlagWords.parse(request.listTexts(QC)),
                since);
        Listing<PlacedObservation, ObservationView> listing = new Listing<>(
                SHAPE,
                row -> ObservationView.of(row, now),
                view -> isWithin(area, view)
                        && ValueFilter.allow(values, view.result())
                        && since.map(view.receivedTime()::isAfter).orElse(true),
                row -> SeriesKey.parts(
                        row.observation().phenomenonMicros(), row.observation().datastream()),
                (from, limit) -> stored.open(selected, order, from, limit));
        if (AsOf.unchanged(request, now)) {
            return;
        }
        request.answer(pin.asOf(), now.version(), () -> {
            Rows<ObservationView> rows = last.isPresent()
                    ? listing.whole(stored.listNewest(selected, order, pin, last.getAsInt()), pin)
                    : listing.rows(request, pin);
            return rows.orBegins(() -> stored.findFirst(selected, pin));
        });
    }
}
