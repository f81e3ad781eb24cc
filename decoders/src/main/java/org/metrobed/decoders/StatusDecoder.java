package org.metrobed.decoders;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.metrobed.decoders.spi.Decoded;
import org.metrobed.decoders.spi.Measurement;
import org.metrobed.decoders.spi.Message;
import org.metrobed.decoders.spi.PayloadDecoder;
import org.metrobed.decoders.spi.StatusSignal;
import org.metrobed.decoders.text.Json;
import org.metrobed.decoders.text.Quote;
import org.metrobed.decoders.text.Utf8;
import org.metrobed.model.calendar.IsoTime;

/**
 * A gateway's status, as a retained message or a last will: {@code online} or {@code offline} in any case, bare, in
 * quotes or in JSON ({@code {"status":"online","t":"2026-05-01T12:00:00Z"}}, also {@code state}, or {@code online} with
 * a boolean; also {@code time}). An empty payload clears a retained message and states no status. Stateless.
 */
public final class StatusDecoder implements PayloadDecoder {

    private static final String RULE = "must be online or offline, bare or as status, state or online of an object";
    private static final int MAX_BARE_BYTES = 64;

    @Override
    public String name() {
        return "status";
    }

    @Override
    public int version() {
        return 4;
    }

    @Override
    public String summary() {
        return "A gateway's status, retained or as a last will: online or offline, bare or in JSON as status, state or"
                + " online; no readings. Time: t or time, ISO 8601, else the received time.";
    }

    @Override
    public Decoded decode(Message message) {
        if (Utf8.length(message.payload()) == 0) {
            return Decoded.NOTHING;
        }
        int end = Utf8.length(message.payload());
        int length = Math.min(end, MAX_BARE_BYTES);
        String bare = new String(message.payload(), 0, length, UTF_8).strip();
        if (bare.startsWith("{") || bare.startsWith("\"")) {
            return Json.decodeTree(message.payload(), StatusDecoder::read);
        }
        StatusSignal.State state = length < end ? null : state(bare);
        return state == null
                ? Json.malformed("the status is " + Quote.name(bare) + ", " + RULE)
                : Decoded.sign(new StatusSignal(null, state, Measurement.NO_TIME));
    }

    private static Decoded read(JsonNode root) {
        StatusSignal.State state = root.isObject() ? stateIn(root) : state(root.asText());
        if (state == null) {
            return Json.malformed("the status is " + Quote.name(root.toString()) + ", " + RULE);
        }
        JsonNode time = root.hasNonNull("t") ? root.get("t") : root.path("time");
        if (time.isMissingNode() || time.isNull()) {
            return Decoded.sign(new StatusSignal(null, state, Measurement.NO_TIME));
        }
        long micros = time.isTextual() ? IsoTime.micros(time.textValue()) : IsoTime.INVALID;
        return micros == IsoTime.INVALID
                ? Json.malformed(
                        "t is " + Quote.name(time.toString()) + ", must be an ISO 8601 time with Z or an offset")
                : Decoded.sign(new StatusSignal(null, state, micros));
    }

    private static StatusSignal.State stateIn(JsonNode root) {
        for (String name : List.of("status", "state")) {
            if (root.has(name)) {
                return state(root.get(name).asText());
            }
        }
        JsonNode online = root.path("online");
        if (online.isBoolean()) {
            return online.booleanValue() ? StatusSignal.State.ONLINE : StatusSignal.State.OFFLINE;
        }
        return null;
    }

    private static StatusSignal.State state(String text) {
        for (StatusSignal.State state : StatusSignal.State.values()) {
            if (state.name().equalsIgnoreCase(text)) {
                return state;
            }
        }
        return null;
    }
}
