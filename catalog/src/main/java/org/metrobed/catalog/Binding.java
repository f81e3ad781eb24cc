package org.metrobed.catalog;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.metrobed.model.Datastream;
import org.metrobed.model.TopicTemplate;

/**
 * Describes how messages of some MQTT topics are decoded and to which things they belong. Immutable.
 *
 * @param name {@code testbed/binding}, unique in a catalog
 * @param topic the topics; its captures {@code {testbed}}, {@code {gateway}}, {@code {thing}} and {@code {property}} have
 *     meaning, others may be used in the key
 * @param decoder the name of a payload decoder, such as {@code native-json}
 * @param options the decoder's options, a JSON object; empty text for none
 * @param key the Kafka key of the messages: text with captures of the topic in braces; empty for the whole topic
 * @param shared whether several ingest instances may share the messages, which loses their order
 * @param testbed the test-bed's id; null if the topic's {@code {testbed}} names it
 * @param devices maps a device name in a topic or payload to the name of the thing; any other device is the thing of
 *     the same name
 * @param listedDevicesOnly whether readings of devices that {@code devices} does not list are ignored
 * @param fields maps a field name in a payload to its use
 * @param others how fields that are not listed are used
 * @param texts how texts of fields that are not listed are read
 * @param stamp meaning of the time stamps of its readings; null for that of the datastream
 * @param clock which time stamps are believed; null if the binding does not say it
 * @param device the device of messages whose topic and payload name none; null if there is none
 * @param ignoresCase whether upper and lower case of device names are the same; the names in {@code devices} are then in lower case
 * @param takesRetained whether a reading without a time of its own in a message that the broker had kept is one of the time at which
 *     ingest subscribed; else it is refused
 * @param validated whether its source has validated its values; else they are provisional
 */
@RecordBuilder
public record Binding(
        String name,
        TopicTemplate topic,
        String decoder,
        String options,
        String key,
        boolean shared,
        String testbed,
        Map<String, String> devices,
        boolean listedDevicesOnly,
        Map<String, FieldUse> fields,
        Others others,
        TextRules texts,
        Datastream.Stamp stamp,
        Clock clock,
        String device,
        boolean ignoresCase,
        boolean takesRetained,
        boolean validated) {

    /**
     * Which time stamps are believed, and what happens to the others. Immutable.
     *
     * @param trustMillis how far before its reception a time stamp is believed, milliseconds; {@link #ANY}: always
     * @param replaces whether another time is replaced by the received time; else it is suspect, or refused if it is
     *     impossible
     */
    public record Clock(long trustMillis, boolean replaces) {

        /** Every time stamp is believed, as of a recording. */
        public static final long ANY = Long.MAX_VALUE;

        private static final long TWO_YEARS_MILLIS = 730L * 86_400_000;

        /** Without a word in the binding. */
        public static final Clock USUAL = new Clock(TWO_YEARS_MILLIS, false);

        /** Of a recording. */
        public static final Clock RECORDING = new Clock(ANY, false);
    }

    /** How a field that the binding does not list is used. */
    public enum Others {
        /** The field is the property of the same name. */
        SAME_NAME,
        /** The field is ignored. */
        IGNORE
    }

    /**
     * How a field of a payload is used: value &times; scale + offset, in a unit, is an observation of a property.
     *
     * @param property the name of the property; null if the field is ignored
     * @param unit the UCUM code of the scaled value, which overrides the payload's unit; null for the payload's unit
     *     or, if it has none, the property's
     * @param scale the factor for the payload's number
     * @param offset added after scaling, in {@code unit}
     * @param words how texts of the field become numbers
     */
    public record FieldUse(String property, String unit, double scale, double offset, ValueWords words) {

        /** The field is ignored. */
        public static final FieldUse IGNORED = new FieldUse(null, null, 1, 0);

        /** A use of numbers only. */
        public FieldUse(String property, String unit, double scale, double offset) {
            this(property, unit, scale, offset, ValueWords.NONE);
        }

        /** The field is a property, without scale and offset. */
        public static FieldUse of(String property) {
            return new FieldUse(property, null, 1, 0);
        }

        /** Whether the field is ignored. */
        public boolean ignored() {
            return property == null;
        }

        /** Whether the payload's number is scaled or offset. */
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
        texts = Objects.requireNonNullElse(texts, TextRules.NONE);
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
        return BindingBuilder.builder()
                .name(name)
                .topic(topic)
                .decoder(decoder)
                .options("")
                .key("")
                .testbed(testbed)
                .devices(devices)
                .fields(fields)
                .others(Others.SAME_NAME)
                .build();
    }

    private static final Pattern CAPTURE = Pattern.compile("\\{([^{}]+)}");

    /** The capture that names the property. */
    private static final String PROPERTY = "property";

    /** The field of a payload that is one value. */
    private static final String BARE = "value";

    /** The gateway in the topics of {@code replay}. */
    private static final String REPLAY = "replay";

    /**
     * Which time stamps of a message are believed; without a word of the binding, those of the gateway {@value #REPLAY} are
     * of a recording.
     *
     * @param captures the captures of {@link #topic} in the message's topic
     */
    public Clock clock(Map<String, String> captures) {
        if (clock != null) {
            return clock;
        }
        return REPLAY.equals(captures.get("gateway")) ? Clock.RECORDING : Clock.USUAL;
    }

    /** How a field is used, by its name as {@link #name} gives it. */
    public FieldUse use(String field) {
        FieldUse use = fields.get(field);
        if (use != null) {
            return use;
        }
        return others == Others.IGNORE
                ? FieldUse.IGNORED
                : new FieldUse(field, null, 1, 0, new ValueWords(Map.of(), Map.of(), texts));
    }

    /**
     * The name of a field: the payload's; or, if the topic names the property, that name for the field {@value #BARE}, and before
     * that name and a dot for others.
     *
     * @param captures the captures of {@link #topic} in the message's topic
     * @param field the payload's name
     */
    public static String name(Map<String, String> captures, String field) {
        String ofTopic = captures.get(PROPERTY);
        if (ofTopic == null) {
            return field;
        }
        return field.equals(BARE) ? ofTopic : ofTopic + "." + field;
    }

    /**
     * Whether readings of a device are ignored.
     *
     * @param captures the captures of {@link #topic} in the message's topic
     * @param device the device that the payload names, null if none
     */
    public boolean ignoresDevice(Map<String, String> captures, String device) {
        String named = named(captures, device);
        return listedDevicesOnly && named != null && !devices.containsKey(named);
    }

    /**
     * The thing of a message or measurement, {@code testbed/thing}, whether or not the catalog has it; empty if neither
     * topic nor payload names a device, if its device is ignored, or nothing names the test-bed.
     *
     * @param captures the captures of {@link #topic} in the message's topic; its {@code {thing}} overrides the
     *     payload's device, because brokers grant rights by topic
     * @param device the device that the payload names, null if none
     */
    public Optional<String> findThing(Map<String, String> captures, String device) {
        String bed = testbed == null ? captures.get("testbed") : testbed;
        String named = named(captures, device);
        return bed == null || named == null || ignoresDevice(captures, device)
                ? Optional.empty()
                : Optional.of(bed + "/" + devices.getOrDefault(named, named));
    }

    private String named(Map<String, String> captures, String ofPayload) {
        String named = captures.getOrDefault("thing", ofPayload);
        named = named == null ? device : named;
        return named == null || !ignoresCase ? named : named.toLowerCase(Locale.ROOT);
    }

    /**
     * Puts narrower bindings before wider ones: of two that fit a topic, the one comes first whose topics are all topics of the other.
     * Bindings that have no topic in common are in the order of their levels and names.
     */
    public static final Comparator<Binding> NARROWER_FIRST =
            Comparator.comparing((Binding one) -> width(one.topic)).thenComparing((Binding one) -> one.name);

    private static String width(TopicTemplate topic) {
        return Stream.of(topic.filter().split("/", -1))
                .map(level -> level.equals("#") ? "2" : level.equals("+") ? "1" : "0")
                .collect(Collectors.joining());
    }

    /** The Kafka key of the messages of a topic, with its captures. */
    public String key(String messageTopic, Map<String, String> captures) {
        return key.isEmpty()
                ? messageTopic
                : CAPTURE.matcher(key).replaceAll(name -> Matcher.quoteReplacement(captures.get(name.group(1))));
    }

    /** The gateway that a topic names, {@code testbed/gateway}; empty if it names none. */
    public Optional<String> findGateway(Map<String, String> captures) {
        String bed = testbed == null ? captures.get("testbed") : testbed;
        String named = captures.get("gateway");
        return bed == null || named == null ? Optional.empty() : Optional.of(bed + "/" + named);
    }

    /**
     * The datastream of one measurement, {@code testbed/thing/property}, whether or not the catalog has it; empty if
     * its thing is not named or the field is ignored.
     *
     * @param field the payload's name of the property
     */
    public Optional<String> findDatastreamId(Map<String, String> captures, String device, String field) {
        FieldUse use = use(name(captures, field));
        return use.ignored()
                ? Optional.empty()
                : findThing(captures, device).map(thing -> thing + "/" + use.property());
    }
}
