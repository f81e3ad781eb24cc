package org.metrobed.catalog;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/**
 * How versions of the catalog described the parts of one kind, by their ids. Only changes are kept. Immutable.
 *
 * @param <T> the description of a part
 */
final class Spells<T> {

    /**
     * A description from one version on.
     *
     * @param version the first version with it
     * @param from the log time from which that version is in force; {@link Instant#MIN} for the first
     * @param value null if that version has none
     */
    record Spell<T>(long version, Instant from, T value) {}

    private final BiPredicate<T, T> same;
    private final Map<String, List<Spell<T>>> byId;

    /**
     * Of no version.
     *
     * @param same whether two descriptions are equal in what rows need
     */
    Spells(BiPredicate<T, T> same) {
        this(same, Map.of());
    }

    private Spells(BiPredicate<T, T> same, Map<String, List<Spell<T>>> byId) {
        this.same = same;
        this.byId = byId;
    }

    /** With the parts of the next version, in force from a log time. */
    Spells<T> plus(Map<String, T> next, long version, Instant from) {
        Map<String, List<Spell<T>>> after = new HashMap<>(byId);
        next.forEach((id, value) -> after.compute(
                id,
                (key, spells) -> spells == null
                        ? List.of(new Spell<>(version, from, value))
                        : with(spells, new Spell<>(version, from, value))));
        byId.forEach((id, spells) -> {
            if (!next.containsKey(id)) {
                after.put(id, with(spells, new Spell<>(version, from, null)));
            }
        });
        return new Spells<>(same, after);
    }

    /** Only those of the parts with these ids. */
    Spells<T> only(Predicate<String> wanted) {
        Map<String, List<Spell<T>>> some = new HashMap<>(byId);
        some.keySet().removeIf(wanted.negate());
        return new Spells<>(same, some);
    }

    /** A part as a version described it; empty if that version had none. */
    Optional<T> find(String id, long version) {
        return findSpell(id, version).map(Spell::value);
    }

    /** The newest description of a part up to a version, whether or not that version still has it. */
    Optional<T> findLast(String id, long version) {
        return list(id).stream()
                .filter(spell -> spell.version() <= version && spell.value() != null)
                .reduce((one, later) -> later)
                .map(Spell::value);
    }

    /** When a part of an earlier version was taken out; empty if the version has it, or none had. */
    Optional<Instant> findRetired(String id, long version) {
        return findSpell(id, version).filter(spell -> spell.value() == null).map(Spell::from);
    }

    /** The parts that were taken out up to a version, as the last version with them described them, sorted by id. */
    List<T> listRetired(long version) {
        return byId.keySet().stream()
                .filter(id -> findRetired(id, version).isPresent())
                .sorted()
                .flatMap(id -> findLast(id, version).stream())
                .toList();
    }

    /** The descriptions of a part, oldest first. */
    List<Spell<T>> list(String id) {
        return byId.getOrDefault(id, List.of());
    }

    private Optional<Spell<T>> findSpell(String id, long version) {
        return list(id).stream().filter(spell -> spell.version() <= version).reduce((one, later) -> later);
    }

    /** The newest of equal descriptions is kept, with the time of the first. */
    private List<Spell<T>> with(List<Spell<T>> spells, Spell<T> next) {
        Spell<T> last = spells.get(spells.size() - 1);
        List<Spell<T>> all = new ArrayList<>(spells);
        boolean both = last.value() != null && next.value() != null;
        if (both ? same.test(last.value(), next.value()) : last.value() == next.value()) {
            all.set(all.size() - 1, new Spell<>(last.version(), last.from(), next.value()));
        } else {
            all.add(next);
        }
        return List.copyOf(all);
    }
}
