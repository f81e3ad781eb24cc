package org.metrobed.catalog;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.metrobed.catalog.compile.CatalogReader;
import org.metrobed.model.Datastream;
import org.metrobed.model.Deployment;
import org.metrobed.model.Project;
import org.metrobed.model.ReadingInterval;
import org.metrobed.model.TestBed;
import org.metrobed.model.Thing;

/**
 * One compiled version of the catalog of a deployment, with overrides applied and references resolved. One atomic set.
 * Immutable, safe for any thread; a lookup by id costs one hash.
 */
public final class Catalog {

    private final long version;
    private final List<TestBed> testbeds;
    private final List<Project> projects;
    private final List<Thing> things;
    private final List<Datastream> datastreams;
    private final List<Binding> bindings;
    private final Map<String, TestBed> testbedsById;
    private final Map<String, Thing> thingsById;
    private final Map<String, Datastream> datastreamsById;
    private final Map<String, List<Datastream>> datastreamsByThing;
    private final Map<String, List<String>> dependents;
    private final Renames renames;
    private final CatalogPast past;
    private final ThingTimelines timelines = new ThingTimelines(this);

    private Catalog(
            long version,
            List<TestBed> testbeds,
            List<Project> projects,
            List<Thing> things,
            List<Datastream> datastreams,
            List<Binding> bindings) {
        this.version = version;
        this.testbeds = sorted(testbeds, TestBed::id);
        this.projects = sorted(projects, Project::id);
        this.things = sorted(things, Thing::id);
        this.datastreams = sorted(datastreams, datastream -> datastream.id().value());
        this.bindings = bindings.stream().sorted(Binding.NARROWER_FIRST).toList();
        this.testbedsById = byId(this.testbeds, TestBed::id);
        this.thingsById = byId(this.things, Thing::id);
        this.datastreamsById =
                byId(this.datastreams, datastream -> datastream.id().value());
        this.datastreamsByThing = this.datastreams.stream()
                .collect(Collectors.collectingAndThen(
                        Collectors.groupingBy(datastream -> datastream.id().thing(), Collectors.toUnmodifiableList()),
                        Map::copyOf));
        this.dependents = dependentsOf(this.datastreams);
        this.renames = Renames.NONE;
        this.past = CatalogPast.NONE;
    }

    private Catalog(Catalog same, Renames renames, CatalogPast past) {
        this.version = same.version;
        this.testbeds = same.testbeds;
        this.projects = same.projects;
        this.things = same.things;
        this.datastreams = same.datastreams;
        this.bindings = same.bindings;
        this.testbedsById = same.testbedsById;
        this.thingsById = same.thingsById;
        this.datastreamsById = same.datastreamsById;
        this.datastreamsByThing = same.datastreamsByThing;
        this.dependents = same.dependents;
        this.renames = renames;
        this.past = past;
    }

    /** This catalog with the former names of its datastreams. */
    public Catalog with(Renames former) {
        return new Catalog(this, former, past);
    }

    /** This catalog with what is known of it and of the versions before it. */
    public Catalog with(CatalogPast known) {
        return new Catalog(this, renames, known);
    }

    /**
     * This catalog as if no version had ever had other parts than these. It has no bindings: it is for readers, not for
     * messages.
     */
    public Catalog only(CatalogParts parts) {
        Catalog some = of(
                version,
                testbeds.stream().filter(one -> parts.hasTestbed(one.id())).toList(),
                projects.stream().filter(one -> parts.hasProject(one.id())).toList(),
                things.stream().filter(one -> parts.hasThing(one.id())).toList(),
                datastreams.stream()
                        .filter(one -> parts.hasDatastream(one.id().value()))
                        .toList(),
                List.of());
        return some.with(renames.only(parts::hasDatastream)).with(past.only(parts));
    }

    private static Map<String, List<String>> dependentsOf(List<Datastream> datastreams) {
        Map<String, List<String>> dependents = new HashMap<>();
        for (Datastream datastream : datastreams) {
            datastream.settings().peers().others().stream()
                    .distinct()
                    .forEach(other -> dependents
                            .computeIfAbsent(other, id -> new ArrayList<>())
                            .add(datastream.id().value()));
        }
        dependents.replaceAll((id, list) -> List.copyOf(list));
        return Map.copyOf(dependents);
    }

    /**
     * A catalog of trusted parts; bundles are compiled by {@link CatalogReader}.
     *
     * @throws IllegalArgumentException if an id occurs twice
     */
    public static Catalog of(
            long version,
            List<TestBed> testbeds,
            List<Project> projects,
            List<Thing> things,
            List<Datastream> datastreams,
            List<Binding> bindings) {
        return new Catalog(version, testbeds, projects, things, datastreams, bindings);
    }

    /** An empty catalog. */
    public static Catalog empty(long version) {
        return of(version, List.of(), List.of(), List.of(), List.of(), List.of());
    }

    /** Its number: the offset of its record in the catalog topic. */
    public long version() {
        return version;
    }

    /** The test-beds, sorted by id. */
    public List<TestBed> testbeds() {
        return testbeds;
    }

    /** The projects, sorted by id. */
    public List<Project> projects() {
        return projects;
    }

    /** The things, sorted by id. */
    public List<Thing> things() {
        return things;
    }

    /** The datastreams, sorted by id. */
    public List<Datastream> datastreams() {
        return datastreams;
    }

    /** The bindings; the first one that fits a topic is the one of the topic. */
    public List<Binding> bindings() {
        return bindings;
    }

    /** The test-bed of an id. */
    public Optional<TestBed> findTestbed(String id) {
        return Optional.ofNullable(testbedsById.get(id));
    }

    /** The interval that the readings of a datastream stand for, in the zone of its test-bed. */
    public ReadingInterval interval(Datastream datastream) {
        ZoneId zone = findTestbed(datastream.id().testbed()).map(TestBed::zone).orElse(ZoneOffset.UTC);
        return new ReadingInterval(datastream.settings().intervalMillis(), zone);
    }

    /** The thing of an id, {@code testbed/thing}. */
    public Optional<Thing> findThing(String id) {
        return Optional.ofNullable(thingsById.get(id));
    }

    /** The datastream of an id, {@code testbed/thing/property}. */
    public Optional<Datastream> findDatastream(String id) {
        return Optional.ofNullable(datastreamsById.get(id));
    }

    /** The former names of datastreams. */
    public Renames renames() {
        return renames;
    }

    /** What is known of this version and of those before it; nothing if only this version was read. */
    public CatalogPast past() {
        return past;
    }

    /**
     * The datastream of a stored row, as the version that judged the row described it; as this version does, or the last one that
     * had it, if that version is not known.
     */
    public Optional<Datastream> findDatastream(String id, long judgedBy) {
        Optional<Datastream> own = judgedBy == version ? findDatastream(id) : Optional.empty();
        return own.or(() -> past.findDatastream(id, judgedBy))
                .or(() -> findDatastream(id))
                .or(() -> past.findLast(id, version))
                .or(() -> findDatastream(renames.current(id)));
    }

    /** A datastream as the version in force at a log time described it, or the first one with it; as this version does if no other is known. */
    public Optional<Datastream> findDatastreamAt(String id, Instant at) {
        return past.findDatastreamAt(id, at, version).or(() -> findDatastream(id, version));
    }

    /**
     * The different descriptions of a datastream, also under its former names, by the first version with each; that of this
     * version alone if no other is known.
     */
    public NavigableMap<Long, Datastream> descriptions(String id) {
        NavigableMap<Long, Datastream> all = new TreeMap<>();
        renames.all(List.of(id)).forEach(name -> all.putAll(past.descriptions(name, version)));
        if (all.isEmpty()) {
            findDatastream(id, version).ifPresent(only -> all.put(version, only));
        }
        return all;
    }

    /**
     * Where a thing stood when, also under its former name, oldest first; empty if no known version has it. If it has no
     * {@code deployments}, each change of its place in the catalog is a move. If it took its properties from things that were in the
     * catalog at one time, or from one that was there beside it, their places are not its own.
     */
    public List<Deployment> deployments(String thing) {
        return timelines.of(thing);
    }

    /**
     * Where the thing of stored rows stood when, oldest first. If the thing that has the datastream now says {@code deployments}, or
     * had the name of the rows before, that is its timeline; otherwise that of the thing of the rows, and after its end the one of the
     * thing that has the datastream now.
     *
     * @param datastream the id under which the rows were stored
     * @return empty if no known version has the thing
     */
    public List<Deployment> deploymentsOfRows(String datastream) {
        return timelines.ofRows(datastream);
    }

    /**
     * Where the thing of a stored row stood at its phenomenon time.
     *
     * @param datastream the id under which the row was stored
     * @param at the phenomenon time
     * @return empty if the thing stood nowhere, or no known version has it
     */
    public Optional<Deployment> findDeployment(String datastream, Instant at) {
        return deploymentsOfRows(datastream).stream()
                .filter(one -> one.covers(at))
                .findFirst();
    }

    /** The datastreams of a thing, {@code testbed/thing}, sorted by id; empty if the thing is unknown. */
    public List<Datastream> listDatastreams(String thing) {
        return datastreamsByThing.getOrDefault(thing, List.of());
    }

    /** The ids of the datastreams that are checked against this one, sorted. */
    public List<String> listDependents(String datastream) {
        return dependents.getOrDefault(datastream, List.of());
    }

    private static <T> List<T> sorted(List<T> parts, Function<T, String> key) {
        return parts.stream().sorted(Comparator.comparing(key)).toList();
    }

    private static <T> Map<String, T> byId(List<T> parts, Function<T, String> key) {
        Map<String, T> map = new HashMap<>(parts.size() * 2);
        for (T part : parts) {
            if (map.put(key.apply(part), part) != null) {
                throw new IllegalArgumentException("'" + key.apply(part) + "' is in the catalog twice");
            }
        }
        return map;
    }
}
