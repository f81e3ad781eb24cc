package org.metrobed.catalog.syntax;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.metrobed.catalog.Binding.Clock;
import org.metrobed.catalog.Binding.Others;
import org.metrobed.catalog.TextRules;
import org.metrobed.catalog.ValueWords;
import org.metrobed.catalog.syntax.Declarations.BindingDeclaration;
import org.metrobed.catalog.syntax.Declarations.DecoderUse;
import org.metrobed.catalog.syntax.Declarations.FieldDeclaration;
import org.metrobed.catalog.units.Units;
import org.metrobed.catalog.yaml.Field;
import org.metrobed.catalog.yaml.Fields;
import org.metrobed.catalog.yaml.Located;
import org.metrobed.catalog.yaml.Values;
import org.metrobed.model.Datastream;
import org.metrobed.model.params.Parameter;
import org.metrobed.model.text.NumberStyle;

/** Reads one binding into its declaration. Pure, except that it reports problems. */
final class BindingReader {

    private static final FieldDeclaration PASSED_OVER =
            new FieldDeclaration(Optional.empty(), Optional.empty(), 1, 0, ValueWords.NONE, Optional.empty());
    private static final int MAX_WORDS = 1_000;
    /** The field of a payload that is one value. */
    private static final String BARE = "value";

    private static final String MISSING = "missing";
    private static final Duration LEAST_TRUST = Duration.ofMinutes(1);
    private static final Duration MOST_TRUST = Duration.ofDays(36_500);

    private BindingReader() {}

    /** Reads the keys of a binding; the caller finishes the fields. */
    static BindingDeclaration read(Fields fields) {
        Optional<Field> options = fields.find("options");
        Map<String, Located<String>> devices = each(fields, "devices", BundleReader::reference);
        Map<String, Located<FieldDeclaration>> properties = each(fields, "properties", BindingReader::readField);
        fields.find("property").ifPresent(field -> addBare(field, properties));
        return DeclarationsBindingDeclarationBuilder.builder()
                .topic(fields.require("topic").flatMap(field -> located(field, Values::topic)))
                .decoder(fields.require("decoder")
                        .flatMap(field -> located(field, Values::name))
                        .map(name -> new Located<>(decoder(name.value(), options), name.field())))
                .key(fields.find("key").flatMap(field -> located(field, one -> Values.text(one, Values.NAME_LENGTH))))
                .shared(fields.find("shared").flatMap(field -> located(field, Values::flag)))
                .devices(devices)
                .otherDevices(readOthers(fields, "other-devices", "devices", !devices.isEmpty()))
                .fields(properties)
                .others(readOthers(
                        fields,
                        "others",
                        "properties",
                        properties.values().stream()
                                .anyMatch(one -> one.value().property().isPresent())))
                .texts(TextRulesReader.read(fields).orElse(TextRules.NONE))
                .stamp(fields.find("stamp")
                        .flatMap(field -> Values.word(field, List.of(Datastream.Stamp.values()), Parameter::word)))
                .clock(fields.find("clock").flatMap(BindingReader::readClock))
                .device(fields.find("device").flatMap(BundleReader::reference))
                .ignoresCase(fields.find("ignore-case").flatMap(Values::flag).orElse(false))
                .takesRetained(fields.find("retained")
                        .flatMap(BindingReader::readRetained)
                        .orElse(false))
                .validated(fields.find("approval")
                        .flatMap(BindingReader::readApproval)
                        .orElse(false))
                .build();
    }

    /** The property of payloads that are one value, and so name none. */
    private static void addBare(Field field, Map<String, Located<FieldDeclaration>> properties) {
        if (properties.containsKey(BARE)) {
            field.problem("and 'properties' both say what the field '" + BARE + "' is; leave one of them out");
            return;
        }
        readField(field).ifPresent(read -> properties.put(BARE, read));
    }

    private static Optional<Boolean> readRetained(Field field) {
        return Values.word(field, List.of(false, true), takes -> takes ? "received" : "refused");
    }

    private static Optional<Boolean> readApproval(Field field) {
        return Values.word(field, List.of(false, true), validated -> validated ? "validated" : "provisional");
    }

    private static Optional<Clock> readClock(Field field) {
        Fields fields = Fields.of(field);
        Optional<Long> trust = fields.find("trust").flatMap(BindingReader::readTrust);
        Optional<Boolean> replaces = fields.find("else")
                .flatMap(one -> Values.word(one, List.of(true, false), value -> value ? "received" : "suspect"));
        fields.finish();
        return Optional.of(new Clock(trust.orElse(Clock.USUAL.trustMillis()), replaces.orElse(false)));
    }

    private static Optional<Long> readTrust(Field field) {
        return field.isWord("any") ? Optional.of(Clock.ANY) : Values.millis(field, LEAST_TRUST, MOST_TRUST);
    }

    private static DecoderUse decoder(String name, Optional<Field> options) {
        return new DecoderUse(
                name,
                options.filter(Field::isMap).map(Fields::of),
                options.isEmpty() ? Optional.of("") : options.flatMap(OptionsJson::write));
    }

    private static <T> Optional<Located<T>> located(Field field, Function<Field, Optional<T>> reader) {
        return reader.apply(field).map(value -> new Located<>(value, field));
    }

    private static <T> Map<String, Located<T>> each(
            Fields fields, String key, Function<Field, Optional<Located<T>>> reader) {
        Map<String, Located<T>> read = new LinkedHashMap<>();
        fields.find(key)
                .ifPresent(field -> Fields.of(field)
                        .entries()
                        .forEach((name, entry) -> reader.apply(entry).ifPresent(value -> read.put(name, value))));
        return read;
    }

    /** Warns if all are ignored, because then no reading of the binding is stored, nor a dead letter written. */
    private static Others readOthers(Fields fields, String key, String listKey, boolean isAnyListed) {
        return fields.find(key)
                .flatMap(field -> {
                    Optional<Others> read = Values.word(
                            field, List.of(Others.values()), one -> one == Others.IGNORE ? "ignore" : "same-name");
                    read.filter(one -> one == Others.IGNORE && !isAnyListed)
                            .ifPresent(one -> field.warn("is 'ignore' and '" + listKey
                                    + "' names none, so every reading is ignored without a dead letter"));
                    return read;
                })
                .orElse(Others.SAME_NAME);
    }

    private static Optional<Located<FieldDeclaration>> readField(Field field) {
        if (field.isWord("none") && field.isPlain()) { // quoted, it names a property
            return Optional.of(new Located<>(PASSED_OVER, field));
        }
        if (!field.isMap()) {
            return BundleReader.reference(field)
                    .map(name -> new Located<>(
                            new FieldDeclaration(
                                    Optional.of(name), Optional.empty(), 1, 0, ValueWords.NONE, Optional.empty()),
                            field));
        }
        Fields fields = Fields.of(field);
        Optional<Located<String>> property = fields.require("property").flatMap(BundleReader::reference);
        Optional<Located<String>> unit = fields.find("unit").flatMap(one -> located(one, Units::read));
        Optional<Double> scale = fields.find("scale").flatMap(BindingReader::scale);
        Optional<Double> offset = fields.find("offset").flatMap(BindingReader::finite);
        ValueWords words = readWords(fields.find("values"));
        Optional<TextRules> texts = TextRulesReader.readOfField(fields);
        fields.finish();
        return property.map(name -> new Located<>(
                new FieldDeclaration(Optional.of(name), unit, scale.orElse(1.0), offset.orElse(0.0), words, texts),
                field));
    }

    private static ValueWords readWords(Optional<Field> field) {
        Map<String, ValueWords.Meaning> words = new LinkedHashMap<>();
        Map<Double, ValueWords.Meaning> codes = new LinkedHashMap<>();
        field.ifPresent(values -> {
            Fields.of(values).entries().forEach((word, value) -> readValue(word.strip(), value, words, codes));
            if (words.size() + codes.size() > MAX_WORDS) {
                values.problem("holds more than " + MAX_WORDS + " words");
            }
        });
        return new ValueWords(words, codes, TextRules.NONE);
    }

    private static void readValue(
            String word, Field value, Map<String, ValueWords.Meaning> words, Map<Double, ValueWords.Meaning> codes) {
        if (word.equalsIgnoreCase("nan")) {
            value.problemAtKey("is no word: every decoder reads it as a missing value");
            return;
        }
        OptionalDouble number = NumberStyle.PLAIN.parse(word);
        meaning(value).ifPresent(meaning -> {
            if (number.isEmpty()) {
                words.put(word, meaning);
            } else if (codes.put(number.getAsDouble() + 0.0, meaning) != null) {
                value.problemAtKey("is there twice: the number " + number.getAsDouble() + " is written in two ways");
            }
        });
    }

    /** The number for which a word stands, alone or as {@code value} beside {@code censored}. */
    private static Optional<ValueWords.Meaning> meaning(Field field) {
        if (!field.isMap()) {
            return numberOf(field).map(ValueWords.Meaning::of);
        }
        Fields fields = Fields.of(field);
        Optional<Double> value = fields.require("value").flatMap(BindingReader::numberOf);
        boolean censored = fields.find("censored").flatMap(Values::flag).orElse(false);
        fields.finish();
        return value.map(number -> new ValueWords.Meaning(number, censored));
    }

    /** A number; NaN for a missing value. */
    private static Optional<Double> numberOf(Field field) {
        return field.scalar().flatMap(text -> text.equals(MISSING) ? Optional.of(Double.NaN) : finite(field));
    }

    private static Optional<Double> scale(Field field) {
        return finite(field).filter(scale -> {
            if (scale == 0) {
                field.problem("is 0, which would make every value the same");
            }
            return scale != 0;
        });
    }

    private static Optional<Double> finite(Field field) {
        return Values.number(field, -Double.MAX_VALUE, Double.MAX_VALUE);
    }
}
