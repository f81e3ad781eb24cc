package org.metrobed.api.observation;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.metrobed.api.http.Moments;
import org.metrobed.catalog.Catalog;
import org.metrobed.model.Datastream;
import org.metrobed.model.DatastreamId;
import org.metrobed.model.Deployment;
import org.metrobed.model.Location;
import org.metrobed.model.Observation;
import org.metrobed.model.QualityFlag;
import org.metrobed.model.Thing;
import org.metrobed.model.Track;
import org.metrobed.store.observation.ObservationQuery;
import org.metrobed.store.observation.ObservationReader;
import org.metrobed.store.query.SeriesCursor;

/**
 * Finds where observations were made: where the thing stood; or, if it moves, its last position up to the end of the
 * observation, not older than its interval and that of the track. Thread-safe if the reader is.
 */
final class Places {

    private static final int PIECE = 5_000;
    private static final Set<QualityFlag> USABLE =
            Set.of(QualityFlag.GOOD, QualityFlag.NOT_EVALUATED, QualityFlag.SUSPECT);

    private final ObservationReader reader;
    private final Catalog catalog;
    private final long asOfMillis;

    /** Of the catalog, with the positions known at a log time. */
    Places(ObservationReader reader, Catalog catalog, long asOfMillis) {
        this.reader = reader;
        this.catalog = catalog;
        this.asOfMillis = asOfMillis;
    }

    /** These observations, each with its place, in their order. */
    List<PlacedObservation> place(List<Observation> rows) throws SQLException {
        Map<String, List<Observation>> moving = new HashMap<>();
        for (Observation row : rows) {
            thing(row)
                    .filter(thing -> thing.findTrack().isPresent())
                    .ifPresent(thing -> moving.computeIfAbsent(thing.id(), id -> new ArrayList<>())
                            .add(row));
        }
        Map<String, NavigableMap<Long, Location>> tracks = new HashMap<>();
        for (Map.Entry<String, List<Observation>> one : moving.entrySet()) {
            tracks.put(one.getKey(), read(catalog.findThing(one.getKey()).orElseThrow(), one.getValue()));
        }
        return rows.stream().map(row -> placed(row, tracks)).toList();
    }

    private PlacedObservation placed(Observation row, Map<String, NavigableMap<Long, Location>> tracks) {
        Optional<Deployment> deployment = catalog.findDeployment(
                row.datastream(), row.catalogVersion(), Moments.ofMicros(row.phenomenonMicros()));
        NavigableMap<Long, Location> track =
                thing(row).map(thing -> tracks.get(thing.id())).orElse(null);
        if (track == null) {
            return new PlacedObservation(row, deployment, deployment.map(Deployment::location));
        }
        Map.Entry<Long, Location> last = track.floorEntry(endMicros(row));
        long oldest = row.phenomenonMicros() - reachMicros(thing(row).orElseThrow());
        return new PlacedObservation(
                row,
                deployment,
                last == null || last.getKey() < oldest ? Optional.empty() : Optional.of(last.getValue()));
    }

    private Optional<Thing> thing(Observation row) {
        return catalog.findThing(new DatastreamId(catalog.renames().current(row.datastream())).thing());
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

    private NavigableMap<Long, Location> read(Thing thing, List<Observation> rows) throws SQLException {
        Track track = thing.track();
        long from = rows.stream().mapToLong(Observation::phenomenonMicros).min().orElseThrow() - reachMicros(thing);
        long to = rows.stream().mapToLong(this::endMicros).max().orElseThrow() + 1;
        Map<Long, Double> latitudes = values(thing.id() + "/" + track.latitude(), from, to);
        NavigableMap<Long, Location> places = new TreeMap<>();
        values(thing.id() + "/" + track.longitude(), from, to).forEach((micros, longitude) -> {
            Double latitude = latitudes.get(micros);
            if (latitude != null && Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180) {
                places.put(micros, new Location(latitude, longitude, "", ""));
            }
        });
        return places;
    }

    private Map<Long, Double> values(String datastream, long fromMicros, long toMicros) throws SQLException {
        Map<Long, Double> values = new HashMap<>();
        Optional<SeriesCursor> after = Optional.empty();
        List<Observation> piece;
        do {
            piece = reader.list(new ObservationQuery(
                    catalog.renames().all(List.of(datastream)),
                    fromMicros,
                    toMicros,
                    USABLE,
                    PIECE,
                    after,
                    OptionalLong.of(asOfMillis)));
            piece.forEach(row -> values.put(row.phenomenonMicros(), row.result()));
            if (!piece.isEmpty()) {
                Observation last = piece.get(piece.size() - 1);
                after = Optional.of(new SeriesCursor(last.phenomenonMicros(), last.datastream()));
            }
        } while (piece.size() == PIECE);
        return values;
    }
}
