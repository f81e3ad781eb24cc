package org.metrobed.catalog;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.metrobed.model.Datastream;
import org.metrobed.model.Deployment;
import org.metrobed.model.Project;
import org.metrobed.model.Thing;

/**
 * How versions of the catalog described each datastream, thing and project, and judged each datastream: a row is described and
 * judged again by the version that judged it. Only changes are kept, so memory does not grow with the number of versions. Immutable.
 */
public final class CatalogPast {

    /** No version. */
    public static final CatalogPast NONE = new CatalogPast(
            new Spells<>(CatalogPast::isSame), new Spells<>(CatalogPast::isSame), new Spells<>(Project::equals));

    private final Spells<Datastream> datastreams;
    private final Spells<Thing> things;
    private final Spells<Project> projects;

    private CatalogPast(Spells<Datastream> datastreams, Spells<Thing> things, Spells<Project> projects) {
        this.datastreams = datastreams;
        this.things = things;
        this.projects = projects;
    }

    /** With the next version, in force from a log time. */
    public CatalogPast plus(Catalog next, Instant from) {
        return new CatalogPast(
                datastreams.plus(byId(next.datastreams(), one -> one.id().value()), next.version(), from),
                things.plus(byId(next.things(), Thing::id), next.version(), from),
                projects.plus(byId(next.projects(), Project::id), next.version(), from));
    }

    /** This past as if it had only these parts. */
    CatalogPast only(CatalogParts parts) {
        return new CatalogPast(
                datastreams.only(parts::hasDatastream), things.only(parts::hasThing), projects.only(parts::hasProject));
    }

    /** The projects that were taken out up to a version, as the last version with them described them, sorted by id. */
    public List<Project> listRetiredProjects(long version) {
        return projects.listRetired(version);
    }

    /** A datastream as a version described it; empty if that version had none. */
    public Optional<Datastream> findDatastream(String id, long version) {
        return datastreams.find(id, version);
    }

    /** The different descriptions of a datastream in all versions, oldest first. */
    public List<Datastream> listDatastreams(String id) {
        return datastreams.list(id).stream()
                .map(Spells.Spell::value)
                .filter(Objects::nonNull)
                .toList();
    }

    /** The different descriptions of a datastream up to a version, by the first version with each. */
    NavigableMap<Long, Datastream> descriptions(String id, long version) {
        NavigableMap<Long, Datastream> all = new TreeMap<>();
        datastreams.list(id).stream()
                .filter(spell -> spell.value() != null && spell.version() <= version)
                .forEach(spell -> all.put(spell.version(), spell.value()));
        return all;
    }

    /** A datastream as the version in force at a log time described it, among those up to a version; before the first, that one. */
    Optional<Datastream> findDatastreamAt(String id, Instant at, long version) {
        List<Spells.Spell<Datastream>> known = datastreams.list(id).stream()
                .filter(spell -> spell.value() != null && spell.version() <= version)
                .toList();
        return known.stream()
                .filter(spell -> !spell.from().isAfter(at))
                .reduce((one, later) -> later)
                .or(() -> known.stream().findFirst())
                .map(Spells.Spell::value);
    }

    /** A thing as a version described it; empty if that version had none. */
    public Optional<Thing> findThing(String id, long version) {
        return things.find(id, version);
    }

    /** When a datastream of an earlier version was taken out of the catalog; empty if the version has it, or none had. */
    public Optional<Instant> findRetired(String id, long version) {
        return datastreams.findRetired(id, version);
    }

    /** The datastreams that were taken out up to a version, as the last version with them described them, sorted by id. */
    public List<Datastream> listRetired(long version) {
        return datastreams.listRetired(version);
    }

    /** The log time from which the first version with a thing is in force; empty if none has it. */
    public Optional<Instant> findBegin(String thing) {
        return things.list(thing).stream().findFirst().map(Spells.Spell::from);
    }

    /** When a thing of an earlier version was taken out of the catalog; empty if the version has it, or none had. */
    public Optional<Instant> findRetiredThing(String id, long version) {
        return things.findRetired(id, version);
    }

    /** The things that were taken out up to a version, as the last version with them described them, sorted by id. */
    public List<Thing> listRetiredThings(long version) {
        return things.listRetired(version);
    }

    /** The newest description of a thing up to a version, whether or not that version still has it. */
    public Optional<Thing> findLastThing(String id, long version) {
        return things.findLast(id, version);
    }

    /** The newest description of a datastream up to a version, whether or not that version still has it. */
    public Optional<Datastream> findLast(String id, long version) {
        return datastreams.findLast(id, version);
    }

    /**
     * Where a thing stood when. If the version says one place alone, a change of it in an earlier version counts as a move at the
     * log time from which the new place was in force; the first place
     * counts for all time before. A thing that was taken out stands nowhere from then on.
     *
     * @return oldest first; empty if no version up to this one has such a thing
     */
    public List<Deployment> deployments(String id, long version) {
        Optional<Thing> last = findLastThing(id, version);
        if (last.isEmpty()) {
            return List.of();
        }
        if (last.get().isDated()) {
            return until(findRetiredThing(id, version).orElse(Instant.MAX), last.get());
        }
        List<Deployment> deployments = new ArrayList<>();
        for (Spells.Spell<Thing> spell : things.list(id)) {
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

    private static List<Deployment> until(Instant end, Thing thing) {
        return thing.deployments().stream()
                .filter(one -> one.from().isBefore(end))
                .map(one -> one.to().isAfter(end) ? one.during(one.from(), end) : one)
                .toList();
    }

    private static void endLast(List<Deployment> deployments, Instant end) {
        if (!deployments.isEmpty()) {
            Deployment last = deployments.remove(deployments.size() - 1);
            if (last.from().isBefore(end)) {
                deployments.add(last.during(last.from(), last.to().isBefore(end) ? last.to() : end));
            }
        }
    }

    private static <T> Map<String, T> byId(List<T> parts, Function<T, String> key) {
        Map<String, T> byId = new HashMap<>();
        parts.forEach(part -> byId.put(key.apply(part), part));
        return byId;
    }

    private static boolean isSame(Datastream one, Datastream other) {
        return one.name().equals(other.name())
                && one.unit().equals(other.unit())
                && one.settings().withCatalogVersion(0).equals(other.settings().withCatalogVersion(0))
                && Objects.equals(one.gas(), other.gas());
    }

    private static boolean isSame(Thing one, Thing other) {
        return one.deployments().equals(other.deployments()) && Objects.equals(one.track(), other.track());
    }
}
