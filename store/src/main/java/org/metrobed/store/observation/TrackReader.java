package org.metrobed.store.observation;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.metrobed.model.Location;
import org.metrobed.store.query.Query;

/** Reads where moving things were. Thread-safe if its data source is. */
public final class TrackReader {

    private static final String POSITIONS =
            "(select distinct on (o.phenomenon_time) o.phenomenon_time, o.result, o.flag"
                    + " from observation o where o.series_id ="
                    + " any (array (select series_id from series where datastream = any (?)))"
                    + " and o.phenomenon_time >= " + Query.micros("k.low") + " and o.phenomenon_time <= "
                    + Query.micros("k.high")
                    + " and o.received_time <= " + Query.millis()
                    + " order by o.phenomenon_time, o.revision desc)";

    private static final String USABLE = ".flag in (1, 2, 3)";

    private final DataSource database;

    /** Reads from this database. */
    public TrackReader(DataSource database) {
        this.database = database;
    }

    /**
     * The datastreams of a track, with their former names, as known at a log time.
     *
     * @param asOfMillis milliseconds since 1970 UTC
     */
    public record Track(List<String> latitudes, List<String> longitudes, long asOfMillis) {
        public Track {
            latitudes = List.copyOf(latitudes);
            longitudes = List.copyOf(longitudes);
        }
    }

    /** A span of phenomenon time, both ends inclusive, microseconds since 1970 UTC. */
    public record Span(long firstMicros, long lastMicros) {}

    private record Place(int span, Location location) {}

    /** The last position in each span: a latitude and a longitude of one time, neither failed nor missing. */
    public List<Optional<Location>> listLast(Track track, List<Span> spans) throws SQLException {
        List<Optional<Location>> places = new ArrayList<>(Collections.nCopies(spans.size(), Optional.empty()));
        new Query()
                .add("select k.span, p.latitude, p.longitude")
                .add(
                        "from unnest(?::bigint[], ?::bigint[]) with ordinality as k (low, high, span)",
                        spans.stream()
                                .map(span -> Long.toString(span.firstMicros()))
                                .toList(),
                        spans.stream()
                                .map(span -> Long.toString(span.lastMicros()))
                                .toList())
                .add("cross join lateral (select a.result as latitude, b.result as longitude")
                .add("  from " + POSITIONS + " a", track.latitudes(), track.asOfMillis())
                .add("  join " + POSITIONS + " b using (phenomenon_time)", track.longitudes(), track.asOfMillis())
                .add("  where a" + USABLE + " and b" + USABLE)
                .add("  and abs(a.result) <= 90 and abs(b.result) <= 180")
                .add("  order by phenomenon_time desc limit 1) p")
                .forEach(
                        database,
                        row -> new Place(
                                Math.toIntExact(row.int8("span")),
                                new Location(row.float8("latitude"), row.float8("longitude"), "", "")),
                        place -> places.set(place.span() - 1, Optional.of(place.location())));
        return places;
    }
}
