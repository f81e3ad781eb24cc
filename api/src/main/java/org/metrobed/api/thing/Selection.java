package org.metrobed.api.thing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.metrobed.api.http.ProblemException;
import org.metrobed.api.http.QueryParameter;
import org.metrobed.api.http.Request;
import org.metrobed.catalog.Catalog;
import org.metrobed.model.Datastream;
import org.metrobed.model.DatastreamId;
import org.metrobed.model.Deployment;
import org.metrobed.model.Family;
import org.metrobed.model.Location;
import org.metrobed.model.Thing;

/** The parameters that select things and datastreams, and the resulting selection. Static functions only. */
public final class Selection {

    /** Selects datastreams by id. */
    public static final QueryParameter DATASTREAM =
            QueryParameter.texts("datastream", "Only these datastreams, by id testbed/thing/property.");

    /** Selects things by id. */
    public static final QueryParameter THING = QueryParameter.texts("thing", "Only these things, by id testbed/thing.");

    /** Selects test-beds by id. */
    public static final QueryParameter TESTBED = QueryParameter.texts("testbed", "Only these test-beds, by id.");

    /** Selects families. */
    public static final QueryParameter FAMILY = QueryParameter.words(
            "family",
            "Only things of these families.",
            List.of(Family.values()).stream().map(Family::word).toList());

    /** Selects properties. */
    public static final QueryParameter PROPERTY =
            QueryParameter.texts("property", "Only these observed properties, such as pm25.");

    /** Whether what was taken out of the catalog is listed too. */
    static final QueryParameter RETIRED = QueryParameter.word(
            "retired",
            "true: also those that were taken out of the catalog, as they were last, with the time when they were.",
            List.of("false", "true"),
            "false");

    /** Maximum number of datastreams named in one request. */
    public static final int MAX = 5_000;

    private Selection() {}

    /** The parameters that select datastreams, followed by others. */
    public static List<QueryParameter> parameters(QueryParameter... others) {
        List<QueryParameter> all = new ArrayList<>(List.of(DATASTREAM, THING, TESTBED, FAMILY, PROPERTY));
        all.addAll(List.of(others));
        return List.copyOf(all);
    }

    /** The parameters that select datastreams, by their place too, followed by others. */
    public static List<QueryParameter> placed(QueryParameter... others) {
        List<QueryParameter> all = new ArrayList<>(parameters(Area.BBOX, Area.NEAR, Area.RADIUS));
        all.addAll(List.of(others));
        return List.copyOf(all);
    }

    /**
     * The ids of the datastreams that a request selects, sorted; a former name selects the datastream of today. Named datastreams are included even if the catalog
     * lacks them: they may still have data from earlier catalogs.
     *
     * @throws ProblemException if an id is invalid, or there are more than {@link #MAX}
     */
    public static List<String> ids(Request request, Catalog catalog) {
        List<String> named = request.list(
                DATASTREAM,
                text -> catalog.renames().current(DatastreamId.parse(text).value()));
        if (named.size() > MAX) {
            throw ProblemException.parameter(DATASTREAM.name(), "names over " + MAX + " datastreams");
        }
        Predicate<DatastreamId> wanted = filter(request, catalog);
        if (!named.isEmpty()) {
            return named.stream()
                    .distinct()
                    .filter(id -> wanted.test(new DatastreamId(id)))
                    .sorted()
                    .toList();
        }
        return catalog.datastreams().stream()
                .map(Datastream::id)
                .filter(wanted)
                .map(DatastreamId::value)
                .toList();
    }

    /** The datastreams that were taken out of the catalog and that a request selects, as they were last, sorted by id. */
    static List<Datastream> retired(Request request, Catalog catalog) {
        List<String> named =
                request.list(DATASTREAM, text -> DatastreamId.parse(text).value());
        Predicate<DatastreamId> wanted = filter(request, catalog);
        return catalog.past().listRetired(catalog.version()).stream()
                .filter(datastream ->
                        !catalog.renames().current().containsKey(datastream.id().value()))
                .filter(datastream ->
                        named.isEmpty() || named.contains(datastream.id().value()))
                .filter(datastream -> wanted.test(datastream.id()))
                .toList();
    }

    /**
     * Whether a test-bed can be among those of the datastreams that a request selects, by their ids alone: no catalog is
     * needed. A former name is of the same test-bed.
     */
    public static Predicate<String> testbeds(Request request) {
        Set<String> ofDatastreams = Set.copyOf(
                request.list(DATASTREAM, text -> DatastreamId.parse(text).testbed()));
        Set<String> ofThings =
                Set.copyOf(request.list(THING, text -> thingId(text).split("/", -1)[0]));
        Set<String> named = Set.copyOf(request.list(TESTBED, Selection::name));
        return testbed -> Stream.of(ofDatastreams, ofThings, named)
                .allMatch(wanted -> wanted.isEmpty() || wanted.contains(testbed));
    }

    /**
     * The test-beds that a request selects, if it selects by nothing else. Metrobed's own parts are added, because
     * their alerts belong to every test-bed. Empty if it selects otherwise, or not at all.
     */
    public static List<String> testbedsOfAlerts(Request request) {
        List<String> testbeds = new ArrayList<>(request.list(TESTBED, Selection::name));
        if (testbeds.isEmpty()
                || Area.ofThings(request).isLimited()
                || List.of(DATASTREAM, THING, FAMILY, PROPERTY).stream()
                        .anyMatch(parameter -> !request.listTexts(parameter).isEmpty())) {
            return List.of();
        }
        testbeds.add(PipelineDatastreams.TESTBED);
        return List.copyOf(testbeds);
    }

    /**
     * The same as {@link #ids} for alerts: a selected thing is included itself, because its complete silence raises
     * alerts of its own.
     */
    public static List<String> idsOfAlerts(Request request, Catalog catalog) {
        List<String> ids = new ArrayList<>(catalog.renames().all(ids(request, catalog)));
        if (request.listTexts(DATASTREAM).isEmpty()
                && request.listTexts(PROPERTY).isEmpty()) {
            List<String> named = request.list(THING, Selection::thingId);
            things(request, catalog, false).stream()
                    .map(Thing::id)
                    .filter(place(request, catalog))
                    .filter(id -> named.isEmpty() || named.contains(id))
                    .map(PipelineDatastreams::ofThing)
                    .forEach(ids::add);
        }
        return ids;
    }

    /** Whether a request names datastreams. */
    static boolean names(Request request) {
        return !request.listTexts(DATASTREAM).isEmpty();
    }

    /** Whether a request has any selecting parameter. */
    public static boolean chooses(Request request) {
        return Area.ofThings(request).isLimited()
                || List.of(DATASTREAM, THING, TESTBED, FAMILY, PROPERTY).stream()
                        .anyMatch(parameter -> !request.listTexts(parameter).isEmpty());
    }

    /** Whether an id matches thing, testbed, family and property. */
    private static Predicate<DatastreamId> filter(Request request, Catalog catalog) {
        List<String> things = request.list(THING, Selection::thingId);
        List<String> testbeds = request.list(TESTBED, Selection::name);
        List<String> properties = request.list(PROPERTY, Selection::name);
        List<String> families = request.listTexts(FAMILY);
        Predicate<DatastreamId> name = id -> (things.isEmpty() || things.contains(id.thing()))
                && (properties.isEmpty() || properties.contains(id.property()));
        Predicate<String> place = place(request, catalog);
        return id -> (testbeds.isEmpty() || testbeds.contains(id.testbed()))
                && place.test(id.thing())
                && (name.test(id)
                        || catalog.renames().former(id.value()).stream()
                                .map(DatastreamId::new)
                                .anyMatch(name))
                && (families.isEmpty()
                        || catalog.findThing(id.thing())
                                .or(() -> catalog.past().findLastThing(id.thing(), catalog.version()))
                                .filter(thing ->
                                        families.contains(thing.family().word()))
                                .isPresent());
    }

    /** Whether a thing of the catalog stands, or stood last, in the area of a request. */
    private static Predicate<String> place(Request request, Catalog catalog) {
        Area area = Area.ofThings(request);
        if (!area.isLimited()) {
            return any -> true;
        }
        area.refuseEmpty(ThingResource.places(catalog));
        Set<String> within = catalog.things().stream()
                .filter(thing ->
                        lastPlace(thing, catalog).filter(area::contains).isPresent())
                .map(Thing::id)
                .collect(Collectors.toSet());
        return within::contains;
    }

    private static Optional<Location> lastPlace(Thing thing, Catalog catalog) {
        List<Deployment> known = catalog.deployments(thing.id());
        List<Deployment> all = known.isEmpty() ? thing.deployments() : known;
        return all.stream().reduce((one, later) -> later).map(Deployment::location);
    }

    /** The things that a request selects by testbed and family, sorted by id; with {@code retired} also those of the past. */
    static List<Thing> things(Request request, Catalog catalog, boolean retired) {
        List<String> testbeds = request.list(TESTBED, Selection::name);
        List<String> families = request.listTexts(FAMILY);
        return Stream.concat(
                        catalog.things().stream(),
                        retired ? catalog.past().listRetiredThings(catalog.version()).stream() : Stream.empty())
                .sorted(Comparator.comparing(Thing::id))
                .filter(thing -> testbeds.isEmpty() || testbeds.contains(thing.testbed()))
                .filter(thing ->
                        families.isEmpty() || families.contains(thing.family().word()))
                .toList();
    }

    /** A thing's id, {@code testbed/thing}. */
    public static String thingId(String text) {
        List<String> parts = new ArrayList<>(List.of(text.split("/", -1)));
        if (parts.size() != 2 || !parts.stream().allMatch(DatastreamId::isName)) {
            throw new IllegalArgumentException("is '" + text + "', must be testbed/thing");
        }
        return text;
    }

    /** The name of a test-bed or property. */
    public static String name(String text) {
        if (!DatastreamId.isName(text)) {
            throw new IllegalArgumentException(
                    "is '" + text + "', must be 1 to 64 of a-z 0-9 . _ - starting with a letter or digit");
        }
        return text;
    }
}
