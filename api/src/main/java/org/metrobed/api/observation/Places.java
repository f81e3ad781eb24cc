package org.metrobed.api.observation;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.metrobed.analysis.correction.ProductCause;
import org.metrobed.api.http.Moments;
import org.metrobed.catalog.Catalog;
import org.metrobed.model.Datastream;
import org.metrobed.model.DatastreamId;
import org.metrobed.model.Deployment;
import org.metrobed.model.Location;
import org.metrobed.model.Observation;
import org.metrobed.model.Thing;
import org.metrobed.store.correction.ProductCauseReader;
import org.metrobed.store.observation.TrackReader;

/**
 * Finds where observations were made: where the thing stood; or, if it moves, its last position up to the end of the
 * observation, not older than its interval and that of the track. Thread-safe if the reader is.
 */
final class Places {

    private final TrackReader reader;
    private final ProductCauseReader causes;
    private final Catalog catalog;
    private final long asOfMillis;

    /** Of the catalog, with the positions known at a log time. */
    Places(TrackReader reader, ProductCauseReader causes, Catalog catalog, long asOfMillis) {
        this.reader = reader;
        this.causes = causes;
        this.catalog = catalog;
        this.asOfMillis = asOfMillis;
    }

    /** These observations, each with its place and why it was computed again, in their order. */
    List<PlacedObservation> place(List<Observation> rows) throws SQLException {
        Map<String, List<Observation>> moving = new HashMap<>();
        for (Observation row : rows) {
            thing(row)
                    .filter(thing -> thing.findTrack().isPresent())
                    .ifPresent(thing -> moving.computeIfAbsent(thing.id(), id -> new ArrayList<>())
                            .add(row));
        }
        IdentityHashMap<Observation, Optional<Location>> places = new IdentityHashMap<>();
        for (Map.Entry<String, List<Observation>> one : moving.entrySet()) {
            List<Optional<Location>> last = read(catalog.findThing(one.getKey()).orElseThrow(), one.getValue());
            for (int i = 0; i < last.size(); i++) {
                places.put(one.getValue().get(i), last.get(i));
            }
        }
        Map<Observation, ProductCause> why = causes.find(rows);
        return rows.stream()
                .map(row -> placed(row, places, Optional.ofNullable(why.get(row))))
                .toList();
    }

    private PlacedObservation placed(
            Observation row, IdentityHashMap<Observation, Optional<Location>> moving, Optional<ProductCause> why) {
        Optional<Deployment> deployment =
                catalog.findDeployment(row.datastream(), Moments.ofMicros(row.phenomenonMicros()));
        return new PlacedObservation(
                row, deployment, moving.getOrDefault(row, deployment.map(Deployment::location)), why);
    }

    /** The thing that made it: the one under whose name it is stored, unless that was a former name of a moving one. */
    private Optional<Thing> thing(Observation row) {
        String stored = new DatastreamId(row.datastream()).thing();
        return catalog.findThing(stored)
                .or(() -> catalog.past()
                        .findLastThing(stored, catalog.version())
                        .filter(thing -> thing.findTrack().isEmpty()))
                .or(() -> catalog.findThing(new DatastreamId(catalog.renames().current(row.datastream())).thing()));
    }

    private long endMicros(Observation row) {
        return catalog.findDatastream(row.datastream(), row.catalogVersion())
                .filter(datastream -> datastream.settings().stamp() != Datastream.Stamp.INSTANT)
                .map(datastream -> catalog.interval(datastream).endMicros(row.phenomenonMicros()))
                .orElse(row.phenomenonMicros());
    }

    /** Positions of a track are this long good, microseconds. */
    private long reachMicros(Thing thing) {
        return catalog.findDatastream(thing.id() + "/" + thing.track().latitude())
                .map(latitude -> latitude.settings().intervalMillis() * 1_000)
                .orElse(0L);
    }

    private List<Optional<Location>> read(Thing thing, List<Observation> rows) throws SQLException {
        long reach = reachMicros(thing);
        return reader.listLast(
                new TrackReader.Track(
                        names(thing, thing.track().latitude()),
                        names(thing, thing.track().longitude()),
                        asOfMillis),
                rows.stream()
                        .map(row -> new TrackReader.Span(row.phenomenonMicros() - reach, endMicros(row)))
                        .toList());
    }

    private List<String> names(Thing thing, String property) {
        return catalog.renames().all(List.of(thing.id() + "/" + property));
    }
}
