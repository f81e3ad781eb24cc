package org.metrobed.catalog;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.metrobed.core.model.DatastreamId;
import org.metrobed.core.model.TopicTemplate;

/**
 * Says how messages of some MQTT topics are decoded and whose they are. Immutable.
 *
 * @param name {@code testbed/binding}, unique in a catalog
 * @param topic the topics; its captures {@code {testbed}} and {@code {thing}} have meaning, others are passed over
 * @param decoder the name of a payload decoder, such as {@code native-json}
 * @param testbed the test-bed's id; null when the topic's {@code {testbed}} says it
 * @param devices the name that a topic or payload gives a device, to the name of the thing; a device that is not in it
 *     is the thing of the same name
 * @param properties the name that a payload gives a field, to the name of the property; a field that is not in it is the
 *     property of the same name
 */
public record Binding(
        String name,
        TopicTemplate topic,
        String decoder,
        String testbed,
        Map<String, String> devices,
        Map<String, String> properties) {

    public Binding {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(topic, "topic");
        Objects.requireNonNull(decoder, "decoder");
        devices = Map.copyOf(devices);
        properties = Map.copyOf(properties);
    }

    /**
     * The datastream of one measurement, {@code testbed/thing/property}, whether or not the catalog has it; empty when
     * neither topic nor payload names a device, or nothing names the test-bed.
     *
     * @param captures what {@link #topic} captured of the message's topic; its {@code {thing}} goes before the payload's
     *     device, because brokers grant rights by topic
     * @param device the device that the payload names, null when none
     * @param field the payload's name of the property
     */
    public Optional<String> findDatastreamId(Map<String, String> captures, String device, String field) {
        String bed = testbed == null ? captures.get("testbed") : testbed;
        String named = captures.getOrDefault("thing", device);
        if (bed == null || named == null) {
            return Optional.empty();
        }
        return Optional.of(
                DatastreamId.of(bed, devices.getOrDefault(named, named), properties.getOrDefault(field, field))
                        .value());
    }
}
