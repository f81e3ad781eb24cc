package org.metrobed.decoders;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Set;
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
 * A gateway's status, as a retained message or a last will: {@code online}, {@code offline} or the words of Homie, Shelly and
 * others for them, in any case, bare, in quotes or in JSON ({@code {"status":"online","t":"2026-05-01T12:00:00Z"}}, also {@code state}, or {@code online} with
 * a boolean; also {@code time}). An empty payload clears a retained message and states no status. Stateless.
 */
public final class StatusDecoder implements PayloadDecoder {

    private static final Set<String> ONLINE = Set.of("online", "true", "ready", "connected", "up", "alert", "1");
    private static final Set<String> OFFLINE = Set.of("offline", "false", "lost", "disconnected", "down", "0");

    /** Homie: it will be ready soon, or it is quiet on purpose. */
    private static final Set<String> NEITHER = Set.of("init", "sleeping");

    private static final List<String> WORD_FIELDS = List.of("status", "state", "online");

    private static final String RULE =
            "must be a word such as online or offline, bare or as status, state or online of an object";
    private static final int MAX_BARE_BYTES = 64;

    @Override
    public String name() {
        return "status";
    }

    @Override
    public int version() {
        return 5;
    }

    @Override
    public String summary() {
        return "A gateway's status, retained or as a last will, bare or in JSON as status, state or online: online, true,"
                + " ready, connected, up, alert or 1; offline, false, lost, disconnected, down or 0; init and sleeping are"
                + " neither. No readings. Time: t or time, ISO 8601, else the received time.";
    }

    @Override
    public Decoded decode(Message message) {
        int end = Utf8.length(message.payload());
        if (end == 0) {
            return Decoded.NOTHING;
        }
        String bare = new String(message.payload(), 0, Math.min(end, MAX_BARE_BYTES), UTF_8).strip();
        if (bare.startsWith("{") || bare.startsWith("\"")) {
            return Json.decodeTree(message.payload(), StatusDecoder::read);
        }
        return end > MAX_BARE_BYTES ? unknown(bare) : answer(bare, bare, Measurement.NO_TIME);
    }

    private static Decoded read(JsonNode root) {
        String shown = root.toString();
        String word = root.isObject() ? wordIn(root) : root.asText();
        JsonNode time = root.hasNonNull("t") ? root.get("t") : root.path("time");
        if (time.isMissingNode() || time.isNull()) {
            return answer(word, shown, Measurement.NO_TIME);
        }
        long micros = time.isTextual() ? IsoTime.micros(time.textValue()) : IsoTime.INVALID;
        return micros == IsoTime.INVALID
                ? Json.malformed(
                        "t is " + Quote.name(time.toString()) + ", must be an ISO 8601 time with Z or an offset")
                : answer(word, shown, micros);
    }

    private static String wordIn(JsonNode root) {
        return WORD_FIELDS.stream()
                .filter(root::has)
                .map(name -> root.get(name).asText())
                .findFirst()
                .orElse("");
    }

    private static Decoded answer(String text, String shown, long micros) {
        String word = text.strip().toLowerCase(Locale.ROOT);
        if (NEITHER.contains(word)) {
            return Decoded.NOTHING;
        }
        if (!ONLINE.contains(word) && !OFFLINE.contains(word)) {
            return unknown(shown);
        }
        StatusSignal.State state = ONLINE.contains(word) ? StatusSignal.State.ONLINE : StatusSignal.State.OFFLINE;
        return Decoded.sign(new StatusSignal(null, state, micros));
    }

    private static Decoded unknown(String shown) {
        return Json.malformed("the status is " + Quote.name(shown) + ", " + RULE);
    }
}
