package org.metrobed.decoders.frame;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.metrobed.decoders.spi.Decoded;
import org.metrobed.decoders.spi.DecoderOption;
import org.metrobed.decoders.spi.DecoderOptionException;
import org.metrobed.decoders.spi.DecoderOptions;
import org.metrobed.decoders.spi.Measurement;
import org.metrobed.decoders.spi.Message;
import org.metrobed.decoders.text.Json;
import org.metrobed.decoders.text.Quote;
import org.metrobed.decoders.text.TimeFormat;
import org.metrobed.decoders.text.Utf8;
import org.metrobed.model.DeadLetter.Reason;

/**
 * Where the bytes of a frame stand in a message: bare, as text in hex or base64, or in the JSON of a network server, with the device,
 * the port and the time that stand beside them. Immutable; thread-safe.
 *
 * @param envelope what surrounds the bytes
 * @param json where they stand in JSON; null if the message is no JSON
 */
record FrameSource(Envelope envelope, FrameJson json) {

    /** The message is the frame. */
    static final FrameSource BARE = new FrameSource(Envelope.BYTES, null);

    /** Longest frame, bytes; that of LoRaWAN has at most 242. */
    static final int MAX_BYTES = 65_536;

    /** The options that define it. */
    static final List<DecoderOption> OPTIONS = List.of(
            option(
                    "envelope",
                    "What surrounds the bytes of the frame: bytes (the default, the payload is the frame), hex or base64 (the"
                            + " payload is that text), tts-v3 or chirpstack-v4 (the uplink of that server, with its device, port"
                            + " and time), or json (data says where)."),
            option("data", "With json the JSON Pointer to the bytes as text."),
            option("encoding", "With json how that text writes bytes: hex (the default) or base64."),
            option("port", "With json the JSON Pointer to the port, a number."),
            option("device", "With json the JSON Pointer to the device, a text or a whole number."),
            option("time", "With json the JSON Pointer to the time."),
            option("each", "With json the frames: an array or object, as each of json-pointer."),
            TimeFormat.OPTIONS.get(0),
            TimeFormat.OPTIONS.get(1),
            TimeFormat.OPTIONS.get(2));

    /** What surrounds the bytes of a frame. */
    enum Envelope {
        BYTES("bytes"),
        HEX("hex"),
        BASE64("base64"),
        JSON("json"),
        TTS("tts-v3"),
        CHIRPSTACK("chirpstack-v4");

        private final String word;

        Envelope(String word) {
            this.word = word;
        }
    }

    private static final Map<String, Envelope> WORDS = Map.of(
            "bytes", Envelope.BYTES,
            "hex", Envelope.HEX,
            "base64", Envelope.BASE64,
            "json", Envelope.JSON,
            "tts-v3", Envelope.TTS,
            "chirpstack-v4", Envelope.CHIRPSTACK);

    /**
     * The source that options define.
     *
     * @throws DecoderOptionException if they cannot be used
     */
    static FrameSource of(DecoderOptions options) {
        String word = options.text("envelope", Envelope.BYTES.word);
        Envelope envelope = Optional.ofNullable(WORDS.get(word))
                .orElseThrow(() -> new DecoderOptionException(
                        "envelope must be one of bytes, hex, base64, tts-v3, chirpstack-v4 and json"));
        for (String name : List.of("data", "encoding", "port", "device", "time", "each", "time-format")) {
            if (envelope != Envelope.JSON && options.find(name).isPresent()) {
                throw new DecoderOptionException(name + " needs envelope: json");
            }
        }
        return switch (envelope) {
            case JSON -> new FrameSource(envelope, FrameJson.of(options));
            case TTS -> new FrameSource(envelope, FrameJson.ofTts());
            case CHIRPSTACK -> new FrameSource(envelope, FrameJson.ofChirpstack());
            default -> new FrameSource(envelope, null);
        };
    }

    /** Reads all frames of a message. */
    Decoded decode(Message message, FrameReader reader) {
        return switch (envelope) {
            case BYTES -> single(message.payload(), reader);
            case HEX, BASE64 ->
                Utf8.text(message.payload())
                        .flatMap(text -> bytes(text, envelope == Envelope.HEX))
                        .map(bytes -> single(bytes, reader))
                        .orElseGet(() -> Json.malformed("the payload is not a text in " + envelope.word));
            default ->
                json.times().settle(Json.decodeTree(message.payload(), root -> json.decode(root, reader)), message);
        };
    }

    private static Decoded single(byte[] bytes, FrameReader reader) {
        if (bytes.length == 0) {
            return Decoded.rejected(Reason.EMPTY, "the payload is empty");
        }
        FrameReadings readings = new FrameReadings();
        try {
            read(new Frame(bytes, Frame.NO_PORT, null, Measurement.NO_TIME), reader, readings);
            return readings.decoded();
        } catch (FrameFault e) {
            return Decoded.rejected(e.reason(), e.getMessage());
        }
    }

    /** Reads one frame that is not too long. */
    static void read(Frame frame, FrameReader reader, FrameReadings readings) throws FrameFault {
        if (frame.length() > MAX_BYTES) {
            throw new FrameFault(
                    Reason.TOO_LARGE, "the frame has " + frame.length() + " bytes, must have at most " + MAX_BYTES);
        }
        reader.read(frame, readings);
    }

    /** The bytes that a text writes, blanks in it passed over; empty if it writes none. */
    static Optional<byte[]> bytes(String text, boolean hex) {
        String bare = text.replaceAll("\\s", "");
        try {
            return Optional.of(
                    hex ? HexFormat.of().parseHex(bare) : Base64.getDecoder().decode(bare));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The start of a frame for a sentence. */
    static String show(Frame frame) {
        int shown = Math.min(frame.length(), 16);
        return Quote.name(frame.hex(0, shown)) + (shown < frame.length() ? "…" : "");
    }

    /** The text of a node that is one; null if it is not. */
    static String text(JsonNode node) {
        return node != null && node.isTextual() ? node.textValue() : null;
    }

    private static DecoderOption option(String name, String meaning) {
        return new DecoderOption(name, meaning, false);
    }
}
