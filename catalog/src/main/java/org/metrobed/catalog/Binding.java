package org.metrobed.catalog;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.metrobed.model.TopicTemplate;

/**
 * Says how messages of some MQTT topics are decoded and whose they are. Immutable.
 *
 * @param name {@code testbed/binding}, unique in a catalog
 * @param topic the topics; its captures {@code {testbed}}, {@code {gateway}} and {@code {thing}} have meaning, others may be
 *     used in the key
 * @param decoder the name of a payload decoder, such as {@code native-json}
 * @param options the decoder's options, a JSON object; empty text for none
 * @param key the Kafka key of the messages: text with captures of the topic in braces; empty for the whole topic
 * @param shared whether several ingest instances may share the messages, which gives up their order
 * @param testbed the test-bed's id; null when the topic's {@code {testbed}} says it
 * @param devices the name that a topic or payload gives a device, to the name of the thing; a device that is not in it
 *     is the thing of the same name
 * @param fields the name that a payload gives a field, to what is done with it
 * @param others what is done with fields that are not listed
 */
public record Binding(
        String name,
        TopicTemplate topic,
        String decoder,
        String options,
        String key,
        boolean shared,
        String testbed,
        Map<String, String> devices,
        Map<String, FieldUse> fields,
        Others others) {

    /** What is done with a field that the binding does not list. */
    public enum Others {
        /** It is the property of the same name. */
        SAME_NAME,
        /** It is passed over. */
        IGNORE
    }

    /**
     * What is done with a field of a payload: value &times; scale + offset, in a unit, is an observation of a property.
     *
     * @param property the name of the property; null when the field is passed over
     * @param unit the UCUM code of the scaled value, which goes before the unit that the payload states; null for the
     *     payload's, or without one the property's
     * @param scale what the payload's number is multiplied by
     * @param offset what is then added, in {@code unit}
     */
    public record FieldUse(String property, String unit, double scale, double offset) {

        /** The field is passed over. */
        public static final FieldUse IGNORED = new FieldUse(null, null, 1, 0);

        /** The field is a property, as it is. */
        public static FieldUse of(String property) {
            return new FieldUse(property, null, 1, 0);
        }

        /** Whether the field is passed over. */
        public boolean ignored() {
            return property == null;
        }

        /** Whether the payload's number is multiplied or moved. */
        public boolean scales() {
            return scale != 1 || offset != 0;
        }

        /** The value in {@link #unit}. */
        public double apply(double value) {
            return scales() ? value * scale + offset : value;
        }
    }

    public Binding {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(topic, "topic");
        Objects.requireNonNull(decoder, "decoder");
        Objects.requireNonNull(options, "options");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(others, "others");
        devices = Map.copyOf(devices);
        fields = Map.copyOf(fields);
    }

    /** A binding that only renames: ordered, keyed by topic, without options. */
    public static Binding of(
            String name,
            TopicTemplate topic,
            String decoder,
            String testbed,
            Map<String, String> devices,
            Map<String, String> properties) {
        Map<String, FieldUse> fields = properties.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, one -> FieldUse.of(one.getValue())));
        return new Binding(name, topic, decoder, "", "", false, testbed, devices, fields, Others.SAME_NAME);
    }

    /** What is done with a field. */
    public FieldUse use(String field) {
        FieldUse use = fields.get(field);
        if (use != null) {
            return use;
        }
        return others == Others.IGNORE ? FieldUse.IGNORED : FieldUse.of(field);
    }

    /**
     * The thing that a message or measurement speaks of, {@code testbed/thing}, whether or not the catalog has it; empty
     * when neither topic nor payload names a device, or nothing names the test-bed.
     *
     * @param captures what {@link #topic} captured of the message's topic; its {@code {thing}} goes before the payload's
     *     device, because brokers grant rights by topic
     * @param device the device that the payload names, null when none
     */
    public Optional<String> findThing(Map<String, String> captures, String device) {
        String bed = testbed == null ? captures.get("testbed") : testbed;
        String named = captures.getOrDefault("thing", device);
        return bed == null || named == null
                ? Optional.empty()
                : Optional.of(bed + "/" + devices.getOrDefault(named, named));
    }

    /** The gateway that a topic names, {@code testbed/gateway}; empty when it names none. */
    public Optional<String> findGateway(Map<String, String> captures) {
        String bed = testbed == null ? captures.get("testbed") : testbed;
        String named = captures.get("gateway");
        return bed == null || named == null ? Optional.empty() : Optional.of(bed + "/" + named);
    }

    /**
     * The datastream of one measurement, {@code testbed/thing/property}, whether or not the catalog has it; empty when
     * its thing is not named or the field is passed over.
     *
     * @param field the payload's name of the property
     */
    public Optional<String> findDatastreamId(Map<String, String> captures, String device, String field) {
        FieldUse use = use(field);
        return use.ignored()
                ? Optional.empty()
                : findThing(captures, device).map(thing -> thing + "/" + use.property());
    }
}
