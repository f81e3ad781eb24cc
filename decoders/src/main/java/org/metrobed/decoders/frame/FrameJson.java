package org.metrobed.decoders.frame;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.metrobed.decoders.lorawan.LorawanUplink;
import org.metrobed.decoders.spi.Decoded;
import org.metrobed.decoders.spi.DecoderOptionException;
import org.metrobed.decoders.spi.DecoderOptions;
import org.metrobed.decoders.spi.Measurement;
import org.metrobed.decoders.text.Json;
import org.metrobed.decoders.text.JsonPath;
import org.metrobed.decoders.text.PlacedNode;
import org.metrobed.decoders.text.Quote;
import org.metrobed.decoders.text.TimeFormat;
import org.metrobed.model.DeadLetter.Reason;

/**
 * Where frames stand in a JSON message. Immutable; thread-safe.
 *
 * @param server reads the uplinks of a network server; null if the paths say where things stand
 * @param each path of the frames; null if there is one
 * @param data path of the bytes
 * @param hex whether they are written in hex; else in base64
 * @param port path of the port; null if there is none
 * @param device path of the device; null if there is none
 * @param time path of the time; null if there is none
 * @param times the format of times
 */
record FrameJson(
        LorawanUplink.Server server,
        JsonPath each,
        JsonPath data,
        boolean hex,
        JsonPath port,
        JsonPath device,
        JsonPath time,
        TimeFormat times) {

    private static final int MAX_FRAMES = 10_000;
    private static final int MAX_PORT = 255;

    static FrameJson ofTts() {
        return new FrameJson(LorawanUplink.Server.TTS, null, null, false, null, null, null, TimeFormat.ISO);
    }

    static FrameJson ofChirpstack() {
        return new FrameJson(LorawanUplink.Server.CHIRPSTACK, null, null, false, null, null, null, TimeFormat.ISO);
    }

    static FrameJson of(DecoderOptions options) {
        String encoding = options.text("encoding", "hex");
        if (!List.of("hex", "base64").contains(encoding)) {
            throw new DecoderOptionException("encoding must be hex or base64");
        }
        if (options.find("data").isEmpty()) {
            throw new DecoderOptionException("data is needed with envelope: json");
        }
        return new FrameJson(
                null,
                path(options, "each"),
                path(options, "data"),
                encoding.equals("hex"),
                path(options, "port"),
                path(options, "device"),
                path(options, "time"),
                TimeFormat.of(options));
    }

    private static JsonPath path(DecoderOptions options, String name) {
        String text = options.text(name, null);
        return text == null ? null : JsonPath.parse(name, text);
    }

    /** Reads all frames of a message; if it has several, a fault of one does not refuse the others. */
    Decoded decode(JsonNode root, FrameReader reader) {
        FrameReadings readings = new FrameReadings();
        try {
            if (server != null) {
                readUplink(root, reader, readings);
            } else if (each == null) {
                FrameSource.read(frame(PlacedNode.root(root)), reader, readings);
            } else {
                readEach(PlacedNode.root(root), reader, readings);
            }
            return readings.decoded();
        } catch (FrameFault e) {
            return Decoded.rejected(e.reason(), e.getMessage());
        }
    }

    private void readUplink(JsonNode root, FrameReader reader, FrameReadings readings) throws FrameFault {
        LorawanUplink uplink = LorawanUplink.find(server, root)
                .orElseThrow(() -> new FrameFault(Reason.MALFORMED, "the message is no uplink of " + server.title()));
        if (server == LorawanUplink.Server.TTS && root.path("simulated").asBoolean()) {
            throw new FrameFault(Reason.UNSUPPORTED, "the uplink is simulated by the console, not measured");
        }
        if (uplink.data().isEmpty()) {
            readings.passOver();
            return;
        }
        byte[] bytes = FrameSource.bytes(uplink.data(), false)
                .orElseThrow(() ->
                        new FrameFault(Reason.MALFORMED, "the payload is not base64: " + Quote.name(uplink.data())));
        FrameSource.read(new Frame(bytes, uplink.port(), uplink.device(), uplink.micros()), reader, readings);
    }

    private void readEach(PlacedNode root, FrameReader reader, FrameReadings readings) throws FrameFault {
        JsonNode frames = each.find(root);
        if (frames == null || !frames.isContainerNode()) {
            throw new FrameFault(
                    Reason.MALFORMED,
                    "each, " + each + ", is " + (frames == null ? "missing" : Json.kind(frames))
                            + ", must be an array or an object");
        }
        if (frames.size() > MAX_FRAMES) {
            throw new FrameFault(Reason.TOO_LARGE, "the message has more than " + MAX_FRAMES + " frames");
        }
        for (PlacedNode place : places(frames, root)) {
            try {
                FrameSource.read(frame(place), reader, readings);
            } catch (FrameFault e) {
                readings.reject(e.reason(), e.getMessage(), null, null);
            }
        }
    }

    private static List<PlacedNode> places(JsonNode frames, PlacedNode root) {
        List<PlacedNode> places = new ArrayList<>();
        if (frames.isArray()) {
            frames.forEach(one -> places.add(new PlacedNode(one, null, places.size(), root)));
        } else {
            for (Map.Entry<String, JsonNode> one : frames.properties()) {
                places.add(new PlacedNode(one.getValue(), one.getKey(), places.size(), root));
            }
        }
        return places;
    }

    private Frame frame(PlacedNode place) throws FrameFault {
        JsonNode stated = data.find(place);
        String text = FrameSource.text(stated);
        byte[] bytes = text == null ? null : FrameSource.bytes(text, hex).orElse(null);
        if (bytes == null) {
            throw new FrameFault(
                    Reason.MALFORMED,
                    "data, " + data + ", is "
                            + (stated == null ? "missing" : text == null ? Json.kind(stated) : Quote.name(text))
                            + ", must be a text in " + (hex ? "hex" : "base64"));
        }
        JsonNode named = device == null ? null : device.find(place);
        boolean isName = named != null && (named.isTextual() || named.isIntegralNumber());
        return new Frame(
                bytes, port(place), isName && !named.asText().isEmpty() ? named.asText() : null, micros(place));
    }

    private int port(PlacedNode place) throws FrameFault {
        JsonNode stated = port == null ? null : port.find(place);
        if (stated == null || stated.isNull()) {
            return Frame.NO_PORT;
        }
        if (!stated.isIntegralNumber() || stated.asInt(-1) < 0 || stated.asInt() > MAX_PORT) {
            throw new FrameFault(
                    Reason.MALFORMED,
                    "port, " + port + ", is " + Quote.name(stated.toString()) + ", must be a number from 0 to 255");
        }
        return stated.asInt();
    }

    private long micros(PlacedNode place) throws FrameFault {
        JsonNode stated = time == null ? null : time.find(place);
        if (stated == null || stated.isNull()) {
            return Measurement.NO_TIME;
        }
        long micros = times.micros(stated);
        if (micros == TimeFormat.INVALID) {
            throw new FrameFault(
                    Reason.MALFORMED,
                    "time, " + time + ", is " + Quote.name(stated.asText()) + ", must be " + times.words());
        }
        return micros;
    }
}
