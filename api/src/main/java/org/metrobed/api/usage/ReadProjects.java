package org.metrobed.api.usage;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.metrobed.api.http.AnsweredRead;
import org.metrobed.catalog.Catalog;
import org.metrobed.model.Project;
import org.metrobed.model.Thing;

/** Finds the projects that a request was about, among those that its reader sees. Thread-safe. */
public final class ReadProjects {

    private final Supplier<Optional<Catalog>> catalog;

    /** @param catalog the newest; empty while it is not read */
    public ReadProjects(Supplier<Optional<Catalog>> catalog) {
        this.catalog = catalog;
    }

    /** Ids of projects, sorted: of the things that it names, else of the test-beds, else all; none if it is about no data. */
    List<String> of(AnsweredRead read) {
        if (!read.selects() || catalog.get().isEmpty()) {
            return List.of();
        }
        Catalog seen = read.sight().of(catalog.get().get());
        Set<String> ids = new TreeSet<>();
        List<String> things = names(read, "datastream");
        List<String> byThing = names(read, "thing");
        things.forEach(id -> add(seen, thing(seen.renames().current(id)), ids));
        byThing.forEach(id -> add(seen, thing(id), ids));
        if (things.isEmpty() && byThing.isEmpty()) {
            List<String> testbeds = names(read, "testbed");
            seen.projects().stream()
                    .filter(project -> testbeds.isEmpty() || testbeds.contains(project.testbed()))
                    .map(Project::id)
                    .forEach(ids::add);
        }
        return List.copyOf(ids);
    }

    private static List<String> names(AnsweredRead read, String parameter) {
        return read.names().getOrDefault(parameter, List.of()).stream()
                .flatMap(text -> List.of(text.split(",", -1)).stream())
                .map(String::strip)
                .toList();
    }

    private static String thing(String id) {
        String[] parts = id.split("/", -1);
        return parts.length < 2 ? id : parts[0] + "/" + parts[1];
    }

    private static void add(Catalog seen, String thing, Set<String> ids) {
        seen.findThing(thing)
                .or(() -> seen.past().findLastThing(thing, seen.version()))
                .map(Thing::project)
                .filter(id -> !id.isEmpty())
                .ifPresent(ids::add);
    }
}
