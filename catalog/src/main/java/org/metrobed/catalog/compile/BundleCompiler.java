package org.metrobed.catalog.compile;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.metrobed.catalog.Binding;
import org.metrobed.catalog.DecoderRules;
import org.metrobed.catalog.syntax.Declarations;
import org.metrobed.catalog.syntax.Declarations.OwnProperty;
import org.metrobed.catalog.syntax.Declarations.PropertyDeclaration;
import org.metrobed.catalog.syntax.Declarations.ThingDeclaration;
import org.metrobed.catalog.syntax.Declarations.TypeDeclaration;
import org.metrobed.catalog.syntax.PeerLayer;
import org.metrobed.catalog.yaml.Field;
import org.metrobed.catalog.yaml.Located;
import org.metrobed.catalog.yaml.Nearest;
import org.metrobed.model.CityHolidays;
import org.metrobed.model.Datastream;
import org.metrobed.model.DatastreamId;
import org.metrobed.model.Deployment;
import org.metrobed.model.Family;
import org.metrobed.model.Location;
import org.metrobed.model.Project;
import org.metrobed.model.Site;
import org.metrobed.model.TestBed;
import org.metrobed.model.Thing;
import org.metrobed.model.Track;

/** Resolves the references of one bundle and applies its overrides. One bundle, one thread. */
final class BundleCompiler {

    private final Declarations declared;
    private final String testbed;
    private final long version;
    private final DecoderRules decoders;

    final List<Project> projects = new ArrayList<>();
    final List<Thing> things = new ArrayList<>();
    final List<Datastream> datastreams = new ArrayList<>();
    private final Map<DatastreamId, PeerLayer> companies = new HashMap<>();
    final List<Located<Binding>> bindings = new ArrayList<>();

    /** The former ids of datastreams. */
    Map<String, List<String>> former = Map.of();

    BundleCompiler(Declarations declared, String testbed, long version, DecoderRules decoders) {
        this.declared = declared;
        this.testbed = testbed;
        this.version = version;
        this.decoders = decoders;
    }

    void compile() {
        declared.projects()
                .values()
                .forEach(located -> located.value()
                        .ifPresent(project -> projects.add(new Project(
                                project.id(),
                                testbed,
                                project.name(),
                                project.partners(),
                                project.question(),
                                project.licence(),
                                project.visibility()))));
        declared.properties()
                .values()
                .forEach(located -> Layers.of(located.value()).check());
        declared.types().values().forEach(located -> layersOf(located.value()));
        declared.things().forEach(this::compileThing);
        declared.properties().values().stream()
                .flatMap(located -> located.value().standard().stream())
                .forEach(standard -> standard.value().report(standard.field()));
        new PeerCompiler(declared, things, datastreams, companies).compile();
        former = new RenameCompiler(declared, testbed, datastreams).compile();
        BindingCompiler compiler = new BindingCompiler(declared, testbed, decoders);
        declared.bindings()
                .forEach((id, located) -> compiler.compile(id, located.value()).ifPresent(bindings::add));
    }

    private Map<String, Layers> layersOf(TypeDeclaration type) {
        Map<String, Layers> layers = new LinkedHashMap<>();
        type.properties().forEach((name, own) -> {
            if (isProperty(name, own.field())) {
                Layers both = base(name).with(own.value());
                both.check();
                layers.put(name, both);
            }
        });
        return layers;
    }

    private Layers base(String property) {
        return Layers.of(declared.properties().get(property).value());
    }

    private void compileThing(String id, Located<ThingDeclaration> located) {
        ThingDeclaration thing = located.value();
        thing.project().ifPresent(name -> resolves(name, declared.projects(), "project"));
        Optional<TypeDeclaration> type = thing.type()
                .filter(name -> resolves(name, declared.types(), "thing type"))
                .map(name -> declared.types().get(name.value()).value());
        if (type.isEmpty()) {
            return;
        }
        Map<String, Layers> layers = layersOf(type.get());
        thing.properties().forEach((property, own) -> applyOwn(layers, property, own));
        if (layers.isEmpty()) {
            located.field().problemAtKey("has no property left to observe");
        }
        Map<String, Datastream> compiled = new LinkedHashMap<>();
        List<Long> exchangedAt = Deployment.exchanges(thing.deployments());
        layers.forEach((property, all) -> compileDatastream(DatastreamId.of(testbed, id, property), all, exchangedAt)
                .ifPresent(datastream -> compiled.put(property, datastream)));
        AnomalyDetections watches = new AnomalyDetections(
                zone(),
                declared.holidays().values().stream().findFirst().orElse(CityHolidays.NONE),
                thing.deployments().stream()
                        .reduce((one, later) -> later)
                        .map(newest -> site(newest.location()))
                        .orElse(Site.NOWHERE));
        new Derivations(id, layers, compiled)
                .resolve()
                .forEach(one ->
                        datastreams.add(watches.watched(one, layers.get(one.id().property()))));
        Optional<Family> family = type.get().family();
        if (thing.name().isPresent()
                && family.isPresent()
                && !thing.deployments().isEmpty()) {
            things.add(new Thing(
                    testbed + "/" + id,
                    thing.name().get(),
                    family.get(),
                    thing.type().get().value(),
                    thing.project().map(Located::value).orElse(""),
                    thing.deployments(),
                    thing.track().map(Located::value).orElse(null)));
        }
        thing.track().ifPresent(track -> checkTrack(track, compiled));
    }

    private static void checkTrack(Located<Track> track, Map<String, Datastream> datastreams) {
        for (String property : List.of(track.value().latitude(), track.value().longitude())) {
            Datastream datastream = datastreams.get(property);
            if (datastream == null) {
                track.field().problem("names '" + property + "', which the thing does not observe");
            } else if (!datastream.unit().equals("deg") || datastream.statistic() != Datastream.Statistic.INSTANT) {
                track.field().problem("names '" + property + "', which must be in deg and of statistic instant");
            }
        }
    }

    private ZoneId zone() {
        return declared.testbeds().values().stream()
                .findFirst()
                .flatMap(Located::value)
                .map(TestBed::zone)
                .orElse(ZoneOffset.UTC);
    }

    private static Site site(Location place) {
        return new Site(place.latitudeDegrees(), place.longitudeDegrees());
    }

    private void applyOwn(Map<String, Layers> layers, String property, Located<OwnProperty> own) {
        if (own.value().layer().isEmpty()) {
            if (layers.remove(property) == null) {
                own.field().problemAtKey("takes away a property that the thing's type does not have");
            }
            return;
        }
        if (isProperty(property, own.field())) {
            Layers below = layers.containsKey(property) ? layers.get(property) : base(property);
            Layers all = below.with(own.value().layer().get());
            all.check();
            layers.put(property, all);
        }
    }

    private Optional<Datastream> compileDatastream(DatastreamId id, Layers layers, List<Long> exchangedAt) {
        PropertyDeclaration property = declared.properties().get(id.property()).value();
        companies.put(id, layers.peers());
        return property.unit()
                .flatMap(unit -> layers.compile(id, unit, version, exchangedAt))
                .map(one -> new Datastream(
                        id,
                        one.name(),
                        one.unit(),
                        one.settings(),
                        property.gas().orElse(null)));
    }

    /** Whether the text at a field names an existing target; reports a problem if not. */
    static boolean resolves(Located<String> reference, Map<String, ?> targets, String kind) {
        String name = reference.value();
        if (!targets.containsKey(name)) {
            reference.field().problem(unknown(name, targets, kind));
        }
        return targets.containsKey(name);
    }

    /** Whether a key names a property. */
    private boolean isProperty(String key, Field field) {
        if (!declared.properties().containsKey(key)) {
            field.problemAtKey(unknown(key, declared.properties(), "property"));
        }
        return declared.properties().containsKey(key);
    }

    private static String unknown(String name, Map<String, ?> targets, String kind) {
        return "names no " + kind + " " + Nearest.quote(name) + Nearest.hint(name, targets.keySet());
    }
}
