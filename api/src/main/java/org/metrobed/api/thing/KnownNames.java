package org.metrobed.api.thing;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.metrobed.api.http.Problem;
import org.metrobed.api.http.ProblemException;
import org.metrobed.api.http.QueryParameter;
import org.metrobed.api.http.Request;
import org.metrobed.catalog.Catalog;
import org.metrobed.catalog.yaml.Nearest;
import org.metrobed.model.Datastream;
import org.metrobed.model.DatastreamId;
import org.metrobed.model.Thing;

/**
 * Refuses requests that select by a name that no version of the catalog has had: a typing error would give an empty list,
 * like a name without data. Thread-safe.
 */
public final class KnownNames implements Consumer<Request> {

    private final Supplier<Optional<Catalog>> catalog;

    /**
     * Refuses names that a catalog does not know.
     *
     * @param catalog the newest, with its past; empty while it is not read, so that every name passes
     */
    public KnownNames(Supplier<Optional<Catalog>> catalog) {
        this.catalog = catalog;
    }

    /** @throws ProblemException that names the parameter with an unknown name */
    @Override
    public void accept(Request request) {
        List<QueryParameter> selecting = request.listSelecting(Set.of(
                Selection.DATASTREAM.name(),
                Selection.THING.name(),
                Selection.TESTBED.name(),
                Selection.PROPERTY.name()));
        if (!selecting.isEmpty()) {
            catalog.get()
                    .map(request.sight()::of)
                    .ifPresent(known -> selecting.forEach(parameter -> check(request, parameter, known)));
        }
    }

    private static void check(Request request, QueryParameter parameter, Catalog catalog) {
        if (parameter.name().equals(Selection.DATASTREAM.name())) {
            for (String id :
                    request.list(parameter, text -> DatastreamId.parse(text).value())) {
                if (!isDatastream(id, catalog)) {
                    throw unknown(parameter, id, ids(catalog, DatastreamId::value));
                }
            }
            return;
        }
        boolean things = parameter.name().equals(Selection.THING.name());
        List<String> names = request.list(parameter, things ? Selection::thingId : Selection::name);
        if (names.isEmpty()) {
            return;
        }
        Set<String> known = switch (parameter.name()) {
            case "thing" -> union(List.of(things(catalog, Thing::id), ids(catalog, DatastreamId::thing)));
            case "testbed" ->
                union(List.of(
                        things(catalog, Thing::testbed),
                        ids(catalog, DatastreamId::testbed),
                        catalog.testbeds().stream().map(testbed -> testbed.id()).collect(Collectors.toSet()),
                        Set.of(PipelineDatastreams.TESTBED)));
            default -> ids(catalog, DatastreamId::property);
        };
        for (String name : names) {
            if (!known.contains(name)) {
                throw unknown(parameter, name, known);
            }
        }
    }

    private static ProblemException unknown(QueryParameter parameter, String name, Collection<String> known) {
        return ProblemException.parameter(
                parameter.name(),
                "is " + Nearest.quote(name) + ", which no version of the catalog has"
                        + Nearest.hint(name, new TreeSet<>(known)));
    }

    /** That there is no such thing, with the nearest name. */
    static ProblemException unknownThing(String id, Catalog catalog) {
        return notFound("thing", id, union(List.of(things(catalog, Thing::id), ids(catalog, DatastreamId::thing))));
    }

    /** That there is no such datastream, with the nearest name. */
    public static ProblemException unknownDatastream(String id, Catalog catalog) {
        return notFound("datastream", id, ids(catalog, DatastreamId::value));
    }

    private static ProblemException notFound(String kind, String name, Set<String> known) {
        String hint = Nearest.hint(name, new TreeSet<>(known));
        return new ProblemException(Problem.notFound("No version of the catalog has the " + kind + " "
                + Nearest.quote(name) + hint + (hint.endsWith("?") ? "" : ".")));
    }

    private static boolean isDatastream(String id, Catalog catalog) {
        return catalog.findDatastream(id).isPresent()
                || catalog.renames().current().containsKey(id)
                || catalog.past().findLast(id, catalog.version()).isPresent()
                || PipelineDatastreams.name(catalog, id) != null;
    }

    /** A part of the ids of all datastreams, also of retired and of former ones. */
    private static Set<String> ids(Catalog catalog, Function<DatastreamId, String> part) {
        return Stream.of(
                        catalog.datastreams().stream().map(Datastream::id),
                        catalog.past().listRetired(catalog.version()).stream().map(Datastream::id),
                        catalog.renames().current().keySet().stream().map(DatastreamId::new))
                .flatMap(ids -> ids)
                .map(part)
                .collect(Collectors.toSet());
    }

    private static Set<String> things(Catalog catalog, Function<Thing, String> part) {
        return Stream.concat(catalog.things().stream(), catalog.past().listRetiredThings(catalog.version()).stream())
                .map(part)
                .collect(Collectors.toSet());
    }

    private static Set<String> union(List<Set<String>> sets) {
        return sets.stream().flatMap(Set::stream).collect(Collectors.toSet());
    }
}
