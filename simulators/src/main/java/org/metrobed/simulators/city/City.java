package org.metrobed.simulators.city;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.metrobed.catalog.Catalog;
import org.metrobed.model.Datastream;
import org.metrobed.model.DatastreamId;
import org.metrobed.model.TestBed;
import org.metrobed.model.Thing;

/**
 * A simulated test-bed: the things and measured datastreams of a catalog, each with its signal. The same catalog and
 * seed always result in the same values. Immutable, thread-safe.
 */
public final class City {

    private final TestBed testbed;
    private final List<Station> stations;
    private final Map<DatastreamId, Signal> signals;

    private City(TestBed testbed, List<Station> stations, Map<DatastreamId, Signal> signals) {
        this.testbed = testbed;
        this.stations = List.copyOf(stations);
        this.signals = Map.copyOf(signals);
    }

    /**
     * Simulates one test-bed of a catalog.
     *
     * @throws NoSuchElementException if the catalog has no such test-bed
     */
    public static City of(Catalog catalog, String testbed, long seed) {
        return of(catalog, testbed, seed, Holidays.none());
    }

    /**
     * Simulates one test-bed of a catalog. On holidays people move as on Sundays.
     *
     * @throws NoSuchElementException if the catalog has no such test-bed
     */
    public static City of(Catalog catalog, String testbed, long seed, Holidays holidays) {
        TestBed bed = catalog.findTestbed(testbed)
                .orElseThrow(() -> new NoSuchElementException("the catalog has no test-bed '" + testbed + "'"));
        List<Station> stations = catalog.things().stream()
                .filter(thing -> thing.testbed().equals(testbed))
                .map(thing -> new Station(thing, measured(catalog, thing)))
                .filter(station -> !station.datastreams().isEmpty())
                .toList();
        Signals maker = new Signals(Noise.of(seed).child(testbed), bed.zone(), holidays);
        Map<DatastreamId, Signal> signals = new HashMap<>();
        for (Station station : stations) {
            for (Datastream datastream : station.datastreams()) {
                signals.put(datastream.id(), maker.signal(station.thing(), datastream));
            }
        }
        return new City(bed, stations, signals);
    }

    /** Datastreams that the pipeline computes are not sent. */
    private static List<Datastream> measured(Catalog catalog, Thing thing) {
        return catalog.listDatastreams(thing.id()).stream()
                .filter(datastream -> !datastream.isDerived())
                .toList();
    }

    /** The simulated test-bed. */
    public TestBed testbed() {
        return testbed;
    }

    /** Its things that have datastreams, sorted by id. */
    public List<Station> stations() {
        return stations;
    }

    /**
     * The clean signal of a datastream.
     *
     * @throws NoSuchElementException if the city has no such datastream
     */
    public Signal signal(DatastreamId datastream) {
        Signal signal = signals.get(datastream);
        if (signal == null) {
            throw new NoSuchElementException("the city has no datastream " + datastream);
        }
        return signal;
    }
}
