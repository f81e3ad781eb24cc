package org.metrobed.catalog;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.metrobed.model.DatastreamId;
import org.metrobed.model.Deployment;
import org.metrobed.model.Thing;

/**
 * Where the things of a catalog stood when, also under their former names. A thing whose properties came from another thing was
 * that thing only if the other one was taken out by the time it came in. Each timeline is read once. Thread-safe.
 */
final class ThingTimelines {

    private final Catalog catalog;
    private final Map<String, List<Deployment>> ofThings = new ConcurrentHashMap<>();
    private final Map<String, List<Deployment>> ofFormer = new ConcurrentHashMap<>();

    ThingTimelines(Catalog catalog) {
        this.catalog = catalog;
    }

    /** Of a thing, oldest first; empty if no known version has it. */
    List<Deployment> of(String thing) {
        return ofThings.computeIfAbsent(thing, this::read);
    }

    /** Of the thing of rows that are stored under the id of a datastream, oldest first. */
    List<Deployment> ofRows(String datastream) {
        String stored = new DatastreamId(datastream).thing();
        return catalog.findThing(stored).isPresent()
                ? of(stored)
                : ofFormer.computeIfAbsent(datastream, id -> readFormer(id, stored));
    }

    private List<Deployment> read(String thing) {
        List<Deployment> known = known(thing);
        if (known.isEmpty() || isDated(thing)) {
            return catalog.findThing(thing).map(Thing::deployments).orElse(known);
        }
        List<Deployment> all = new ArrayList<>();
        formerNames(thing).forEach(name -> follow(all, known(name)));
        follow(all, known);
        return List.copyOf(all);
    }

    private List<Deployment> readFormer(String datastream, String stored) {
        String thing = new DatastreamId(catalog.renames().current(datastream)).thing();
        if (isDated(thing) || formerNames(thing).contains(stored)) {
            return of(thing);
        }
        List<Deployment> all = new ArrayList<>(known(stored));
        if (!thing.equals(stored)) {
            follow(all, of(thing));
        }
        return List.copyOf(all);
    }

    private List<Deployment> known(String thing) {
        return catalog.past().deployments(thing, catalog.version());
    }

    private boolean isDated(String thing) {
        return catalog.findThing(thing).filter(Thing::isDated).isPresent();
    }

    /** The names that the thing had one after the other before it came in; none if some of these things were there at one time. */
    private List<String> formerNames(String thing) {
        Instant begin = begin(thing);
        List<String> names = catalog.listDatastreams(thing).stream()
                .flatMap(one -> catalog.renames().former(one.id().value()).stream())
                .map(id -> new DatastreamId(id).thing())
                .filter(name -> !end(name).isAfter(begin))
                .distinct()
                .sorted(Comparator.comparing(this::begin))
                .toList();
        for (int i = 1; i < names.size(); i++) {
            if (end(names.get(i - 1)).isAfter(begin(names.get(i)))) {
                return List.of();
            }
        }
        return names;
    }

    private Instant begin(String thing) {
        return catalog.past().findBegin(thing).orElse(Instant.MIN);
    }

    private Instant end(String thing) {
        return catalog.past().findRetiredThing(thing, catalog.version()).orElse(Instant.MAX);
    }

    /** Adds the deployments of a successor, from the end of the last one on. */
    private static void follow(List<Deployment> all, List<Deployment> next) {
        Instant begin = all.isEmpty() ? Instant.MIN : all.get(all.size() - 1).to();
        next.stream()
                .filter(one -> one.to().isAfter(begin))
                .map(one -> one.from().isBefore(begin) ? one.during(begin, one.to()) : one)
                .forEach(all::add);
    }
}
