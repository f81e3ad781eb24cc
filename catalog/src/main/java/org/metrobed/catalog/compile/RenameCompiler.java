package org.metrobed.catalog.compile;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.metrobed.catalog.syntax.Declarations;
import org.metrobed.catalog.syntax.Declarations.OwnProperty;
import org.metrobed.catalog.yaml.Located;
import org.metrobed.model.Datastream;
import org.metrobed.model.DatastreamId;

/** Resolves the former names of things, properties and datastreams of one bundle. One bundle, one thread. */
final class RenameCompiler {

    private final Declarations declared;
    private final String testbed;
    private final List<Datastream> datastreams;
    private final Set<String> ids;
    private final Map<String, String> takenBy = new HashMap<>();

    RenameCompiler(Declarations declared, String testbed, List<Datastream> datastreams) {
        this.declared = declared;
        this.testbed = testbed;
        this.datastreams = datastreams;
        this.ids = datastreams.stream().map(one -> one.id().value()).collect(Collectors.toSet());
    }

    /** The former ids of each renamed datastream, sorted, by its id. */
    Map<String, List<String>> compile() {
        declared.things()
                .forEach((id, thing) ->
                        checkWhole(thing.value().was(), declared.things().keySet(), "thing"));
        declared.properties()
                .forEach((id, property) ->
                        checkWhole(property.value().was(), declared.properties().keySet(), "property"));
        Map<String, List<String>> former = new HashMap<>();
        for (Datastream datastream : datastreams) {
            Set<String> names = formerOf(datastream.id());
            if (!names.isEmpty()) {
                former.put(datastream.id().value(), List.copyOf(names));
            }
        }
        return former;
    }

    private Set<String> formerOf(DatastreamId id) {
        String thing = id.value().substring(testbed.length() + 1, id.value().lastIndexOf('/'));
        List<Located<String>> things = gone(
                declared.things().get(thing).value().was(), declared.things().keySet());
        List<Located<String>> properties = gone(
                declared.properties().get(id.property()).value().was(),
                declared.properties().keySet());
        Set<String> former = new TreeSet<>();
        things.forEach(old -> add(old, old.value(), id.property(), id, former));
        properties.forEach(old -> add(old, thing, old.value(), id, former));
        things.forEach(old -> properties.forEach(name -> add(name, old.value(), name.value(), id, former)));
        own(thing, id.property()).forEach(old -> {
            List<String> parts = List.of(old.value().split("/", 2));
            add(old, parts.size() > 1 ? parts.get(0) : thing, parts.get(parts.size() - 1), id, former);
        });
        return former;
    }

    private static List<Located<String>> gone(List<Located<String>> names, Set<String> declared) {
        return names.stream().filter(name -> !declared.contains(name.value())).toList();
    }

    private List<Located<String>> own(String thing, String property) {
        Located<OwnProperty> own =
                declared.things().get(thing).value().properties().get(property);
        return own == null ? List.of() : own.value().was();
    }

    private void add(Located<String> at, String thing, String property, DatastreamId now, Set<String> former) {
        if (!DatastreamId.isName(thing) || !DatastreamId.isName(property)) {
            return;
        }
        String id = DatastreamId.of(testbed, thing, property).value();
        String other = takenBy.putIfAbsent(id, now.value());
        if (ids.contains(id)) {
            at.field().problem("is a former name of " + now.value() + ", but " + id + " is still in the catalog");
        } else if (other != null && !other.equals(now.value())) {
            at.field().problem("makes " + id + " a former name of " + now.value() + ", but it is one of " + other);
        } else {
            former.add(id);
        }
    }

    private static void checkWhole(List<Located<String>> names, Set<String> declared, String kind) {
        names.stream()
                .filter(name -> declared.contains(name.value()) || name.value().indexOf('/') >= 0)
                .forEach(name -> name.field()
                        .problem("is '" + name.value() + "', must be the name of a " + kind
                                + " that is no longer in the bundle"));
    }
}
