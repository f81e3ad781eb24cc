package org.metrobed.launcher.check;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.metrobed.catalog.Binding;
import org.metrobed.catalog.Catalog;
import org.metrobed.decoders.Decoders;
import org.metrobed.decoders.spi.Decoded;
import org.metrobed.decoders.spi.Message;
import org.metrobed.decoders.spi.PayloadDecoder;
import org.metrobed.decoders.spi.SessionDecoder;

/**
 * Decodes messages with the decoders of a catalog's bindings, with one session for each key as in the pipeline. Also
 * reads the payload's own numbers and its liveness signals, which the pipeline does not pass on. One thread.
 */
final class SampleDecoder {

    /**
     * A message and its decoded content.
     *
     * @param captures the values that the binding's topic captured
     */
    record Read(Binding binding, Map<String, String> captures, PayloadDecoder decoder, Decoded decoded) {}

    private final Catalog catalog;
    private final Map<String, PayloadDecoder> decoders = new HashMap<>();
    private final Map<String, SessionDecoder.Session> sessions = new HashMap<>();

    SampleDecoder(Catalog catalog) {
        this.catalog = catalog;
    }

    /** Decodes the next message; empty when no binding fits its topic. */
    Optional<Read> read(Message message) {
        for (Binding binding : catalog.bindings()) {
            Optional<Map<String, String>> captures = binding.topic().match(message.topic());
            if (captures.isPresent()) {
                return Optional.of(read(message, binding, captures.get()));
            }
        }
        return Optional.empty();
    }

    private Read read(Message message, Binding binding, Map<String, String> captures) {
        PayloadDecoder decoder =
                decoders.computeIfAbsent(binding.name(), name -> Decoders.create(binding.decoder(), binding.options()));
        if (decoder instanceof SessionDecoder remembering) {
            SessionDecoder.Session session =
                    sessions.computeIfAbsent(key(binding, captures, message.topic()), key -> remembering.open());
            return new Read(binding, captures, decoder, remembering.decode(session, message));
        }
        return new Read(binding, captures, decoder, decoder.decode(message));
    }

    /** Returns a substitute for the Kafka key of a topic's messages. */
    static String key(Catalog catalog, String topic) {
        for (Binding binding : catalog.bindings()) {
            Optional<Map<String, String>> captures = binding.topic().match(topic);
            if (captures.isPresent()) {
                return key(binding, captures.get(), topic);
            }
        }
        return topic;
    }

    private static String key(Binding binding, Map<String, String> captures, String topic) {
        String key = binding.key().isEmpty() ? topic : binding.key();
        for (Map.Entry<String, String> capture : captures.entrySet()) {
            key = key.replace("{" + capture.getKey() + "}", capture.getValue());
        }
        return binding.name() + " " + key;
    }
}
