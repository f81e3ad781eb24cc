package org.metrobed.api.unbound;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.metrobed.catalog.Binding;
import org.metrobed.catalog.Catalog;
import org.metrobed.decoders.Decoders;
import org.metrobed.decoders.spi.Decoded;
import org.metrobed.decoders.spi.DecoderOptionException;
import org.metrobed.decoders.spi.Measurement;
import org.metrobed.decoders.spi.Message;
import org.metrobed.decoders.spi.PayloadDecoder;
import org.metrobed.decoders.spi.SessionDecoder;

/**
 * Counts the fields of messages that their bindings ignore, by name, at most {@value #MOST} names. Messages of decoders that remember
 * earlier ones are passed over. Not thread-safe.
 */
final class IgnoredFields {

    /** Most names. */
    static final int MOST = 1_000;

    private final Catalog catalog;
    private final Map<String, Optional<PayloadDecoder>> decoders = new HashMap<>();
    private final Map<String, Optional<Route>> routes = new HashMap<>();
    private final Map<List<String>, Count> counts = new HashMap<>();
    private long messages;

    private record Route(Binding binding, Map<String, String> captures) {}

    private static final class Count {
        private long messages;
        private boolean listed;
        private long lastMillis;
    }

    IgnoredFields(Catalog catalog) {
        this.catalog = catalog;
    }

    /** Takes a message. */
    void take(Message message) {
        Route route = route(message.topic());
        PayloadDecoder decoder = route == null ? null : decoder(route.binding);
        if (decoder == null || decoder instanceof SessionDecoder) {
            return;
        }
        messages++;
        Set<String> seen = new HashSet<>();
        for (String field : fields(route, decoder.decode(message))) {
            if (route.binding.use(field).ignored() && seen.add(field)) {
                note(route.binding, field, message.receivedMillis());
            }
        }
    }

    /** The number of messages that were decoded. */
    long messages() {
        return messages;
    }

    /** The counts, by binding and name. */
    List<IgnoredFieldView> list() {
        return counts.entrySet().stream()
                .map(entry -> new IgnoredFieldView(
                        entry.getKey().get(0),
                        entry.getKey().get(1),
                        entry.getValue().messages,
                        entry.getValue().listed,
                        Instant.ofEpochMilli(entry.getValue().lastMillis)))
                .sorted(Comparator.comparing(IgnoredFieldView::binding).thenComparing(IgnoredFieldView::field))
                .toList();
    }

    private void note(Binding binding, String field, long millis) {
        List<String> key = List.of(binding.name(), field);
        if (counts.size() >= MOST && !counts.containsKey(key)) {
            return;
        }
        Count count = counts.computeIfAbsent(key, none -> new Count());
        count.messages++;
        count.listed = binding.fields().containsKey(field);
        count.lastMillis = Math.max(count.lastMillis, millis);
    }

    private static List<String> fields(Route route, Decoded decoded) {
        return Stream.concat(
                        decoded.measurements().stream().map(Measurement::property),
                        decoded.rejections().stream().map(Decoded.Rejection::property))
                .filter(Objects::nonNull)
                .map(property -> Binding.name(route.captures, property))
                .toList();
    }

    private Route route(String topic) {
        if (routes.size() >= 50_000) {
            routes.clear();
        }
        return routes.computeIfAbsent(topic, this::find).orElse(null);
    }

    private Optional<Route> find(String topic) {
        return catalog.bindings().stream()
                .flatMap(binding -> binding.topic().match(topic).map(captures -> new Route(binding, captures)).stream())
                .findFirst();
    }

    private PayloadDecoder decoder(Binding binding) {
        return decoders.computeIfAbsent(binding.name(), name -> {
                    try {
                        return Optional.of(Decoders.create(binding.decoder(), binding.options()));
                    } catch (DecoderOptionException | IllegalArgumentException e) {
                        return Optional.empty(); // every message of it is a dead letter
                    }
                })
                .orElse(null);
    }
}
