package org.metrobed.stream.decode;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.metrobed.catalog.Binding;
import org.metrobed.catalog.Catalog;
import org.metrobed.catalog.SourceKeys;
import org.metrobed.decoders.Decoders;
import org.metrobed.decoders.spi.DecoderOptionException;
import org.metrobed.decoders.spi.PayloadDecoder;
import org.metrobed.decoders.spi.SessionDecoder;
import org.metrobed.model.Datastream;
import org.metrobed.model.Liveness;
import org.metrobed.model.Thing;
import org.metrobed.stream.catalog.CatalogInForce;
import org.metrobed.stream.source.RawRecord;
import org.metrobed.topics.RawHeaders;

/**
 * Finds, within one catalog version, the decoder of a topic and the datastream of a measurement. Caches results, up to
 * a bound. One thread.
 */
final class Locator {

    private static final int MAX_ROUTES = 200_000;
    /** The thing level of a gateway's own topics. */
    private static final String GATEWAY_ITSELF = "gateway";

    private final Catalog catalog;
    private final Map<String, Route> routes = new HashMap<>();
    private final Map<String, Bound> bound = new HashMap<>();
    private final Function<Datastream, Target> targets;
    private final Map<String, List<Target>> feeds;

    Locator(CatalogInForce inForce) {
        this.catalog = inForce.catalog();
        SourceKeys keys = new SourceKeys(catalog, name -> Decoders.find(name).orElse(null) instanceof SessionDecoder);
        this.targets = datastream -> Target.of(datastream, inForce, keys);
        this.feeds = ComputeValueProducts.feeds(catalog, targets);
    }

    long version() {
        return catalog.version();
    }

    /** The route of a topic; it has no decoder if no binding matches. */
    Route route(String topic) {
        Route route = routes.get(topic);
        if (route == null) {
            if (routes.size() >= MAX_ROUTES) {
                routes.clear();
            }
            route = find(topic);
            routes.put(topic, route);
        }
        return route;
    }

    private Route find(String topic) {
        for (Binding binding : catalog.bindings()) {
            Optional<Map<String, String>> captures = binding.topic().match(topic);
            if (captures.isPresent()) {
                return new Route(
                        binding, topic, captures.get(), bound.computeIfAbsent(binding.name(), name -> bind(binding)));
            }
        }
        return new Route(
                null,
                topic,
                Map.of(),
                new Bound(Optional.empty(), "no binding of the catalog fits the topic '" + topic + "'"));
    }

    private static Bound bind(Binding binding) {
        try {
            return new Bound(Optional.of(Decoders.create(binding.decoder(), binding.options())), "");
        } catch (DecoderOptionException | IllegalArgumentException e) {
            return new Bound(Optional.empty(), "binding " + binding.name() + " cannot be used: " + e.getMessage());
        }
    }

    /** The decoder of a binding, or the reason why there is none. */
    private record Bound(Optional<PayloadDecoder> decoder, String problem) {}

    /**
     * A gateway or a thing.
     *
     * @param kind which of them
     * @param id {@code testbed/gateway} or {@code testbed/thing}
     */
    record Subject(Liveness.Kind kind, String id) {}

    /** The binding, decoder and subjects of one topic. */
    final class Route {

        private static final int MAX_FIELDS = 10_000;

        private final Binding binding;
        private final Map<String, String> captures;
        private final Bound decoder;
        private final String gateway;
        private final String thing;
        private final byte[] key;
        private final Map<String, Map<String, ResolvedField>> found = new HashMap<>();

        Route(Binding binding, String topic, Map<String, String> captures, Bound decoder) {
            this.binding = binding;
            this.captures = captures;
            this.decoder = decoder;
            this.gateway =
                    binding == null ? null : binding.findGateway(captures).orElse(null);
            this.thing = binding == null ? null : findThing(null).map(Thing::id).orElse(null);
            this.key = RawHeaders.text(binding == null ? topic : binding.key(topic, captures));
        }

        /** Whether a message has the Kafka key that the binding gives to its topic. */
        boolean hasKeyOf(RawRecord message) {
            return Arrays.equals(message.key(), key);
        }

        /** The key of a message's session, empty if its decoder keeps none. */
        String session(RawRecord message) {
            return decoder().orElse(null) instanceof SessionDecoder ? RawHeaders.text(message.key()) : "";
        }

        Optional<PayloadDecoder> decoder() {
            return decoder.decoder();
        }

        /** Which time stamps are believed. */
        Binding.Clock clock() {
            return binding.clock(captures);
        }

        /** Whether readings without a time of their own are taken from messages that the broker had kept. */
        boolean takesRetained() {
            return binding.takesRetained();
        }

        /** The reason why there is no decoder. */
        String problem() {
            return decoder.problem();
        }

        /** The gateway that the topic names, {@code testbed/gateway}; null if it names none. */
        String gateway() {
            return gateway;
        }

        /** The thing that the topic names, if the catalog has it; else null. */
        String thing() {
            return thing;
        }

        /** The gateway or thing of a reported status; null if unknown. */
        Subject subject(String device) {
            Optional<Thing> named = findThing(device);
            if (named.isPresent()) {
                return new Subject(Liveness.Kind.THING, named.get().id());
            }
            boolean ofGateway = device == null && GATEWAY_ITSELF.equals(captures.getOrDefault("thing", GATEWAY_ITSELF));
            return ofGateway && gateway != null ? new Subject(Liveness.Kind.GATEWAY, gateway) : null;
        }

        /** The datastream of a measurement. */
        ResolvedField find(String device, String property) {
            Map<String, ResolvedField> ofDevice = found.get(device);
            if (ofDevice == null) {
                if (found.size() >= MAX_FIELDS) {
                    found.clear();
                }
                ofDevice = new HashMap<>();
                found.put(device, ofDevice);
            }
            ResolvedField known = ofDevice.get(property);
            if (known == null) {
                if (ofDevice.size() >= MAX_FIELDS) {
                    ofDevice.clear();
                }
                known = look(device, property);
                ofDevice.put(property, known);
            }
            return known;
        }

        private ResolvedField look(String device, String property) {
            Optional<String> id = binding.findDatastreamId(captures, device, property);
            return new ResolvedField(
                    id.orElse(null),
                    id.flatMap(catalog::findDatastream).map(targets).orElse(null),
                    findThing(device).orElse(null),
                    binding.ignoresDevice(captures, device)
                            ? Binding.FieldUse.IGNORED
                            : binding.use(Binding.name(captures, property)),
                    binding.stamp(),
                    decoder().map(PayloadDecoder::readsDates).orElse(false),
                    binding.validated(),
                    id.map(feeds::get).orElse(List.of()));
        }

        private Optional<Thing> findThing(String device) {
            return binding.findThing(captures, device).flatMap(catalog::findThing);
        }
    }
}
