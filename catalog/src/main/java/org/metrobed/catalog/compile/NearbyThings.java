package org.metrobed.catalog.compile;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.metrobed.analysis.quality.Neighbours;
import org.metrobed.model.Datastream;
import org.metrobed.model.DatastreamId;
import org.metrobed.model.Location;
import org.metrobed.model.Thing;

/** Finds the nearby things of a bundle that observe the same property. Immutable after construction. */
final class NearbyThings {

    /** Largest number of neighbours. */
    private static final int MOST = 8;
    /** Shortest length of a degree of latitude on the globe used for distances, metres. */
    private static final double DEGREE_METRES = 111_000;

    private final Map<String, Location> locations = new HashMap<>();
    /** Begin of the newest deployment, by thing. */
    private final Map<String, Instant> newest = new HashMap<>();

    private final Map<String, List<String>> properties = new HashMap<>();
    /** By property, then by degrees of latitude. */
    private final Map<String, NavigableMap<Double, List<DatastreamId>>> byLatitude = new HashMap<>();

    NearbyThings(List<Thing> things, List<Datastream> datastreams) {
        things.forEach(thing -> {
            locations.put(thing.id(), thing.location());
            newest.put(
                    thing.id(),
                    thing.deployments().get(thing.deployments().size() - 1).from());
        });
        for (Datastream datastream : datastreams) {
            DatastreamId id = datastream.id();
            properties.computeIfAbsent(id.thing(), thing -> new ArrayList<>()).add(id.property());
            Location location = locations.get(id.thing());
            if (location != null) {
                byLatitude
                        .computeIfAbsent(id.property(), property -> new TreeMap<>())
                        .computeIfAbsent(location.latitudeDegrees(), latitude -> new ArrayList<>())
                        .add(id);
            }
        }
    }

    /** The properties of a thing. */
    Collection<String> properties(String thing) {
        return properties.getOrDefault(thing, List.of());
    }

    /** The nearest datastreams of the same property at other things within a radius, sorted by id. */
    List<String> find(DatastreamId id, double radiusMetres) {
        Location here = locations.get(id.thing());
        if (here == null) {
            return List.of();
        }
        double degrees = radiusMetres / DEGREE_METRES;
        return byLatitude
                .get(id.property())
                .subMap(here.latitudeDegrees() - degrees, true, here.latitudeDegrees() + degrees, true)
                .values()
                .stream()
                .flatMap(List::stream)
                .filter(other -> !other.equals(id))
                .map(other -> new Distant(other.value(), distance(here, other)))
                .filter(other -> other.metres() <= radiusMetres)
                .sorted(Comparator.comparingDouble(Distant::metres).thenComparing(Distant::datastream))
                .limit(MOST)
                .map(Distant::datastream)
                .sorted()
                .toList();
    }

    /** The time from which its thing stands where it does, microseconds since 1970 UTC; 0 if it always has. */
    long sinceMicros(DatastreamId id) {
        Instant from = newest.get(id.thing());
        return from.isAfter(Instant.EPOCH) ? ChronoUnit.MICROS.between(Instant.EPOCH, from) : 0;
    }

    /** The same of each of these; empty if all of them always have. */
    List<Long> sinceMicros(List<String> datastreams) {
        List<Long> since = datastreams.stream()
                .map(DatastreamId::new)
                .map(this::sinceMicros)
                .toList();
        return since.stream().allMatch(micros -> micros == 0) ? List.of() : since;
    }

    private double distance(Location here, DatastreamId other) {
        return Neighbours.distanceMetres(here, locations.get(other.thing()));
    }

    private record Distant(String datastream, double metres) {}
}
