package org.metrobed.catalog.compile;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.metrobed.analysis.quality.Neighbours;
import org.metrobed.catalog.syntax.Declarations;
import org.metrobed.catalog.syntax.Declarations.PropertyDeclaration;
import org.metrobed.catalog.syntax.Layer;
import org.metrobed.catalog.syntax.PeerLayer;
import org.metrobed.catalog.syntax.PeerLayer.Check;
import org.metrobed.catalog.yaml.Field;
import org.metrobed.catalog.yaml.Located;
import org.metrobed.catalog.yaml.Nearest;
import org.metrobed.model.Datastream;
import org.metrobed.model.DatastreamId;
import org.metrobed.model.Scale;
import org.metrobed.model.Thing;
import org.metrobed.model.limits.CrossCheckLimits;
import org.metrobed.model.limits.CrossCheckLimits.Kind;
import org.metrobed.model.limits.NeighbourLimits;
import org.metrobed.model.limits.Peers;

/** Resolves the peers of the datastreams of one bundle. One bundle, one thread. */
final class PeerCompiler {

    private static final double MILLIS = 1e3;
    private static final double MICROS = 1e6;
    private static final long USUAL_WAIT_MILLIS = 2_000;
    private static final String AT_A_THING = "things.";

    private static final String OF_HOURS =
            "does not fit: what is computed from hours cannot be held against other datastreams";

    private final Declarations declared;
    private final List<Datastream> datastreams;
    private final Map<DatastreamId, PeerLayer> companies;
    private final Map<DatastreamId, Datastream> byId = new HashMap<>();
    private final NearbyThings nearby;

    /**
     * For a bundle whose datastreams are known.
     *
     * @param datastreams changed: they get their peers
     * @param companies the stated peers of each
     */
    PeerCompiler(
            Declarations declared,
            List<Thing> things,
            List<Datastream> datastreams,
            Map<DatastreamId, PeerLayer> companies) {
        this.declared = declared;
        this.datastreams = datastreams;
        this.companies = companies;
        datastreams.forEach(datastream -> byId.put(datastream.id(), datastream));
        this.nearby = new NearbyThings(things, datastreams);
    }

    void compile() {
        eachLayer((property, layer) -> layer.quality()
                .peers()
                .crossChecks()
                .flatMap(Located::value)
                .ifPresent(checks -> checks.forEach(check -> check(property, check))));
        datastreams.replaceAll(this::withPeers);
    }

    private void eachLayer(BiConsumer<String, Layer> visitor) {
        declared.properties()
                .forEach((name, property) ->
                        visitor.accept(name, property.value().layer()));
        declared.types()
                .values()
                .forEach(type -> type.value().properties().forEach((name, own) -> visitor.accept(name, own.value())));
        declared.things()
                .values()
                .forEach(thing -> thing.value()
                        .properties()
                        .forEach((name, own) -> own.value().layer().ifPresent(layer -> visitor.accept(name, layer))));
    }

    /** Checks everything that does not depend on the thing. */
    private void check(String property, Check check) {
        String other = check.property().value();
        if (!BundleCompiler.resolves(check.property(), declared.properties(), "property")) {
            return;
        }
        Optional<String> unit = unit(property);
        Optional<String> otherUnit = unit(other);
        if (other.equals(property)) {
            check.property().field().problem("names the property itself; it must be another one");
        } else if (check.comparesSizes() && unit.isPresent() && otherUnit.isPresent() && !unit.equals(otherUnit)) {
            check.property()
                    .field()
                    .problem("is in " + otherUnit.get() + ", must be in the unit of " + property + ", " + unit.get());
        }
    }

    private Optional<String> unit(String property) {
        return Optional.ofNullable(declared.properties().get(property))
                .map(Located::value)
                .flatMap(PropertyDeclaration::unit);
    }

    private Datastream withPeers(Datastream datastream) {
        PeerLayer layer = companies.get(datastream.id());
        if (Derivations.isOfHours(datastream)) {
            layer.crossChecks().ifPresent(checks -> checks.field().problem(OF_HOURS));
            layer.neighbours().ifPresent(near -> near.field().problem(OF_HOURS));
            return datastream;
        }
        List<CrossCheckLimits> checks = layer.crossChecks()
                .flatMap(Located::value)
                .map(list -> list.stream()
                        .flatMap(check -> crossCheck(datastream, check).stream())
                        .toList())
                .orElse(List.of());
        NeighbourLimits neighbours = layer.neighbours()
                .flatMap(stated ->
                        stated.value().flatMap(near -> neighbours(datastream, new Located<>(near, stated.field()))))
                .orElse(null);
        if (checks.isEmpty() && neighbours == null) {
            return datastream;
        }
        long wait = layer.waitMillis().map(Located::value).orElse(USUAL_WAIT_MILLIS);
        return new Datastream(
                datastream.id(),
                datastream.name(),
                datastream.unit(),
                datastream.settings().withPeers(new Peers(checks, neighbours, wait)),
                datastream.gas());
    }

    /** The cross-check; left out if the thing does not have the other property, unless the thing itself asks for it. */
    private Optional<CrossCheckLimits> crossCheck(Datastream datastream, Check check) {
        String thing = datastream.id().thing();
        DatastreamId id = new DatastreamId(thing + "/" + check.property().value());
        Datastream other = byId.get(id);
        if (other == null) {
            Field field = check.property().field();
            if (isOfThing(field)
                    && declared.properties().containsKey(check.property().value())) {
                Collection<String> has = nearby.properties(thing);
                field.problem("names a property that the thing does not have"
                        + Nearest.hint(check.property().value(), has));
            }
            return Optional.empty();
        }
        if (Derivations.isOfHours(other)) {
            check.property().field().problem(OF_HOURS);
            return Optional.empty();
        }
        checkDirections(datastream, other, check);
        long shorter = Math.min(
                datastream.settings().intervalMillis(), other.settings().intervalMillis());
        return Optional.of(new CrossCheckLimits(
                id.value(),
                check.kind(),
                check.params().tolerance(),
                check.params().relative(),
                shorter * 1_000 / 2));
    }

    /** Around the circle nothing is a part, and a share of a mean says nothing. */
    private static void checkDirections(Datastream datastream, Datastream other, Check check) {
        Scale own = datastream.statistic().scale();
        if (check.comparesSizes() && own != other.statistic().scale()) {
            check.property().field().problem("does not fit: a direction is compared with directions alone");
        } else if (own == Scale.CIRCLE
                && (check.kind() != Kind.TWIN_OF || check.params().relative() > 0)) {
            check.property().field().problem("does not fit: a direction takes 'twin-of' alone, without 'relative'");
        }
    }

    /** The neighbours; left out if too few are near, unless the thing itself asks for them. */
    private Optional<NeighbourLimits> neighbours(Datastream datastream, Located<Neighbours.Params> stated) {
        Neighbours.Params near = stated.value();
        List<String> found = nearby.find(datastream.id(), near.radius());
        if (found.size() < near.atLeast()) {
            if (isOfThing(stated.field())) {
                stated.field()
                        .problemAtKey("finds " + found.size() + " of the " + near.atLeast()
                                + " neighbours that it asks for within " + near.radius() + " m");
            }
            return Optional.empty();
        }
        double interval = datastream.settings().intervalMillis() / MILLIS;
        double within = Double.isInfinite(near.within()) ? interval : near.within();
        return Optional.of(new NeighbourLimits(
                found,
                near.suspect(),
                near.fail(),
                near.leastSpread(),
                near.atLeast(),
                Math.round(within * MICROS),
                nearby.sinceMicros(datastream.id()),
                nearby.sinceMicros(found)));
    }

    private static boolean isOfThing(Field field) {
        return field.path().startsWith(AT_A_THING);
    }
}
