package org.metrobed.api.thing;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.metrobed.api.http.AboutData;
import org.metrobed.api.http.Request;
import org.metrobed.catalog.Catalog;
import org.metrobed.model.Datastream;
import org.metrobed.model.DatastreamId;
import org.metrobed.model.Project;
import org.metrobed.model.Thing;

/** Licences and units of the datastreams or things that a request selects, from the catalog. Thread-safe. */
public final class SelectedData implements AboutData.Source {

    private final Supplier<Optional<Catalog>> newest;
    private final Function<Instant, Optional<Catalog>> past;

    /**
     * Reads from catalogs.
     *
     * @param newest empty while it is not read
     * @param past in force at a log time; empty if it is no longer known
     */
    public SelectedData(Supplier<Optional<Catalog>> newest, Function<Instant, Optional<Catalog>> past) {
        this.newest = newest;
        this.past = past;
    }

    @Override
    public AboutData of(Request request, Instant asOf) {
        Optional<Catalog> known = asOf == null ? Optional.empty() : past.apply(asOf);
        Optional<Catalog> catalog = (known.isPresent() ? known : newest.get()).map(request.sight()::of);
        boolean datastreams = Selection.parameters().stream().allMatch(request::takes);
        boolean things = request.takes(Selection.TESTBED) && request.takes(Selection.FAMILY);
        if (catalog.isEmpty() || !things) {
            return new AboutData(List.of(), Map::of);
        }
        return new AboutData(
                licences(request, catalog.get(), datastreams),
                () -> datastreams ? units(request, catalog.get()) : Map.of());
    }

    private static Map<String, String> units(Request request, Catalog catalog) {
        Map<String, String> units = new LinkedHashMap<>();
        for (String id : Selection.ids(request, catalog)) {
            catalog.findDatastream(id)
                    .or(() -> catalog.past().findLast(id, catalog.version()))
                    .map(Datastream::unit)
                    .ifPresent(unit -> units.put(id, unit));
        }
        return units;
    }

    /** The licences of the projects of the selected things; if all projects have one, without looking at things. */
    private static List<String> licences(Request request, Catalog catalog, boolean datastreams) {
        List<Project> projects = catalog.projects().stream()
                .filter(project -> !project.licence().isEmpty())
                .toList();
        if (projects.stream().map(Project::licence).distinct().count() > 1) {
            List<String> selected = things(request, catalog, datastreams)
                    .map(Thing::project)
                    .distinct()
                    .toList();
            projects = projects.stream()
                    .filter(project -> selected.contains(project.id()))
                    .toList();
        }
        return projects.stream()
                .map(Project::licence)
                .distinct()
                .map(ProjectView::licenceAddress)
                .toList();
    }

    private static Stream<Thing> things(Request request, Catalog catalog, boolean datastreams) {
        return datastreams
                ? Selection.ids(request, catalog).stream()
                        .map(DatastreamId::new)
                        .map(DatastreamId::thing)
                        .distinct()
                        .flatMap(thing -> catalog.findThing(thing).stream())
                : Selection.things(request, catalog, false).stream();
    }
}
