package org.metrobed.api.access;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.metrobed.catalog.Catalog;
import org.metrobed.model.DatastreamId;
import org.metrobed.model.Project;
import org.metrobed.model.Thing;

/**
 * The parts of a catalog, and of the versions before it, that a reader does not see. Immutable.
 *
 * @param projects ids of projects
 * @param things ids of things
 * @param partial test-beds of which not all things or projects are seen
 * @param testbeds test-beds of which nothing is seen
 * @param former former ids of datastreams that are not seen now
 * @param names what a text may call things that are not seen, the longest first
 */
record HiddenParts(
        Set<String> projects,
        Set<String> things,
        Set<String> partial,
        Set<String> testbeds,
        Set<String> former,
        List<String> names) {

    HiddenParts {
        projects = Set.copyOf(projects);
        things = Set.copyOf(things);
        partial = Set.copyOf(partial);
        testbeds = Set.copyOf(testbeds);
        former = Set.copyOf(former);
        names = List.copyOf(names);
    }

    /** Nothing is hidden. */
    static final HiddenParts NONE = new HiddenParts(Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), List.of());

    /** What a reader does not see of a catalog. A project that was taken out keeps the visibility that it had last. */
    static HiddenParts of(Catalog catalog, Reader reader) {
        List<Project> projects = Stream.concat(
                        catalog.projects().stream(), catalog.past().listRetiredProjects(catalog.version()).stream())
                .toList();
        Set<String> hidden = ids(projects, project -> !reader.sees(project));
        if (hidden.isEmpty()) {
            return NONE;
        }
        List<Thing> things = Stream.concat(
                        catalog.things().stream(), catalog.past().listRetiredThings(catalog.version()).stream())
                .toList();
        Set<String> without = things.stream()
                .filter(thing -> hidden.contains(thing.project()))
                .map(Thing::id)
                .collect(Collectors.toCollection(HashSet::new));
        Set<String> former = catalog.renames().current().entrySet().stream()
                .filter(name -> without.contains(new DatastreamId(name.getValue()).thing()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        former.stream()
                .map(id -> new DatastreamId(id).thing())
                .filter(id -> catalog.findThing(id).isEmpty())
                .forEach(without::add);
        Set<String> partial = new HashSet<>(projects.stream()
                .filter(project -> hidden.contains(project.id()))
                .map(Project::testbed)
                .toList());
        without.forEach(id -> partial.add(testbed(id)));
        return new HiddenParts(
                hidden,
                without,
                partial,
                unseen(partial, projects, things, hidden, without),
                former,
                names(things, without));
    }

    private static Set<String> unseen(
            Set<String> partial, List<Project> projects, List<Thing> things, Set<String> hidden, Set<String> without) {
        Set<String> seen = projects.stream()
                .filter(project -> !hidden.contains(project.id()))
                .map(Project::testbed)
                .collect(Collectors.toCollection(HashSet::new));
        things.stream().filter(thing -> !without.contains(thing.id())).forEach(thing -> seen.add(thing.testbed()));
        return partial.stream().filter(id -> !seen.contains(id)).collect(Collectors.toSet());
    }

    /** The name alone, without its test-bed, could be a part of any word. */
    private static List<String> names(List<Thing> things, Set<String> without) {
        return things.stream()
                .filter(thing -> without.contains(thing.id()))
                .flatMap(thing -> Stream.of(thing.id(), thing.name()))
                .filter(name -> name.length() > 2)
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    private static Set<String> ids(Collection<Project> projects, Predicate<Project> wanted) {
        return projects.stream().filter(wanted).map(Project::id).collect(Collectors.toSet());
    }

    private static String testbed(String thing) {
        return thing.substring(0, thing.indexOf('/'));
    }
}
