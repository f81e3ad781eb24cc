package org.metrobed.api.unbound;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.metrobed.decoders.Decoders;
import org.metrobed.decoders.spi.Decoded;
import org.metrobed.decoders.spi.Measurement;
import org.metrobed.decoders.spi.Message;
import org.metrobed.decoders.spi.PayloadDecoder;
import org.metrobed.decoders.spi.SessionDecoder;
import org.metrobed.model.RawPosition;

/**
 * The decoder that reads some messages, found by trying. Immutable.
 *
 * @param decoder its name
 * @param options its options as JSON; empty if none
 * @param readings what it reads in the messages
 */
record FormatGuess(String decoder, String options, List<Measurement> readings) {

    /** In this order: the narrower format first. The decoder {@code json-pointer} with the shape of the payloads follows them. */
    private static final List<String> NARROW = List.of(
            "tts-v3", "chirpstack-v4", "sparkplug-b", "senml-json", "senml-cbor", "sensorthings", "native-json");

    private static final List<String> WIDE = List.of("plain-text", "ultralight-2");
    private static final String STATUS = "status";
    private static final String POINTER = "json-pointer";

    FormatGuess {
        readings = List.copyOf(readings);
    }

    /** The first decoder that reads every message, and a number, a text or a status in one of them; empty if none does. */
    static Optional<FormatGuess> of(List<Message> messages) {
        List<FormatGuess> tried = new ArrayList<>();
        NARROW.forEach(name -> attempt(name, "", messages).ifPresent(tried::add));
        if (tried.isEmpty()) {
            JsonShape.of(messages.stream().map(Message::payload).toList())
                    .flatMap(shape -> attempt(POINTER, shape.options(), messages))
                    .ifPresent(tried::add);
        }
        if (tried.isEmpty()) {
            WIDE.forEach(name -> attempt(name, "", messages).ifPresent(tried::add));
        }
        if (tried.isEmpty() && isStatus(messages)) {
            tried.add(new FormatGuess(STATUS, "", List.of()));
        }
        return tried.stream().findFirst();
    }

    /** Whether it tells only whether something is online. */
    boolean isStatusOnly() {
        return decoder.equals(STATUS);
    }

    /** Whether its payloads name no property. */
    boolean isBare() {
        return decoder.equals("plain-text");
    }

    private static Optional<FormatGuess> attempt(String name, String options, List<Message> messages) {
        PayloadDecoder decoder = Decoders.create(name, options);
        List<Measurement> readings = new ArrayList<>();
        SessionDecoder.Session session = decoder instanceof SessionDecoder one ? one.open() : null;
        boolean found = false;
        for (Message message : messages) {
            Decoded decoded =
                    session == null ? decoder.decode(message) : ((SessionDecoder) decoder).decode(session, message);
            boolean whole = decoded.rejections().stream().anyMatch(one -> one.index() == RawPosition.WHOLE_MESSAGE);
            if (whole && session == null) {
                return Optional.empty();
            }
            readings.addAll(decoded.measurements());
            found |= !whole && !decoded.measurements().isEmpty();
        }
        return found ? Optional.of(new FormatGuess(name, options, readings)) : Optional.empty();
    }

    private static boolean isStatus(List<Message> messages) {
        PayloadDecoder decoder = Decoders.create(STATUS, "");
        return messages.stream()
                .map(decoder::decode)
                .allMatch(decoded ->
                        !decoded.signs().isEmpty() && decoded.rejections().isEmpty());
    }
}
