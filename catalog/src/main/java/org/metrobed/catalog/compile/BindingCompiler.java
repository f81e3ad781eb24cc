package org.metrobed.catalog.compile;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.metrobed.catalog.Binding;
import org.metrobed.catalog.Binding.FieldUse;
import org.metrobed.catalog.Binding.Others;
import org.metrobed.catalog.BindingBuilder;
import org.metrobed.catalog.DecoderRules;
import org.metrobed.catalog.TextRules;
import org.metrobed.catalog.ValueWords;
import org.metrobed.catalog.syntax.Declarations;
import org.metrobed.catalog.syntax.Declarations.BindingDeclaration;
import org.metrobed.catalog.syntax.Declarations.DecoderUse;
import org.metrobed.catalog.syntax.Declarations.FieldDeclaration;
import org.metrobed.catalog.syntax.Declarations.PropertyDeclaration;
import org.metrobed.catalog.units.Units;
import org.metrobed.catalog.yaml.Field;
import org.metrobed.catalog.yaml.Fields;
import org.metrobed.catalog.yaml.Located;
import org.metrobed.catalog.yaml.Nearest;
import org.metrobed.model.TopicTemplate;
import org.metrobed.model.text.NumberStyle;

/**
 * Resolves the references in the bindings of one bundle: things, properties, units, decoders. One bundle, one thread.
 */
final class BindingCompiler {

    private static final String TESTBED = "{testbed}";

    private final Declarations declared;
    private final String testbed;
    private final DecoderRules decoders;

    BindingCompiler(Declarations declared, String testbed, DecoderRules decoders) {
        this.declared = declared;
        this.testbed = testbed;
        this.decoders = decoders;
    }

    /** The binding; empty if a required part has a problem. */
    Optional<Located<Binding>> compile(String id, BindingDeclaration binding) {
        Map<String, String> devices = new HashMap<>();
        if (binding.otherDevices() == Others.SAME_NAME) {
            declared.things()
                    .forEach((thing, located) -> located.value().was().forEach(name -> {
                        if (!declared.things().containsKey(name.value())) {
                            devices.put(name.value(), thing);
                        }
                    }));
        }
        binding.devices().forEach((name, thing) -> {
            if (BundleCompiler.resolves(thing, declared.things(), "thing")) {
                devices.put(name, thing.value());
            }
        });
        checkDevice(binding, devices);
        Map<String, String> names = binding.ignoresCase() ? inLowerCase(binding, devices) : devices;
        Map<String, FieldUse> fields = new HashMap<>();
        binding.fields()
                .forEach((name, field) -> use(field.value(), binding.texts()).ifPresent(use -> fields.put(name, use)));
        binding.decoder().ifPresent(this::checkDecoder);
        checkOrder(binding);
        checkMarks(binding);
        checkKey(binding);
        return binding.topic()
                .flatMap(topic -> binding.decoder()
                        .map(decoder -> new Located<>(
                                BindingBuilder.builder()
                                        .name(testbed + "/" + id)
                                        .topic(TopicTemplate.parse(
                                                own(topic.value().toString())))
                                        .decoder(decoder.value().name())
                                        .options(decoder.value().options().orElse(""))
                                        .key(own(key(binding, topic.value())))
                                        .shared(binding.shared()
                                                .map(Located::value)
                                                .orElse(false))
                                        .testbed(testbed)
                                        .devices(names)
                                        .listedDevicesOnly(binding.otherDevices() == Others.IGNORE)
                                        .fields(fields)
                                        .others(binding.others())
                                        .texts(binding.texts())
                                        .stamp(binding.stamp().orElse(null))
                                        .clock(binding.clock().orElse(null))
                                        .device(binding.device()
                                                .map(Located::value)
                                                .orElse(null))
                                        .ignoresCase(binding.ignoresCase())
                                        .takesRetained(binding.takesRetained())
                                        .validated(binding.validated())
                                        .build(),
                                topic.field())));
    }

    /** The names of devices in lower case; also those of things, unless other devices are ignored. */
    private Map<String, String> inLowerCase(BindingDeclaration binding, Map<String, String> devices) {
        Map<String, String> names = new HashMap<>();
        devices.forEach((name, thing) -> {
            String other = names.put(name.toLowerCase(Locale.ROOT), thing);
            if (other != null && !other.equals(thing)) {
                binding.devices()
                        .get(name)
                        .field()
                        .problemAtKey("is the name of two devices, because 'ignore-case' is true");
            }
        });
        if (binding.otherDevices() == Others.SAME_NAME) {
            declared.things().keySet().stream()
                    .filter(thing -> !thing.equals(thing.toLowerCase(Locale.ROOT)))
                    .forEach(thing -> names.putIfAbsent(thing.toLowerCase(Locale.ROOT), thing));
        }
        return names;
    }

    private void checkDevice(BindingDeclaration binding, Map<String, String> devices) {
        binding.device().ifPresent(device -> {
            if (!devices.containsKey(device.value())) {
                BundleCompiler.resolves(device, declared.things(), "thing");
            }
            binding.topic()
                    .filter(topic -> topic.value().listCaptures().contains("thing"))
                    .ifPresent(topic -> device.field()
                            .problem("is '" + device.value()
                                    + "', but the topic names the device by {thing}; leave one of them out"));
        });
    }

    private String own(String template) {
        return template.replace(TESTBED, testbed);
    }

    private static String key(BindingDeclaration binding, TopicTemplate topic) {
        return binding.key().map(Located::value).orElseGet(() -> KeyTemplate.ofTopic(topic));
    }

    private Optional<FieldUse> use(FieldDeclaration field, TextRules ofBinding) {
        if (field.property().isEmpty()) {
            return Optional.of(FieldUse.IGNORED);
        }
        Located<String> property = field.property().get();
        if (!BundleCompiler.resolves(property, declared.properties(), "property")) {
            return Optional.empty();
        }
        PropertyDeclaration target = declared.properties().get(property.value()).value();
        field.unit()
                .ifPresent(unit -> target.unit().ifPresent(wanted -> {
                    if (Units.findConversion(unit.value(), wanted, target.gas().orElse(null))
                            .isEmpty()) {
                        unit.field()
                                .problem("is '" + unit.value() + "', which cannot be converted to '" + wanted
                                        + "', the unit of property '" + property.value() + "'"
                                        + Units.hint(unit.value(), wanted));
                    }
                }));
        String unit = field.unit().map(Located::value).orElse(null);
        ValueWords words = new ValueWords(
                field.words().values(), field.words().codes(), field.texts().orElse(ofBinding));
        return Optional.of(new FieldUse(property.value(), unit, field.scale(), field.offset(), words));
    }

    private boolean isKnown(String decoder) {
        return decoders.names().isEmpty() || decoders.names().contains(decoder);
    }

    private void checkDecoder(Located<DecoderUse> located) {
        DecoderUse decoder = located.value();
        if (!isKnown(decoder.name())) {
            located.field()
                    .problem("names no decoder " + Nearest.quote(decoder.name())
                            + Nearest.hint(decoder.name(), decoders.names()));
            return;
        }
        decoder.options()
                .flatMap(options -> decoders.findProblem(decoder.name(), options))
                .ifPresent(problem -> complain(located, problem));
    }

    /** Reports a problem at the option that the problem's text begins with, if the bundle states that option. */
    private static void complain(Located<DecoderUse> decoder, String problem) {
        int space = problem.indexOf(' ');
        String option = space < 0 ? problem : problem.substring(0, space);
        Optional<Fields> given = decoder.value().given();
        Optional<Field> field = given.map(fields -> fields.entries().get(option));
        if (field.isPresent()) {
            field.get().problemAtKey(problem.substring(Math.max(0, space)).strip());
        } else {
            given.map(Fields::owner).orElse(decoder.field()).problem("is not enough: " + problem);
        }
    }

    /** A decoder with sessions needs all messages of a key in order, and a key that is the same for all topics. */
    private void checkOrder(BindingDeclaration binding) {
        Optional<Located<DecoderUse>> remembering = binding.decoder()
                .filter(decoder -> isKnown(decoder.value().name())
                        && decoders.keepsSession(decoder.value().name()));
        if (remembering.isEmpty()) {
            return;
        }
        Field decoder = remembering.get().field();
        binding.shared()
                .filter(Located::value)
                .ifPresent(shared -> shared.field()
                        .problem("is true, but decoder '"
                                + remembering.get().value().name()
                                + "' remembers earlier messages and needs all of a key in order"));
        boolean severalTopics = binding.topic()
                .filter(topic -> topic.value().filter().matches(".*[+#].*"))
                .isPresent();
        if (severalTopics && binding.key().isEmpty()) {
            decoder.problem("remembers earlier messages, so the binding must say in 'key' which belong together");
        }
    }

    /** Marks under texts would not hold for the numbers that such a decoder reads. */
    private void checkMarks(BindingDeclaration binding) {
        boolean marked = Stream.concat(
                        Stream.of(binding.texts()),
                        binding.fields().values().stream().flatMap(field -> field.value().texts().stream()))
                .anyMatch(texts -> !texts.style().equals(NumberStyle.PLAIN));
        binding.decoder()
                .filter(decoder -> marked
                        && isKnown(decoder.value().name())
                        && decoders.readsNumbersInText(decoder.value().name()))
                .ifPresent(decoder -> decoder.field()
                        .problem(
                                "reads numbers in text itself, so decimal and thousands must be among its options, not under"
                                        + " texts"));
    }

    private static void checkKey(BindingDeclaration binding) {
        binding.key()
                .ifPresent(key -> binding.topic()
                        .flatMap(topic -> KeyTemplate.findFault(key.value(), topic.value()))
                        .ifPresent(key.field()::problem));
    }
}
