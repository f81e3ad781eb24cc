package org.metrobed.api.thing;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.metrobed.api.http.Moments;
import org.metrobed.catalog.Catalog;
import org.metrobed.catalog.units.Linear;
import org.metrobed.catalog.units.Units;
import org.metrobed.model.Datastream;
import org.metrobed.model.Datastream.Statistic;
import org.metrobed.model.DatastreamId;
import org.metrobed.model.Deployment;
import org.metrobed.model.Thing;
import org.metrobed.model.window.WindowRevision;

/** Stored windows as the versions of the catalog that judged their readings describe them. Not thread-safe. */
public final class StoredWindows {

    private final Catalog catalog;
    private final Map<String, List<Deployment>> timelines = new HashMap<>();

    /** Described by this catalog and those before it. */
    public StoredWindows(Catalog catalog) {
        this.catalog = catalog;
    }

    /** The datastream of a window, as the version that judged its readings described it. */
    public Optional<Datastream> judged(WindowRevision window) {
        return catalog.findDatastream(window.datastream(), window.catalogVersion());
    }

    /**
     * The conversion of a window to the unit of a series.
     *
     * @param unit null if it is not known
     * @param statistics kinds of reading of the series, empty if they are not known
     * @return empty if there is none, or the readings are of another kind: they must not be joined
     */
    public Optional<Linear> conversion(WindowRevision window, String unit, Set<Statistic> statistics) {
        Optional<Datastream> judged = judged(window);
        if (judged.isEmpty() || unit == null) {
            return Optional.of(Linear.IDENTITY);
        }
        Datastream of = judged.get();
        if (!statistics.isEmpty() && !statistics.contains(of.statistic())) {
            return Optional.empty();
        }
        return of.unit().equals(unit) ? Optional.of(Linear.IDENTITY) : Units.findConversion(of.unit(), unit, of.gas());
    }

    /** A window under the name that its datastream has now, with converted readings. */
    public WindowRevision translated(WindowRevision window, Linear conversion) {
        String id = catalog.renames().current(window.datastream());
        WindowRevision named = window.datastream().equals(id)
                ? window
                : window.with().datastream(id).build();
        return conversion.equals(Linear.IDENTITY)
                ? named
                : named.with()
                        .good(window.good().inUnit(conversion.scale(), conversion.offset()))
                        .suspect(window.suspect().inUnit(conversion.scale(), conversion.offset()))
                        .build();
    }

    /** Where the thing of a datastream stood when, by the id under which its rows are stored; empty if it moves. */
    public List<Deployment> timeline(String datastream) {
        return timelines.computeIfAbsent(datastream, id -> {
            String thing = new DatastreamId(catalog.renames().current(id)).thing();
            boolean moving = catalog.findThing(thing).flatMap(Thing::findTrack).isPresent();
            return moving ? List.of() : catalog.deploymentsOfRows(id);
        });
    }

    /** The deployments that the readings of a window may be of, without their times. */
    public List<Deployment> deployments(WindowRevision window) {
        Instant start = Moments.ofMicros(window.startMicros());
        Instant end = Moments.ofMicros(window.endMicros());
        return timeline(window.datastream()).stream()
                .filter(one -> one.from().isBefore(end) && one.to().isAfter(start))
                .map(StoredWindows::undated)
                .distinct()
                .toList();
    }

    private static Deployment undated(Deployment one) {
        return one.from().equals(Instant.MIN) && one.to().equals(Instant.MAX)
                ? one
                : one.during(Instant.MIN, Instant.MAX);
    }
}
