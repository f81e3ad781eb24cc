package org.metrobed.catalog;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.metrobed.model.Datastream;
import org.metrobed.model.Project;
import org.metrobed.model.TestBed;
import org.metrobed.model.Thing;

/**
 * The differences between two catalogs; version numbers are ignored. Immutable.
 *
 * @param testbeds by id
 * @param projects by id
 * @param things by {@code testbed/thing}
 * @param datastreams by {@code testbed/thing/property}
 * @param bindings by {@code testbed/binding}
 * @param bindingChanges changes of the bindings that are in both catalogs, part by part
 */
public record CatalogDiff(
        Changes testbeds,
        Changes projects,
        Changes things,
        Changes datastreams,
        Changes bindings,
        List<BindingChange> bindingChanges) {

    /** Added, removed and changed ids, each sorted. */
    public record Changes(List<String> added, List<String> removed, List<String> changed) {

        public Changes {
            added = List.copyOf(added);
            removed = List.copyOf(removed);
            changed = List.copyOf(changed);
        }

        /** Whether there is no difference. */
        public boolean isEmpty() {
            return added.isEmpty() && removed.isEmpty() && changed.isEmpty();
        }
    }

    public CatalogDiff {
        bindingChanges = List.copyOf(bindingChanges);
    }

    /** The changes from one catalog to another. */
    public static CatalogDiff between(Catalog before, Catalog after) {
        return new CatalogDiff(
                changes(before.testbeds(), after.testbeds(), TestBed::id),
                changes(before.projects(), after.projects(), Project::id),
                changes(before.things(), after.things(), Thing::id),
                changes(
                        unversioned(before),
                        unversioned(after),
                        stream -> stream.id().value()),
                changes(before.bindings(), after.bindings(), Binding::name),
                bindingChanges(before, after));
    }

    /** Whether there is no difference. */
    public boolean isEmpty() {
        return testbeds.isEmpty()
                && projects.isEmpty()
                && things.isEmpty()
                && datastreams.isEmpty()
                && bindings.isEmpty();
    }

    private static List<Datastream> unversioned(Catalog catalog) {
        return catalog.datastreams().stream()
                .map(stream -> new Datastream(
                        stream.id(),
                        stream.name(),
                        stream.unit(),
                        stream.settings().withCatalogVersion(0),
                        stream.gas()))
                .toList();
    }

    private static <T> Changes changes(List<T> before, List<T> after, Function<T, String> key) {
        Map<String, T> old = before.stream().collect(Collectors.toMap(key, Function.identity()));
        Map<String, T> young = after.stream().collect(Collectors.toMap(key, Function.identity()));
        TreeSet<String> added = new TreeSet<>(young.keySet());
        added.removeAll(old.keySet());
        TreeSet<String> removed = new TreeSet<>(old.keySet());
        removed.removeAll(young.keySet());
        TreeSet<String> changed = new TreeSet<>(young.keySet());
        changed.removeIf(id -> !old.containsKey(id) || old.get(id).equals(young.get(id)));
        return new Changes(List.copyOf(added), List.copyOf(removed), List.copyOf(changed));
    }

    private static List<BindingChange> bindingChanges(Catalog before, Catalog after) {
        Map<String, Binding> old = before.bindings().stream().collect(Collectors.toMap(Binding::name, one -> one));
        return after.bindings().stream()
                .filter(binding -> old.containsKey(binding.name()))
                .flatMap(binding -> BindingChange.between(old.get(binding.name()), binding).stream())
                .toList();
    }
}
