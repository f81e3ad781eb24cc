package org.metrobed.decoders.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.metrobed.decoders.spi.Decoded;
import org.metrobed.decoders.spi.Measurement;
import org.metrobed.decoders.text.Json;
import org.metrobed.decoders.text.JsonPath;
import org.metrobed.decoders.text.NumberText;
import org.metrobed.decoders.text.PlacedNode;
import org.metrobed.decoders.text.Quote;
import org.metrobed.decoders.text.TimeFormat;
import org.metrobed.model.DeadLetter.Reason;

/** Reads one message that is a tree by the paths of its binding. Used once, by one thread. */
final class JsonPointerReader {

    /** Largest number of elements times fields; a message with more is too large. */
    static final int MAX_LOOKUPS = 200_000;

    /** Largest length of a name that is joined from several parts, characters. */
    private static final int MAX_NAME = 256;

    private final JsonPointerLayout layout;
    private final PlacedNode root;
    private final List<Measurement> measurements = new ArrayList<>();
    private final List<Decoded.Rejection> rejections = new ArrayList<>();
    private int index;
    private long lookups;
    private boolean passedOver;
    private PlacedNode element;
    private String device;
    private String prefix;
    private long micros;
    private double step;
    private String fault;
    private Reason reason;

    JsonPointerReader(JsonPointerLayout layout, JsonNode root) {
        this.layout = layout;
        this.root = PlacedNode.root(root);
    }

    Decoded read() {
        if (!layout.each().isEmpty()) {
            JsonNode readings = layout.each().get(0).find(root);
            if (readings == null || !readings.isContainerNode()) {
                return Json.malformed(
                        "each, " + layout.each().get(0) + ", is " + kind(readings) + ", must be an array or an object");
            }
        }
        stepInto(root, 0);
        if (lookups > MAX_LOOKUPS) {
            return Decoded.rejected(
                    Reason.TOO_LARGE, "elements times fields are over " + MAX_LOOKUPS + ", which is the most");
        }
        if (index == 0) {
            return passedOver
                    ? Decoded.NOTHING
                    : Decoded.rejected(Reason.EMPTY, "nothing stands where the fields should");
        }
        return new Decoded(measurements, rejections);
    }

    /** Reads a value if all levels of each are stepped into, else what stands at the next level of it. */
    private void stepInto(PlacedNode place, int level) {
        if (level == layout.each().size()) {
            readElement(place);
            return;
        }
        JsonPath each = layout.each().get(level);
        JsonNode readings = each.find(place);
        if (readings == null || readings.isNull()) {
            return;
        }
        if (!readings.isContainerNode()) {
            rejections.add(new Decoded.Rejection(
                    index++,
                    Reason.MALFORMED,
                    "each, " + each + ", is " + show(readings) + ", must be an array or an object"));
            return;
        }
        lookups += (long) readings.size() * Math.max(1, layout.fields().size());
        if (lookups > MAX_LOOKUPS) {
            return;
        }
        int position = 0;
        if (readings.isArray()) {
            for (JsonNode one : readings) {
                stepInto(new PlacedNode(one, null, position++, place), level + 1);
            }
        } else {
            for (Map.Entry<String, JsonNode> member : readings.properties()) {
                stepInto(new PlacedNode(member.getValue(), member.getKey(), position++, place), level + 1);
            }
        }
    }

    private void readElement(PlacedNode next) {
        if (!layout.where().stream().allMatch(condition -> condition.test(next))) {
            passedOver = true;
            return;
        }
        element = next;
        fault = null;
        reason = Reason.MALFORMED;
        readTime();
        readDevice();
        if (layout.spacing() != null && fault == null) {
            readSpacing();
            boolean shared = !layout.each().isEmpty()
                    && layout.time() != null
                    && !layout.time().isOfReading();
            micros += shared && fault == null ? Math.round(next.position() * step) : 0;
        }
        if (layout.longForm() == null) {
            prefix = layout.prefix().isEmpty() ? null : joined("prefix", layout.prefix());
            if (layout.prefix().isEmpty() || prefix != null) {
                layout.fields().forEach(this::readField);
            }
        } else {
            readNamed(layout.longForm());
        }
    }

    /** A member of an object that has no value says something else; an element of an array must have a value and a name. */
    private void readNamed(JsonPointerLayout.LongForm form) {
        prefix = null;
        if (element.key() != null && find(form.value()) == null) {
            return;
        }
        String name = joined("property", form.property());
        if (name != null) {
            readField(form.field(name));
        }
    }

    /** The parts of a name, joined by dots; null if one of them is no name, which is then rejected. */
    private String joined(String option, List<JsonPath> paths) {
        List<String> parts = new ArrayList<>();
        int length = 0;
        for (JsonPath path : paths) {
            JsonNode node = find(path);
            if (node == null
                    || !(node.isTextual() || node.isIntegralNumber())
                    || node.asText().isEmpty()) {
                rejections.add(new Decoded.Rejection(
                        index++,
                        Reason.MALFORMED,
                        option + ", " + path + ", is " + (node == null ? kind(null) : show(node))
                                + ", must be a text that is not empty, or a whole number"));
                return null;
            }
            parts.add(node.asText());
            length += node.asText().length() + 1;
        }
        if (paths.size() + (option.equals("prefix") ? 1 : 0) > 1 && length > MAX_NAME) {
            rejections.add(new Decoded.Rejection(
                    index++,
                    Reason.MALFORMED,
                    option + " gives a name of over " + MAX_NAME + " characters: " + Quote.name(parts.get(0))));
            return null;
        }
        return String.join(".", parts);
    }

    private void readTime() {
        JsonNode node = find(layout.time());
        boolean stated = node != null && !node.isNull();
        micros = stated ? layout.timeFormat().micros(node) : Measurement.NO_TIME;
        if (stated && micros == TimeFormat.INVALID) {
            fault = "time, " + layout.time() + ", is " + show(node) + ", must be "
                    + layout.timeFormat().words();
        }
    }

    /** A block needs its start: the received time is that of no sample, and a local time that is shown twice cannot be counted on. */
    private void readSpacing() {
        step = layout.spacing().micros(element);
        if (micros == Measurement.NO_TIME) {
            fault = "there is no time from which step or rate counts";
        } else if (Double.isNaN(step)) {
            fault = "rate, " + layout.spacing().rate() + ", must be a positive number of hertz, at most 1,000,000";
        } else if (TimeFormat.isOpen(micros)) {
            reason = Reason.AMBIGUOUS_TIME;
            fault = "a block of samples cannot begin at a local time that the clock shows twice or skips";
        }
    }

    private void readDevice() {
        JsonNode node = find(layout.device());
        boolean stated = node != null && !node.isNull();
        boolean named = stated && (node.isTextual() || node.isIntegralNumber());
        device = named && !node.asText().isEmpty() ? node.asText() : null;
        if (stated && !named) {
            fault = "device, " + layout.device() + ", is " + show(node) + ", must be a text or a whole number";
        }
    }

    private void readField(JsonPointerLayout.Field given) {
        JsonPointerLayout.Field field = prefix == null ? given : given.within(prefix);
        JsonNode node = find(field.path());
        if (node == null) {
            if (field.required()) {
                reject(Reason.MALFORMED, field, "nothing stands at " + field.path());
            }
            return;
        }
        if (layout.spacing() == null || !node.isArray()) {
            readValue(field, node, micros);
        } else if (fault != null) {
            reject(reason, field, fault + ", for " + node.size() + " samples");
        } else if (index + node.size() > MAX_LOOKUPS) {
            reject(Reason.TOO_LARGE, field, "the message has more than " + MAX_LOOKUPS + " samples");
        } else {
            for (int i = 0; i < node.size(); i++) {
                readValue(field, node.get(i), micros + Math.round(i * step));
            }
        }
    }

    private void readValue(JsonPointerLayout.Field field, JsonNode node, long time) {
        OptionalDouble number = number(node);
        JsonNode unit = find(field.unitPath());
        boolean unitStated = unit != null && !unit.isNull();
        if (fault != null) {
            reject(reason, field, fault);
        } else if (unitStated && !unit.isTextual()) {
            reject(Reason.MALFORMED, field, field.unitPath() + " is " + show(unit) + ", must be a text");
        } else {
            accept(field, node, number, time, unitStated ? unit.textValue() : field.unit());
        }
    }

    private void accept(JsonPointerLayout.Field field, JsonNode node, OptionalDouble number, long time, String unit) {
        if (number.isPresent()) {
            measurements.add(new Measurement(index++, device, field.property(), time, number.getAsDouble(), unit));
            return;
        }
        String hint = node.isArray() ? "; with step or rate its elements are samples" : "";
        reject(
                Reason.NOT_A_NUMBER,
                field,
                (field.path().text().isEmpty() ? "it" : field.path()) + " is " + show(node) + ", must be a number"
                        + hint,
                node.isTextual() || node.isBoolean() ? new Decoded.Word(node.asText(), time, unit) : null);
    }

    private OptionalDouble number(JsonNode node) {
        if (node.isNull()) {
            return OptionalDouble.of(Double.NaN);
        }
        if (node.isTextual() && layout.numbersAsText()) {
            return NumberText.parse(node.textValue().strip());
        }
        return node.isNumber() ? OptionalDouble.of(node.doubleValue()) : OptionalDouble.empty();
    }

    private JsonNode find(JsonPath path) {
        return path == null ? null : path.valueOf(path.find(element));
    }

    private static String show(JsonNode node) {
        return node.isValueNode() ? "'" + Quote.name(node.asText()) + "'" : kind(node);
    }

    private static String kind(JsonNode node) {
        return node == null ? "missing" : Json.kind(node.asToken());
    }

    private void reject(Reason reason, JsonPointerLayout.Field field, String detail) {
        reject(reason, field, detail, null);
    }

    private void reject(Reason reason, JsonPointerLayout.Field field, String detail, Decoded.Word word) {
        String sentence = Quote.clip("field " + field.property() + ": " + detail, 300);
        rejections.add(new Decoded.Rejection(index++, reason, sentence, device, field.property(), word));
    }
}
