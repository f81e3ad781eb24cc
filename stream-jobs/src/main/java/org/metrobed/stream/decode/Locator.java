package org.metrobed.stream.decode;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.metrobed.catalog.Binding;
import org.metrobed.catalog.Catalog;
import org.metrobed.core.model.Datastream;
import org.metrobed.wire.decode.Decoders;
import org.metrobed.wire.decode.PayloadDecoder;

/**
 * Finds, within one catalog version, the decoder of a topic and the datastream of a measurement. Remembers what it found,
 * up to a bound. One thread.
 */
final class Locator {

    private static final int MAX_ROUTES = 200_000;

    private final Catalog catalog;
    private final Map<String, Route> routes = new HashMap<>();

    Locator(Catalog catalog) {
        this.catalog = catalog;
    }

    long version() {
        return catalog.version();
    }

    /** Where messages of a topic go; with no decoder when no binding fits it. */
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
                return new Route(binding, captures.get(), Decoders.find(binding.decoder()));
            }
        }
        return new Route(null, Map.of(), Optional.empty());
    }

    /** What is known of one topic. */
    final class Route {

        private static final int MAX_FIELDS = 10_000;

        private final Binding binding;
        private final Map<String, String> captures;
        private final Optional<PayloadDecoder> decoder;
        private final Map<String, Map<String, Found>> found = new HashMap<>();

        Route(Binding binding, Map<String, String> captures, Optional<PayloadDecoder> decoder) {
            this.binding = binding;
            this.captures = captures;
            this.decoder = decoder;
        }

        Optional<PayloadDecoder> decoder() {
            return decoder;
        }

        /** The datastream of a measurement. */
        Found find(String device, String property) {
            Map<String, Found> ofDevice = found.get(device);
            if (ofDevice == null) {
                if (found.size() >= MAX_FIELDS) {
                    found.clear();
                }
                ofDevice = new HashMap<>();
                found.put(device, ofDevice);
            }
            Found known = ofDevice.get(property);
            if (known == null) {
                if (ofDevice.size() >= MAX_FIELDS) {
                    ofDevice.clear();
                }
                known = look(device, property);
                ofDevice.put(property, known);
            }
            return known;
        }

        private Found look(String device, String property) {
            Optional<String> id = binding.findDatastreamId(captures, device, property);
            return new Found(
                    id.orElse(null), id.flatMap(catalog::findDatastream).orElse(null));
        }
    }

    /**
     * The outcome of a search.
     *
     * @param id the datastream that the measurement names, null when it names none
     * @param datastream null when the catalog has none of that id
     */
    record Found(String id, Datastream datastream) {}
}
