package org.metrobed.catalog;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.metrobed.model.Datastream;
import org.metrobed.model.Deployment;
import org.metrobed.model.Thing;

/**
 * How versions of the catalog described each datastream and thing: the description of a row is that of the version that
 * judged it. Only changes are kept, so memory does not grow with the number of versions. Immutable.
 */
public final class CatalogPast {

    /** No version. */
    public static final CatalogPast NONE = new CatalogPast(Map.of(), Map.of());

    /**
     * A description from one version on.
     *
     * @param version the first version with it
     * @param from the log time from which that version is in force; {@link Instant#MIN} for the first
     * @param value null if that version has none
     */
    private record Spell<T>(long version, Instant from, T value) {}

    private final Map<String, List<Spell<Datastream>>> datastreams;
    private final Map<String, List<Spell<Thing>>> things;

    private CatalogPast(Map<String, List<Spell<Datastream>>> datastreams, Map<String, List<Spell<Thing>>> things) {
        this.datastreams = datastreams;
        this.things = things;
    }

    /** With the next version, in force from a log time. */
    public CatalogPast plus(Catalog next, Instant from) {
        return new CatalogPast(
                plus(
                        datastreams,
                        byId(next.datastreams(), one -> one.id().value()),
                        next.version(),
                        from,
                        CatalogPast::isSame),
                plus(things, byId(next.things(), Thing::id), next.version(), from, CatalogPast::isSame));
    }

    /** A datastream as a version described it; empty if that version had none. */
    public Optional<Datastream> findDatastream(String id, long version) {
        return findSpell(datastreams, id, version).map(Spell::value);
    }

    /** A thing as a version described it; empty if that version had none. */
    public Optional<Thing> findThing(String id, long version) {
        return findSpell(things, id, version).map(Spell::value);
    }

    /** When a datastream of an earlier version was taken out of the catalog; empty if the version has it, or none had. */
    public Optional<Instant> findRetired(String id, long version) {
        return findSpell(datastreams, id, version)
                .filter(spell -> spell.value() == null)
                .map(Spell::from);
    }

    /** The datastreams that were taken out up to a version, as the last version with them described them, sorted by id. */
    public List<Datastream> listRetired(long version) {
        return datastreams.keySet().stream()
                .filter(id -> findRetired(id, version).isPresent())
                .sorted()
                .flatMap(id -> last(datastreams, id, version).stream())
                .toList();
    }

    /** When a thing of an earlier version was taken out of the catalog; empty if the version has it, or none had. */
    public Optional<Instant> findRetiredThing(String id, long version) {
        return findSpell(things, id, version)
                .filter(spell -> spell.value() == null)
                .map(Spell::from);
    }

    /** The things that were taken out up to a version, as the last version with them described them, sorted by id. */
    public List<Thing> listRetiredThings(long version) {
        return things.keySet().stream()
                .filter(id -> findRetiredThing(id, version).isPresent())
                .sorted()
                .flatMap(id -> last(things, id, version).stream())
                .toList();
    }

    /** The newest description of a thing up to a version, whether or not that version still has it. */
    public Optional<Thing> findLastThing(String id, long version) {
        return last(things, id, version);
    }

    /** The newest description of a datastream up to a version, whether or not that version still has it. */
    public Optional<Datastream> findLast(String id, long version) {
        return last(datastreams, id, version);
    }

    /**
     * Where a thing stood when. If the version says one place alone, a change of it in an earlier version counts as a move at the
     * log time from which the new place was in force; the first place
     * counts for all time before.
     *
     * @return oldest first; empty if the version has no such thing
     */
    public List<Deployment> deployments(String id, long version) {
        Optional<Thing> now = findThing(id, version);
        if (now.isEmpty() || now.get().isDated()) {
            return now.map(Thing::deployments).orElse(List.of());
        }
        List<Deployment> deployments = new ArrayList<>();
        for (Spell<Thing> spell : things.get(id)) {
            if (spell.version() > version) {
                break;
            }
            endLast(deployments, spell.from());
            Thing thing = spell.value();
            if (thing != null) {
                Deployment newest = thing.deployments().get(thing.deployments().size() - 1);
                deployments.add(newest.during(deployments.isEmpty() ? Instant.MIN : spell.from(), Instant.MAX));
            }
        }
        return List.copyOf(deployments);
    }

    private static void endLast(List<Deployment> deployments, Instant end) {
        if (!deployments.isEmpty()) {
            Deployment last = deployments.remove(deployments.size() - 1);
            if (last.from().isBefore(end)) {
                deployments.add(last.during(last.from(), last.to().isBefore(end) ? last.to() : end));
            }
        }
    }

    private static <T> Optional<T> last(Map<String, List<Spell<T>>> all, String id, long version) {
        return all.getOrDefault(id, List.of()).stream()
                .filter(spell -> spell.version() <= version && spell.value() != null)
                .reduce((one, later) -> later)
                .map(Spell::value);
    }

    private static <T> Optional<Spell<T>> findSpell(Map<String, List<Spell<T>>> all, String id, long version) {
        List<Spell<T>> spells = all.getOrDefault(id, List.of());
        for (int i = spells.size() - 1; i >= 0; i--) {
            if (spells.get(i).version() <= version) {
                return Optional.of(spells.get(i));
            }
        }
        return Optional.empty();
    }

    private static <T> Map<String, T> byId(List<T> parts, Function<T, String> key) {
        Map<String, T> byId = new HashMap<>();
        parts.forEach(part -> byId.put(key.apply(part), part));
        return byId;
    }

    private static <T> Map<String, List<Spell<T>>> plus(
            Map<String, List<Spell<T>>> before,
            Map<String, T> next,
            long version,
            Instant from,
            BiPredicate<T, T> same) {
        Map<String, List<Spell<T>>> after = new HashMap<>(before);
        next.forEach((id, value) -> after.compute(
                id,
                (key, spells) -> spells == null
                        ? List.of(new Spell<>(version, from, value))
                        : with(spells, new Spell<>(version, from, value), same)));
        before.forEach((id, spells) -> {
            if (!next.containsKey(id)) {
                after.put(id, with(spells, new Spell<>(version, from, null), same));
            }
        });
        return after;
    }

    /** The first of equal descriptions is kept: what a later version says otherwise is not told of an earlier one. */
    private static <T> List<Spell<T>> with(List<Spell<T>> spells, Spell<T> next, BiPredicate<T, T> same) {
        Spell<T> last = spells.get(spells.size() - 1);
        boolean both = last.value() != null && next.value() != null;
        if (both ? same.test(last.value(), next.value()) : last.value() == next.value()) {
            return spells;
        }
        List<Spell<T>> all = new ArrayList<>(spells);
        all.add(next);
        return List.copyOf(all);
    }

    private static boolean isSame(Datastream one, Datastream other) {
        return one.name().equals(other.name())
                && one.unit().equals(other.unit())
                && one.settings().options().equals(other.settings().options())
                && Objects.equals(one.gas(), other.gas());
    }

    private static boolean isSame(Thing one, Thing other) {
        return one.deployments().equals(other.deployments()) && Objects.equals(one.track(), other.track());
    }
}
