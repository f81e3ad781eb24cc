package org.metrobed.api.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.metrobed.catalog.Catalog;
import org.metrobed.catalog.CatalogParts;
import org.metrobed.model.DatastreamId;
import org.metrobed.model.Project;
import org.metrobed.model.Thing;
import org.metrobed.store.query.Subjects;

/**
 * What a reader sees of the deployment. The newest catalog decides, also for rows and catalogs of the past: a project that
 * was public and is no longer is seen no longer. What is not seen is as if it had never been in the catalog. Every answer
 * passes this class: catalogs by {@link #of}, rows by {@link #subjects} or {@link #sees}, texts by {@link #mask}.
 * Immutable, thread-safe.
 */
public final class Sight implements CatalogParts {

    /** Everything. */
    public static final Sight ALL = new Sight(Catalog.empty(-1), HiddenParts.NONE, "");

    /** Alerts about ingest explain gaps of every datastream, and name nothing. */
    private static final String OF_INGEST = "metrobed/pipeline/ingest";

    private static final String OF_METROBED = "metrobed/";
    private static final String GATEWAY = "gateway";
    private static final String OTHER = "another thing";

    private final Catalog newest;
    private final HiddenParts hidden;
    private final String key;
    private final Cache<Catalog, Catalog> catalogs =
            Caffeine.newBuilder().weakKeys().maximumSize(20).build();

    /** A sight without some parts. */
    Sight(Catalog newest, HiddenParts hidden, String key) {
        this.newest = newest;
        this.hidden = hidden;
        this.key = key;
    }

    /** Whether everything is seen. */
    public boolean isAll() {
        return hidden.projects().isEmpty();
    }

    /** The same for readers who see the same of one version; empty if everything is seen. */
    public String key() {
        return key;
    }

    /** A catalog as the reader sees it. */
    public Catalog of(Catalog whole) {
        return isAll() ? whole : catalogs.get(whole, one -> one.only(this));
    }

    /** Whether some things of a test-bed are not seen. */
    public boolean isPartial(String testbed) {
        return hidden.partial().contains(testbed);
    }

    @Override
    public boolean hasTestbed(String id) {
        return !hidden.testbeds().contains(id);
    }

    @Override
    public boolean hasProject(String id) {
        return !hidden.projects().contains(id);
    }

    @Override
    public boolean hasThing(String id) {
        return !hidden.things().contains(id);
    }

    @Override
    public boolean hasDatastream(String id) {
        String current = newest.renames().current(id);
        return hasThing(new DatastreamId(current).thing());
    }

    /**
     * Whether rows about a datastream are seen. What is about a gateway or a network is seen with all things of the
     * test-bed, because it tells of things together.
     *
     * @param datastream the id of stored rows, also a former one or one of a gateway, a whole thing or a part of Metrobed
     */
    public boolean sees(String datastream) {
        if (isAll() || datastream.equals(OF_INGEST)) {
            return true;
        }
        if (datastream.startsWith(OF_METROBED)) {
            return false;
        }
        DatastreamId id = new DatastreamId(datastream);
        return !isPartial(id.testbed())
                || (isKnownThing(id.thing())
                        && hasDatastream(datastream)
                        && (!id.property().equals(GATEWAY)
                                || newest.findDatastream(datastream).isPresent()));
    }

    /** Whether a gateway, {@code testbed/gateway}, is seen: with all things of its test-bed. */
    public boolean seesGateway(String gateway) {
        return isAll() || !isPartial(gateway.split("/", -1)[0]);
    }

    private boolean isKnownThing(String thing) {
        return hasThing(thing)
                && (newest.findThing(thing).isPresent()
                        || newest.past().findLastThing(thing, newest.version()).isPresent());
    }

    /** The condition of {@link #sees} for statements. */
    public Subjects subjects() {
        if (isAll()) {
            return Subjects.ALL;
        }
        List<String> things = Stream.concat(
                        newest.things().stream(), newest.past().listRetiredThings(newest.version()).stream())
                .map(Thing::id)
                .filter(id -> isPartial(id.substring(0, id.indexOf('/'))) && hasThing(id))
                .distinct()
                .toList();
        List<String> testbeds =
                Stream.concat(hidden.partial().stream(), Stream.of("metrobed")).toList();
        return new Subjects(testbeds, things, List.copyOf(hidden.former()), List.of(OF_INGEST));
    }

    /** A text in which no name of a thing that is not seen stands; alerts of one thing may tell of others. */
    public String mask(String text) {
        String masked = text;
        for (String name : hidden.names()) {
            if (masked.contains(name)) {
                masked = masked.replace(name, OTHER);
            }
        }
        return masked;
    }

    /** The project of a thing; empty if it has none, or is not seen. */
    public Optional<Project> findProject(String thing) {
        String id = newest.findThing(thing)
                .or(() -> newest.past().findLastThing(thing, newest.version()))
                .map(Thing::project)
                .orElse("");
        return newest.projects().stream()
                .filter(project -> project.id().equals(id) && hasProject(id))
                .findFirst();
    }
}
