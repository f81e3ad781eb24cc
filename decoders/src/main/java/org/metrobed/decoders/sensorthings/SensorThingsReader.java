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
import org.metrobed.decoders.text.TimeFormat;
import org.metrobed.model.DeadLetter.Reason;
import org.metrobed.model.StatedFlag;

/** Reads one message of SensorThings. Used once, by one thread. */
final class SensorThingsReader {

    private static final Pattern TOPIC = Pattern.compile("(?:^|.*/)(?:Multi)?Datastreams\\(([^/]+)\\)/Observations");
    private static final int MAX_ID = 256;
    private static final int MAX_COMPONENTS = 1_000;

    private final String topicId;
    private final TimeFormat times;
    private final List<Measurement> measurements = new ArrayList<>();
    private final List<Decoded.Rejection> rejections = new ArrayList<>();
    private int index;
    private long micros;
    private boolean interval;

    SensorThingsReader(String topic, TimeFormat times) {
        this.times = times;
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
        JsonNode id = stream(entity).path("@iot.id");
        if (!stream(entity).isMissingNode()
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

    private static JsonNode stream(JsonNode entity) {
        return entity.has("MultiDatastream") ? entity.get("MultiDatastream") : entity.path("Datastream");
    }

    private String datastream(JsonNode entity) {
        String own = stream(entity).path("@iot.id").asText();
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
        micros = timeless ? Measurement.NO_TIME : startMicros(time);
        interval = !timeless && isInterval(time);
        if (!timeless && micros == TimeFormat.INVALID) {
            String name = phenomenon ? "phenomenonTime" : "resultTime";
            String rule = ", must be " + times.words() + ", or two as start/end";
            reject(Reason.MALFORMED, name + " is " + Quote.name(time.toString()) + rule, datastream);
        } else if (result.isArray() && !result.isEmpty() && result.size() <= MAX_COMPONENTS) {
            for (int i = 0; i < result.size(); i++) {
                readResult(datastream, datastream + "[" + i + "]", result.get(i));
            }
        } else {
            readResult(datastream, datastream, result);
        }
    }

    private void readResult(String datastream, String property, JsonNode result) {
        if (result.isNumber() || result.isNull()) {
            double value = result.isNull() ? Double.NaN : result.doubleValue();
            measurements.add(new Measurement(index++, datastream, property, micros, value, null, interval));
        } else {
            Decoded.Word word = result.isTextual() || result.isBoolean()
                    ? new Decoded.Word(result.asText(), micros, null, interval, StatedFlag.NONE)
                    : null;
            String detail = "the result is " + Json.kind(result) + ", must be a number, a truth value or null";
            rejections.add(new Decoded.Rejection(index++, Reason.NOT_A_NUMBER, detail, datastream, property, word));
        }
    }

    /** The time; for an interval, its start if its end is not earlier. */
    private long startMicros(JsonNode time) {
        String text = time.isTextual() ? time.textValue() : "";
        int slash = text.indexOf('/');
        if (slash < 0) {
            return times.micros(text);
        }
        long start = times.micros(text.substring(0, slash));
        long end = times.micros(text.substring(slash + 1));
        boolean comparable = TimeFormat.isOpen(start) == TimeFormat.isOpen(end);
        return end == TimeFormat.INVALID || (comparable && end < start) ? TimeFormat.INVALID : start;
    }

    /** Whether a time has two different ends. */
    private boolean isInterval(JsonNode time) {
        String text = time.asText();
        int slash = text.indexOf('/');
        return slash >= 0
                && !text.substring(0, slash)
                        .strip()
                        .equals(text.substring(slash + 1).strip());
    }

    private static String unquote(String id) {
        boolean quoted = id.length() >= 2 && id.startsWith("'") && id.endsWith("'");
        return quoted ? id.substring(1, id.length() - 1).replace("''", "'") : id;
    }

    private void reject(Reason reason, String detail, String datastream) {
        rejections.add(new Decoded.Rejection(index++, reason, detail, datastream, datastream));
    }
}
