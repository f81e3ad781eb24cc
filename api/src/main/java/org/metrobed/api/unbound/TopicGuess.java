package org.metrobed.api.unbound;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.metrobed.model.TopicTemplate;

/**
 * The template of a binding for some topics. Immutable.
 *
 * @param template the template
 * @param device the device if neither topic nor payload names one; empty if the template captures it
 * @param devices the devices that the topics name
 * @param isKnown whether it is the template of a known program
 */
record TopicGuess(String template, String device, List<String> devices, boolean isKnown) {

    private static final List<String> KNOWN = List.of(
            "v3/{application}/devices/{thing}/up",
            "application/{application}/device/{thing}/event/up",
            "spBv1.0/{group}/{message}/{gateway}/#",
            "metrobed/v1/{testbed}/{gateway}/{thing}/up",
            "zigbee2mqtt/{thing}",
            "tele/{thing}/SENSOR",
            "airrohr/{thing}",
            "shelly/{thing}/events/rpc",
            "shellies/{thing}/sensor/{property}");

    /** Levels that say what a message is, not whose. */
    private static final Set<String> WORDS = Set.of(
            "up",
            "state",
            "status",
            "data",
            "telemetry",
            "sensor",
            "sensors",
            "attrs",
            "json",
            "event",
            "events",
            "measurement",
            "measurements",
            "value",
            "values",
            "raw",
            "out",
            "tx",
            "uplink");

    TopicGuess {
        devices = List.copyOf(devices);
    }

    /**
     * The template.
     *
     * @param pattern an MQTT topic filter of the topics
     * @param topics some of the topics
     * @param bare whether the last level names the property
     * @param named whether the payloads name the device
     */
    static TopicGuess of(String pattern, List<String> topics, boolean bare, boolean named) {
        for (String known : KNOWN) {
            TopicTemplate template = TopicTemplate.parse(known);
            if (topics.stream().allMatch(topic -> template.match(topic).isPresent())) {
                return new TopicGuess(known, "", captured(template, topics), true);
            }
        }
        List<String> levels = new ArrayList<>(Arrays.asList(pattern.split("/", -1)));
        int last = levels.size() - 1;
        boolean property = bare && levels.get(last).equals("+");
        if (property) {
            levels.set(last, "{property}");
        }
        int device = deviceLevel(levels);
        if (device >= 0 && !named) {
            levels.set(device, "{thing}");
            String template = String.join("/", levels);
            return new TopicGuess(template, "", captured(TopicTemplate.parse(template), topics), false);
        }
        return new TopicGuess(String.join("/", levels), named ? "" : name(levels, bare), List.of(), false);
    }

    /** The property that the last level of a topic names. */
    static Optional<String> property(String template, String topic) {
        return TopicTemplate.parse(template).match(topic).map(captures -> captures.get("property"));
    }

    /** The first level that has several names. */
    private static int deviceLevel(List<String> levels) {
        return levels.indexOf("+");
    }

    /** The level that names the device of a single topic: the last one that is no word for the kind of message. */
    private static String name(List<String> levels, boolean bare) {
        int from = bare && levels.size() > 1 ? levels.size() - 2 : levels.size() - 1;
        for (int i = from; i >= 0; i--) {
            String level = levels.get(i);
            if (!level.isEmpty() && !level.matches("[+#]|\\{.*}") && !WORDS.contains(level.toLowerCase(Locale.ROOT))) {
                return level;
            }
        }
        return "unnamed";
    }

    private static List<String> captured(TopicTemplate template, List<String> topics) {
        return topics.stream()
                .flatMap(topic -> template.match(topic).stream())
                .map(captures -> captures.get("thing"))
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }
}
