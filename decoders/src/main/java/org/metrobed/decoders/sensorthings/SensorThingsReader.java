package org.metrobed.decoders.sensorthings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.metrobed.decoders.spi.Decoded;
import org.metrobed.decoders.spi.Measurement;
import org.metrobed.decoders.text.Json;
import org.metrobed.decoders.text.Quote;
import org.metrobed.model.DeadLetter.Reason;
import org.metrobed.model.calendar.IsoTime;

/** Reads one message of SensorThings. Used once, by one thread. */
final class SensorThingsReader {

    private static final Pattern TOPIC = Pattern.compile("(?:^|.*/)Datastreams\\(([^/]+)\\)/Observations");
    private static final int MAX_ID = 256;

    private final String topicId;
    private final List<Measurement> measurements = new ArrayList<>();
    private final List<Decoded.Rejection> rejections = new ArrayList<>();
    private int index;

    SensorThingsReader(String topic) {
        Matcher matcher = TOPIC.matcher(topic);
        this.topicId = matcher.matches() ? unquote(matcher.group(1)) : null;
    }

    Decoded read(JsonNode root) {
        if (root.isObject()) {
            readEntity(root);
        } else if (root.isArray()) {
            root.forEach(this::readEntity);
        } else {
            return Json.malformed("the message is " + Json.kind(root) + ", must be an Observation or a list");
        }
        return index == 0
                ? Decoded.rejected(Reason.EMPTY, "the list has no observation")
                : new Decoded(measurements, rejections);
    }

    private void readEntity(JsonNode entity) {
        String fault = entity.isObject() ? datastreamFault(entity) : "the entry is " + Json.kind(entity);
        if (fault != null) {
            reject(Reason.MALFORMED, fault + ", must be an Observation or a data array of one Datastream", null);
        } else if (entity.has("dataArray")) {
            readArray(entity, datastream(entity));
        } else if (!entity.has("result")) {
            reject(Reason.MALFORMED, "the observation has no result", datastream(entity));
        } else {
            readObservation(
                    datastream(entity), entity.path("phenomenonTime"), entity.path("resultTime"), entity.get("result"));
        }
    }

    private String datastreamFault(JsonNode entity) {
        JsonNode id = entity.path("Datastream").path("@iot.id");
        if (entity.has("MultiDatastream")) {
            return "there is a MultiDatastream";
        }
        if (entity.has("Datastream")
                && !(id.isIntegralNumber() || (id.isTextual() && !id.textValue().isEmpty()))) {
            return "the Datastream has no @iot.id";
        }
        String own = id.asText();
        if (own.isEmpty() && topicId == null) {
            return "neither payload nor topic names a Datastream";
        }
        if (!own.isEmpty() && topicId != null && !own.equals(topicId)) {
            return "the payload names Datastream " + Quote.name(own) + ", the topic " + Quote.name(topicId);
        }
        return datastream(entity).length() > MAX_ID ? "the @iot.id has over " + MAX_ID + " characters" : null;
    }

    private String datastream(JsonNode entity) {
        String own = entity.path("Datastream").path("@iot.id").asText();
        return own.isEmpty() ? topicId : own;
    }

    private void readArray(JsonNode entity, String datastream) {
        List<String> components = new ArrayList<>();
        entity.path("components").forEach(name -> components.add(name.asText()));
        JsonNode rows = entity.get("dataArray");
        if (!rows.isArray() || !components.contains("result")) {
            String fault = rows.isArray() ? "components name no result" : "the dataArray is " + Json.kind(rows);
            reject(Reason.MALFORMED, fault, datastream);
            return;
        }
        int phenomenonTime = components.indexOf("phenomenonTime");
        int resultTime = components.indexOf("resultTime");
        int result = components.indexOf("result");
        for (JsonNode row : rows) {
            if (row.isArray() && row.size() == components.size()) {
                readObservation(datastream, at(row, phenomenonTime), at(row, resultTime), row.get(result));
            } else {
                String kind = row.isArray() ? "has " + row.size() + " values" : "is " + Json.kind(row);
                reject(
                        Reason.MALFORMED,
                        "the row " + kind + ", must be as components: " + components.size(),
                        datastream);
            }
        }
    }

    private static JsonNode at(JsonNode row, int component) {
        return component < 0 ? MissingNode.getInstance() : row.get(component);
    }

    private void readObservation(String datastream, JsonNode phenomenonTime, JsonNode resultTime, JsonNode result) {
        boolean phenomenon = !phenomenonTime.isMissingNode() && !phenomenonTime.isNull();
        JsonNode time = phenomenon ? phenomenonTime : resultTime;
        boolean timeless = time.isMissingNode() || time.isNull();
        long micros = timeless ? Measurement.NO_TIME : startMicros(time);
        if (!timeless && micros == IsoTime.INVALID) {
            String name = phenomenon ? "phenomenonTime" : "resultTime";
            String rule = ", must be an ISO 8601 time with Z or an offset, or two as start/end";
            reject(Reason.MALFORMED, name + " is " + Quote.name(time.toString()) + rule, datastream);
        } else if (result.isNumber() || result.isBoolean() || result.isNull()) {
            double number = result.isBoolean() ? (result.booleanValue() ? 1 : 0) : result.doubleValue();
            double value = result.isNull() ? Double.NaN : number;
            measurements.add(new Measurement(index++, datastream, datastream, micros, value, null, isInterval(time)));
        } else {
            String rule = ", must be a number, a truth value or null";
            reject(Reason.NOT_A_NUMBER, "the result is " + Json.kind(result) + rule, datastream);
        }
    }

    /** The time; for an interval, its start if its end is not earlier. */
    private static long startMicros(JsonNode time) {
        String text = time.isTextual() ? time.textValue() : "";
        int slash = text.indexOf('/');
        if (slash < 0) {
            return IsoTime.micros(text);
        }
        long start = IsoTime.micros(text.substring(0, slash));
        long end = IsoTime.micros(text.substring(slash + 1));
        return end == IsoTime.INVALID || end < start ? IsoTime.INVALID : start;
    }

    /** Whether a time has two different ends. */
    private static boolean isInterval(JsonNode time) {
        String text = time.asText();
        int slash = text.indexOf('/');
        return slash >= 0 && IsoTime.micros(text.substring(slash + 1)) > IsoTime.micros(text.substring(0, slash));
    }

    private static String unquote(String id) {
        boolean quoted = id.length() >= 2 && id.startsWith("'") && id.endsWith("'");
        return quoted ? id.substring(1, id.length() - 1).replace("''", "'") : id;
    }

    private void reject(Reason reason, String detail, String datastream) {
        rejections.add(new Decoded.Rejection(index++, reason, detail, datastream, datastream));
    }
}
