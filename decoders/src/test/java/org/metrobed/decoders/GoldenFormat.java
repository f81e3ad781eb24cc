package org.metrobed.decoders;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.metrobed.decoders.spi.Command;
import org.metrobed.decoders.spi.Decoded;
import org.metrobed.decoders.spi.Measurement;
import org.metrobed.decoders.spi.StatusSignal;
import org.metrobed.model.QualityFlag;

/**
 * The expected result of a golden payload, as a JSON list: the readings in the order of their index, then the status
 * signals, then the commands. Null fields are omitted, except the value of a missing reading; the time is omitted if
 * there is none; {@code "flag"} is the sender's, {@code "begins":true} says that the payload states the interval that begins then.
 *
 * <pre>
 * {"index":0,"device":"pole-7","property":"pm25","time":"2026-05-01T12:00:00Z","value":12.4,"unit":"ug/m3"}
 * {"index":1,"rejected":"not-a-number","device":"pole-7","property":"label","word":"on","detail":"..."}
 *                                      (detail, and word with its time, may be left out)
 * {"sign":"offline","device":"pole-7","time":"2026-05-01T12:00:00Z"}
 * {"command":"spBv1.0/g/NCMD/n","qos":0,"validMillis":60000,"payload":"0a0b"}                 (hex)
 * </pre>
 *
 * Static functions only.
 */
final class GoldenFormat {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Comparator<JsonNode> BY_VALUE = (one, other) -> one.isNumber() && other.isNumber()
            ? Double.compare(one.doubleValue(), other.doubleValue())
            : one.equals(other) ? 0 : 1;

    private GoldenFormat() {}

    /** Whether the result equals the content of the file. */
    static boolean matches(Path file, Decoded decoded) {
        List<JsonNode> actual = entries(decoded);
        JsonNode expected = read(file);
        boolean same = expected.isArray() && expected.size() == actual.size();
        for (int i = 0; same && i < actual.size(); i++) {
            for (String optional : List.of("detail", "word")) {
                if (!expected.get(i).has(optional)) {
                    ((ObjectNode) actual.get(i)).remove(optional);
                }
            }
            if (expected.get(i).has("rejected") && !expected.get(i).has("word")) {
                ((ObjectNode) actual.get(i)).remove("time");
            }
            same = expected.get(i).equals(BY_VALUE, actual.get(i));
        }
        return same;
    }

    /** The text of an expected file, one line per entry. */
    static String text(Decoded decoded) {
        List<String> lines =
                entries(decoded).stream().map(entry -> "  " + entry).toList();
        return lines.isEmpty() ? "[]\n" : "[\n" + String.join(",\n", lines) + "\n]\n";
    }

    private static List<JsonNode> entries(Decoded decoded) {
        List<JsonNode> entries = new ArrayList<>();
        decoded.measurements().forEach(one -> entries.add(entry(one)));
        decoded.rejections().forEach(one -> entries.add(entry(one)));
        entries.sort(Comparator.comparingInt(entry -> entry.get("index").intValue()));
        decoded.signs().forEach(one -> entries.add(entry(one)));
        decoded.commands().forEach(one -> entries.add(entry(one)));
        return entries;
    }

    private static ObjectNode entry(Measurement one) {
        ObjectNode entry = MAPPER.createObjectNode().put("index", one.index());
        putUnlessNull(entry, "device", one.device());
        entry.put("property", one.property());
        putTime(entry, one.phenomenonMicros());
        if (one.begins()) {
            entry.put("begins", true);
        }
        if (Double.isNaN(one.value())) {
            entry.putNull("value");
        } else if (Double.isInfinite(one.value())) {
            entry.put("value", Double.toString(one.value()));
        } else {
            entry.put("value", one.value());
        }
        putUnlessNull(entry, "unit", one.unit());
        if (one.flag().flag() != QualityFlag.GOOD) {
            entry.put("flag", one.flag().flag().code());
        }
        if (one.flag().censored()) {
            entry.put("censored", true);
        }
        return entry;
    }

    private static ObjectNode entry(Decoded.Rejection one) {
        ObjectNode entry = MAPPER.createObjectNode().put("index", one.index());
        entry.put("rejected", one.reason().code());
        putUnlessNull(entry, "device", one.device());
        putUnlessNull(entry, "property", one.property());
        if (one.word() != null) {
            entry.put("word", one.word().text());
            putTime(entry, one.word().phenomenonMicros());
        }
        return entry.put("detail", one.detail());
    }

    private static ObjectNode entry(StatusSignal one) {
        ObjectNode entry =
                MAPPER.createObjectNode().put("sign", one.state().name().toLowerCase(Locale.ROOT));
        putUnlessNull(entry, "device", one.device());
        putTime(entry, one.phenomenonMicros());
        return entry;
    }

    private static ObjectNode entry(Command one) {
        return MAPPER.createObjectNode()
                .put("command", one.topic())
                .put("qos", one.qos())
                .put("validMillis", one.validMillis())
                .put("payload", HexFormat.of().formatHex(one.payload().toByteArray()));
    }

    private static void putUnlessNull(ObjectNode entry, String name, String value) {
        if (value != null) {
            entry.put(name, value);
        }
    }

    private static void putTime(ObjectNode entry, long micros) {
        if (micros != Measurement.NO_TIME) {
            entry.put("time", Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString());
        }
    }

    private static JsonNode read(Path file) {
        try {
            return MAPPER.readTree(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
