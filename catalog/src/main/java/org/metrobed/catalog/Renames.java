package org.metrobed.catalog;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The former names of datastreams, from {@code was} in bundles. Rows keep the name under which they were stored; readers
 * ask for all names of a datastream. Immutable.
 *
 * @param former the former ids of each renamed datastream, sorted, by its id
 * @param current the id of each renamed datastream, by each of its former ids
 */
public record Renames(Map<String, List<String>> former, Map<String, String> current) {

    /** No datastream was renamed. */
    public static final Renames NONE = of(Map.of());

    public Renames {
        former = Map.copyOf(former);
        current = Map.copyOf(current);
    }

    /** These former ids, by id. A former id has one datastream. */
    public static Renames of(Map<String, List<String>> former) {
        Map<String, String> current = new HashMap<>();
        former.forEach((id, names) -> names.forEach(name -> current.put(name, id)));
        return new Renames(former, current);
    }

    /** Only those of these datastreams. */
    Renames only(Predicate<String> wanted) {
        Map<String, List<String>> some = new HashMap<>(former);
        some.keySet().removeIf(wanted.negate());
        return of(some);
    }

    /** The former ids of a datastream, sorted. */
    public List<String> former(String id) {
        return former.getOrDefault(id, List.of());
    }

    /** The id that a datastream has now; the id itself if it was not renamed. */
    public String current(String id) {
        return current.getOrDefault(id, id);
    }

    /** These ids, each followed by its former ones. */
    public List<String> all(List<String> ids) {
        List<String> all = new ArrayList<>(ids);
        ids.forEach(id -> all.addAll(former(id)));
        return List.copyOf(all);
    }
}
