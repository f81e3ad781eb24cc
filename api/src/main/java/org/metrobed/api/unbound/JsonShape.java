package org.metrobed.api.unbound;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.DateTimeException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.metrobed.model.calendar.StatedTime;

/**
 * Where the numbers, the time and the device of JSON payloads stand. Immutable.
 *
 * @param fields name of each number: its JSON Pointer
 * @param time JSON Pointer to the time; empty if none
 * @param timeFormat the option {@code time-format}; empty for ISO 8601
 * @param device JSON Pointer to the device; empty if none
 * @param devices the devices that were seen
 * @param inText whether some numbers are texts
 */
record JsonShape(
        Map<String, String> fields,
        String time,
        String timeFormat,
        String device,
        List<String> devices,
        boolean inText) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_FIELDS = 100;
    private static final int MOST_DEPTH = 6;
    private static final long SECONDS_OF_2000 = 946_684_800L;
    private static final long SECONDS_OF_2100 = 4_102_444_800L;
    private static final Pattern NUMBER = Pattern.compile("[-+]?\\d{1,15}(\\.\\d{1,9})?([eE][-+]?\\d{1,2})?");
    private static final Pattern TIME = Pattern.compile(
            "(time|timestamp|ts|t|date|datetime|dateobserved|observedat|measuredat|measurementtime|lastseen|utc|time_?stamp"
                    + "|phenomenontime|createdat|receivedat|epoch)");
    private static final Pattern DEVICE = Pattern.compile(
            "(device|deviceid|devid|deveui|sensor|sensorid|node|nodeid|station|stationid|serial|serialno|mac|uid|id|name|imei"
                    + "|esp8266id|thing|devicename)");

    JsonShape {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        devices = List.copyOf(devices);
    }

    /** The shape of payloads; empty if one of them is no JSON object or none has a number. */
    static Optional<JsonShape> of(List<byte[]> payloads) {
        Walk walk = new Walk();
        for (byte[] payload : payloads) {
            Optional<JsonNode> node = read(payload).filter(JsonNode::isObject);
            if (node.isEmpty()) {
                return Optional.empty();
            }
            walk.take(node.get(), "", 0);
        }
        return walk.fields.isEmpty() ? Optional.empty() : Optional.of(walk.shape());
    }

    private static Optional<JsonNode> read(byte[] payload) {
        try {
            return Optional.ofNullable(JSON.readTree(payload));
        } catch (IOException e) {
            return Optional.empty(); // it is no JSON
        }
    }

    /** Visits the values of objects and of short arrays. */
    private static final class Walk {
        private final Map<String, String> fields = new LinkedHashMap<>();
        private final LinkedHashSet<String> devices = new LinkedHashSet<>();
        private String time = "";
        private String format = "";
        private String device = "";
        private boolean inText;

        void take(JsonNode node, String path, int depth) {
            if (node.isObject() && depth < MOST_DEPTH) {
                node.properties()
                        .forEach(entry -> take(entry.getValue(), path + "/" + escaped(entry.getKey()), depth + 1));
            } else if (node.isArray() && depth < MOST_DEPTH) {
                for (int i = 0; i < Math.min(node.size(), 8); i++) {
                    take(node.get(i), path + "/" + i, depth + 1);
                }
            } else {
                leaf(node, path);
            }
        }

        private void leaf(JsonNode node, String path) {
            String name = path.substring(path.lastIndexOf('/') + 1)
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[^a-z0-9]", "");
            if (TIME.matcher(name).matches() && takesTime(node, path)) {
                return;
            }
            boolean isName = node.isTextual() || node.isIntegralNumber();
            if (isName && DEVICE.matcher(name).matches() && (device.isEmpty() || device.equals(path))) {
                device = path;
                devices.add(node.asText());
                return;
            }
            boolean text =
                    node.isTextual() && NUMBER.matcher(node.textValue().strip()).matches();
            if ((node.isNumber() || text) && fields.size() < MOST_FIELDS) {
                inText |= text;
                fields.putIfAbsent(fieldName(path), path);
            }
        }

        /** The last level, or all of them if another value has that one. */
        private String fieldName(String path) {
            String last = path.substring(path.lastIndexOf('/') + 1);
            String usual = last.matches("\\d+") ? path.substring(1) : last;
            String taken = fields.get(usual);
            return taken == null || taken.equals(path) ? usual : path.substring(1);
        }

        private boolean takesTime(JsonNode node, String path) {
            if (!time.isEmpty()) {
                return time.equals(path);
            }
            Optional<String> found = node.isTextual() ? ofText(node.textValue()) : ofNumber(node);
            found.ifPresent(one -> {
                time = path;
                format = one;
            });
            return found.isPresent();
        }

        private static Optional<String> ofText(String text) {
            try {
                StatedTime.parseInstant(text);
                return Optional.of("");
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        }

        private static Optional<String> ofNumber(JsonNode node) {
            double value = node.isNumber() ? node.doubleValue() : Double.NaN;
            if (value >= SECONDS_OF_2000 && value < SECONDS_OF_2100) {
                return Optional.of("epoch-seconds");
            }
            if (value >= SECONDS_OF_2000 * 1e3 && value < SECONDS_OF_2100 * 1e3) {
                return Optional.of("epoch-millis");
            }
            return value >= SECONDS_OF_2000 * 1e6 && value < SECONDS_OF_2100 * 1e6
                    ? Optional.of("epoch-micros")
                    : Optional.empty();
        }

        JsonShape shape() {
            return new JsonShape(fields, time, format, device, List.copyOf(devices), inText);
        }
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    /** The options of the decoder {@code json-pointer}, as JSON. */
    String options() {
        ObjectNode options = JSON.createObjectNode();
        ObjectNode named = options.putObject("fields");
        fields.forEach(named::put);
        if (!time.isEmpty()) {
            options.put("time", time);
        }
        if (!timeFormat.isEmpty()) {
            options.put("time-format", timeFormat);
        }
        if (!device.isEmpty()) {
            options.put("device", device);
        }
        if (inText) {
            options.put("numbers-as-text", true);
        }
        return options.toString();
    }
}
