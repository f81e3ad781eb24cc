package org.metrobed.decoders.lorawan;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.metrobed.decoders.spi.Decoded;
import org.metrobed.decoders.spi.DecoderOption;
import org.metrobed.decoders.spi.DecoderOptionException;
import org.metrobed.decoders.spi.DecoderOptions;
import org.metrobed.decoders.spi.Measurement;
import org.metrobed.decoders.text.Json;
import org.metrobed.decoders.text.Quote;
import org.metrobed.decoders.text.TimeFormat;

/**
 * How fields decoded by a LoRaWAN server become readings. Immutable.
 *
 * @param timeField the field with the phenomenon time, nested names joined by dots; empty for none
 * @param zeroFields fields whose absence means 0
 * @param times the format of texts in the time fields
 * @param backlog the field with a list of earlier values; empty for none
 * @param backlogTime the field with the time of each of them
 */
record FieldRules(String timeField, List<String> zeroFields, TimeFormat times, String backlog, String backlogTime) {

    /** No time field and no zero fields. */
    static final FieldRules NONE = new FieldRules("", List.of(), TimeFormat.ISO, "", "");

    static final DecoderOption TIME_FIELD = new DecoderOption(
            "time-field",
            "The decoded field with the time of measurement: ISO 8601, or seconds or milliseconds"
                    + " since 1970; absent, null and earlier than 2000 count as no time.",
            false);

    static final DecoderOption ZERO_FIELDS = new DecoderOption(
            "zero-fields",
            "A list of decoded fields that mean 0 if they are absent, because servers and formatters based on"
                    + " Protocol Buffers leave zeros out.",
            false);

    static final DecoderOption BACKLOG = new DecoderOption(
            "backlog",
            "The decoded field that is a list of earlier values, such as history: objects with the fields of the"
                    + " live value and a time of their own.",
            false);

    static final DecoderOption BACKLOG_TIME = new DecoderOption(
            "backlog-time", "The field with the time in each object of backlog, written as in time-field.", false);

    FieldRules {
        zeroFields = List.copyOf(zeroFields);
    }

    /** The rules from a binding's options. */
    static FieldRules of(DecoderOptions options) {
        String backlog = options.text(BACKLOG.name(), "");
        String backlogTime = options.text(BACKLOG_TIME.name(), "");
        if (backlog.isEmpty() != backlogTime.isEmpty()) {
            throw new DecoderOptionException("backlog and backlog-time belong together");
        }
        return new FieldRules(
                options.text(TIME_FIELD.name(), ""),
                options.texts(ZERO_FIELDS.name()),
                TimeFormat.of(options),
                backlog,
                backlogTime);
    }

    /**
     * The readings of an object.
     *
     * @param where the object's name in the message, for sentences
     * @param micros the time to use if the time field has none
     */
    Decoded read(String where, JsonNode object, String device, long micros) {
        if (!object.isObject()) {
            return Json.malformed(where + " is " + Json.kind(object) + ", must be an object");
        }
        JsonNode time = timeField.isEmpty() ? object.path("") : find(object, timeField);
        if (!timeField.isEmpty() && !LorawanTime.isTime(time, times)) {
            return Json.malformed(where + "." + Quote.name(timeField) + " is " + Quote.name(time.toString())
                    + ", must be " + times.words() + ", or seconds or milliseconds since 1970");
        }
        long deviceMicros = timeField.isEmpty() ? Measurement.NO_TIME : LorawanTime.deviceMicros(time, times);
        FieldTree tree = new FieldTree(
                where, device, LorawanTime.first(deviceMicros, micros), List.of(timeField, backlog, backlogTime));
        tree.read(object);
        tree.addZeros(zeroFields);
        if (!backlog.isEmpty()) {
            readBacklog(tree, where, find(object, backlog));
        }
        return tree.decoded();
    }

    /** Reads each earlier value with its own time; one without a plausible time is refused alone. */
    private void readBacklog(FieldTree tree, String where, JsonNode list) {
        if (!list.isArray() && !list.isMissingNode() && !list.isNull()) {
            tree.reject(where + "." + Quote.name(backlog) + " is " + Json.kind(list)
                    + ", must be a list of earlier values");
        }
        int position = 0;
        for (JsonNode earlier : list.isArray() ? list : List.<JsonNode>of()) {
            String name = where + "." + Quote.name(backlog) + "." + position++;
            JsonNode time = earlier.path(backlogTime);
            long micros = LorawanTime.isTime(time, times) ? LorawanTime.deviceMicros(time, times) : Measurement.NO_TIME;
            if (!earlier.isObject() || micros == Measurement.NO_TIME) {
                tree.reject(name + " must be an object whose " + Quote.name(backlogTime) + " is " + times.words()
                        + ", or seconds or milliseconds since 1970, after the year 2000");
            } else {
                tree.readAt(earlier, micros);
            }
        }
    }

    /** A field of this name, or at this path. */
    private static JsonNode find(JsonNode object, String field) {
        JsonNode node = object;
        if (!object.has(field)) {
            for (String part : field.split("\\.", -1)) {
                node = node.path(part);
            }
            return node;
        }
        return object.get(field);
    }
}
