package org.metrobed.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.metrobed.catalog.Binding.FieldUse;
import org.metrobed.catalog.Binding.Others;
import org.metrobed.catalog.compile.CatalogReader;
import org.metrobed.catalog.yaml.YamlProblem;
import org.metrobed.model.Datastream;
import org.metrobed.model.text.NumberStyle;

/** The rules of the section bindings, one by one. */
class BindingRulesTest {

    private static final String NL = "\\n";

    /** The text below {@code bindings: / b:}, indented by four; 'NL' is a new line | position | part of the message. */
    @ParameterizedTest(name = "{0} -> {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "topc: x\\n    decoder: csv | 3:5 | unknown key 'topc'; did you mean 'topic'?",
                "topic: x\\n    decoder: csv\\n    option: {} | 5:5 | unknown key 'option'; did you mean 'options'?",
                "topic: x | 2:3 | bindings.b lacks 'decoder'",
                "topic: x\\n    decoder: cvs | 4:14 | names no decoder 'cvs'; did you mean 'csv'?",
                // options
                "topic: x\\n    decoder: csv | 4:14 | bindings.b.decoder is not enough: columns is needed by csv",
                "topic: x\\n    decoder: csv\\n    options: {} | 5:14 | options is not enough: columns is needed by csv",
                "topic: x\\n    decoder: csv\\n    options: { columns: 3 } | 5:16 | options.columns must be a list of texts",
                "topic: x\\n    decoder: native-json\\n    options: { speed: 3 } | 5:16 | is no option of native-json",
                "topic: x\\n    decoder: csv\\n    options: columns | 5:14 | must be a map of option names to values",
                "topic: x\\n    decoder: csv\\n    options: [columns] | 5:14 | must be a map of option names to values",
                "topic: x\\n    decoder: csv\\n    options: { columns: [.nan] } | 5:26 | options.columns[0] is '.nan', must be",
                "topic: x\\n    decoder: csv\\n    options: { columns: [], x: 1e999 } | 5:32 | must be a text, a finite number",
                "topic: x\\n    decoder: csv\\n    options: { columns: !date 2026 } | 5:25 | the file has the tag '!date'",
                "topic: x\\n    decoder: csv\\n    options: { a: { b: 1, b: 2 } } | 5:27 | options.a.b is there twice",
                "topic: x\\n    decoder: csv\\n    options: { ? [a] : b } | 5:18 | a key must be one word",
                // key and share
                "topic: x/{a}\\n    decoder: native-json\\n    key: '{b}' | 5:10 | uses {b}, which the topic does not capture",
                "topic: x/{gateway}\\n    decoder: csv\\n    key: '{gatway}' | 5:10 | {gatway}, which the topic does not capture; did you mean 'gateway'?",
                "topic: x/{a}\\n    decoder: native-json\\n    key: '{a' | 5:10 | must be text with captures of the topic in braces",
                "topic: x/{a}\\n    decoder: native-json\\n    key: ' ' | 5:10 | must be text of 1 to 200 characters",
                "topic: x\\n    decoder: native-json\\n    shared: yes | 5:13 | must be one of true, false",
                "topic: x\\n    decoder: sparkplug\\n    shared: true | 5:13 | decoder 'sparkplug' remembers earlier messages",
                "topic: x/{a}/+\\n    decoder: sparkplug | 4:14 | remembers earlier messages, so the binding must say in 'key'",
                // fields
                "topic: x\\n    decoder: native-json\\n    properties: { a: pm52 } | 5:22 | names no property 'pm52'; did you mean 'pm25'?",
                "topic: x\\n    decoder: native-json\\n    properties: { a: 'none' } | 5:22 | names no property 'none'",
                "topic: x\\n    decoder: native-json\\n    properties: { a: } | 5:21 | must be one value, not nothing",
                "topic: x\\n    decoder: native-json\\n    properties: { a: [pm25] } | 5:22 | must be one value",
                "topic: x\\n    decoder: native-json\\n    properties: { a: { unit: mg/m3 } } | 5:19 | properties.a lacks 'property'",
                "topic: x\\n    decoder: native-json\\n    properties: { a: { property: pm52 } } | 5:34 | names no property 'pm52'",
                "topic: x\\n    decoder: native-json\\n    properties: { a: { property: pm25, sclae: 2 } } | 5:40 | did you mean 'scale'?",
                "topic: x\\n    decoder: native-json\\n    properties: { a: { property: pm25, scale: 0 } } | 5:47 | is 0, which would make",
                "topic: x\\n    decoder: native-json\\n    properties: { a: { property: pm25, scale: .inf } } | 5:47 | must be a finite number",
                "topic: x\\n    decoder: native-json\\n    properties: { a: { property: pm25, offset: x } } | 5:48 | must be a finite number",
                "topic: x\\n    decoder: native-json\\n    properties: { a: { property: pm25, unit: µg/m3 } } | 5:46 | did you mean 'ug/m3'?",
                "topic: x\\n    decoder: native-json\\n    properties: { a: { property: pm25, unit: '[ppb]' } } | 5:46 | cannot be converted to 'ug/m3', the unit of property 'pm25'; for a gas, 'gas'",
                "topic: x\\n    decoder: native-json\\n    properties: { a: { property: pm25, values: { '1': 0, 1.0: 2 } } } | 5:58 | is there twice: the number 1.0",
                "topic: x\\n    decoder: native-json\\n    properties: { a: { property: pm25, values: { NaN: 0 } } } | 5:50 | every decoder reads it as a missing value",
                "topic: x\\n    decoder: native-json\\n    properties: { a: { property: pm25, values: { T: { censored: true } } } } | 5:50 | lacks 'value'",
                "topic: x\\n    decoder: native-json\\n    properties: { a: { property: pm25, values: { on: high } } } | 5:54 | must be a finite number",
                "topic: x\\n    decoder: native-json\\n    properties: { a: { property: pm25, numbers-as-text: 1 } } | 5:57 | must be one of true, false",
                "topic: x\\n    decoder: native-json\\n    properties: { a: { property: pm25, numbers-as-text: true, texts: { numbers: true } } } | 5:40 | stands beside texts",
                "topic: x\\n    decoder: native-json\\n    texts: { decimal: ';' } | 5:23 | must be one of . , ' and a blank",
                "topic: x\\n    decoder: native-json\\n    texts: { numbers: false, decimal: ',' } | 5:30 | needs numbers: true",
                "topic: x\\n    decoder: native-json\\n    texts: { thousands: '.' } | 5:25 | is '.', must differ from decimal",
                "topic: x\\n    decoder: native-json\\n    texts: { missing: unavailable } | 5:23 | must be a list",
                "topic: x\\n    decoder: native-json\\n    texts: { mising: [NA] } | 5:14 | did you mean 'missing'?",
                "topic: x\\n    decoder: native-json\\n    others: drop | 5:13 | must be one of same-name, ignore",
                "topic: x\\n    decoder: native-json\\n    clock: { trust: P7Y } | 5:21 | must be an ISO 8601 duration",
                "topic: x\\n    decoder: native-json\\n    clock: { trust: PT1S } | 5:21 | must lie in [PT1M, PT876000H]",
                "topic: x\\n    decoder: native-json\\n    clock: { else: now } | 5:20 | must be one of received, suspect",
                "topic: x\\n    decoder: native-json\\n    clock: { trusts: P7D } | 5:14 | did you mean 'trust'?",
                "topic: x\\n    decoder: native-json\\n    devices: { d: air-02 } | 5:19 | names no thing 'air-02'",
                "topic: x\\n    decoder: native-json\\n    device: air-02 | 5:13 | names no thing 'air-02'",
                "topic: x/{thing}\\n    decoder: native-json\\n    device: air-01 | 5:13 | the topic names the device by {thing}",
                "topic: x\\n    decoder: native-json\\n    property: pm25\\n    properties: { value: pm25 } | 5:15 | both say what the field 'value' is",
                "topic: x\\n    decoder: native-json\\n    property: pm52 | 5:15 | names no property 'pm52'",
                "topic: x\\n    decoder: native-json\\n    ignore-case: true\\n    devices: { A: air-01, a: air-0x } | 6:30 | names no thing 'air-0x'",
                "topic: x\\n    decoder: native-json\\n    retained: always | 5:15 | must be one of refused, received",
            })
    void breachIsReportedAtItsPlace(String binding, String place, String message) {
        assertThat(problemsOf(binding.replace(NL, "\n")))
                .anySatisfy(problem -> assertThat(problem)
                        .startsWith("town/bindings.yaml:" + place + ": ")
                        .contains(message));
    }

    @Test
    void allBreachesOfABindingAreReportedAtOnce() {
        assertThat(problemsOf("""
                        topic: x/{a}
                        decoder: csv
                        options: { columns: a }
                        key: "{b}"
                        shared: maybe
                        others: none
                        devices: { d: nobody }
                        properties: { f: { property: pm25, scale: 0, unit: m, offset: .nan } }
                        """)).hasSize(8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "others: ignore | 5:13 | others is 'ignore' and 'properties' names none",
                "others: ignore\\nproperties: { a: none } | 5:13 | others is 'ignore' and 'properties' names none",
                "other-devices: ignore | 5:20 | other-devices is 'ignore' and 'devices' names none",
                "others: ignore\\nproperties: { a: pm25 } | |",
                "properties: { a: none } | |",
                "other-devices: ignore\\ndevices: { d: air-01 } | |",
            })
    void bindingThatIgnoresEveryReadingIsAWarning(String keys, String place, String message) {
        List<String> warnings = new ArrayList<>();
        CatalogFiles files = files("topic: x\ndecoder: csv\n" + keys.replace(NL, "\n") + "\n");
        CatalogReader.read(files, 0, DecoderRules.ANY, warning -> warnings.add(warning.asWarning()));

        if (place == null) {
            assertThat(warnings).isEmpty();
        } else {
            assertThat(warnings)
                    .singleElement()
                    .satisfies(warning -> assertThat(warning)
                            .startsWith("town/bindings.yaml:" + place + ": warning: bindings.b." + message));
        }
    }

    @Test
    void everythingThatABindingMaySayIsCompiled() {
        Binding binding = compile("""
                topic: lora/{testbed}/{group}/+/{thing}
                decoder: csv
                options: { columns: [time, a] }
                key: "{testbed}/{group}"
                shared: true
                devices: { DEV: air-01 }
                properties:
                  a: pm25
                  b: none
                  c: { property: pm25, unit: mg/m3, scale: 0.5, offset: -1 }
                  d: { property: pm25, values: { open: 1, on: 2, "shut tight": 0, gone: missing }, numbers-as-text: true }
                  e: { property: pm25, values: { -1: { value: 0, censored: true }, "99.90": missing } }
                others: ignore
                stamp: middle
                clock: { trust: P7D, else: received }
                approval: validated
                """);

        assertThat(binding.topic().toString()).isEqualTo("lora/town/{group}/+/{thing}");
        assertThat(binding.options()).isEqualTo("{\"columns\":[\"time\",\"a\"]}");
        assertThat(binding.key()).isEqualTo("town/{group}");
        assertThat(binding.shared()).isTrue();
        assertThat(binding.devices()).isEqualTo(Map.of("DEV", "air-01"));
        assertThat(binding.fields())
                .isEqualTo(Map.of(
                        "a",
                        FieldUse.of("pm25"),
                        "b",
                        FieldUse.IGNORED,
                        "c",
                        new FieldUse("pm25", "mg/m3", 0.5, -1),
                        "d",
                        new FieldUse(
                                "pm25",
                                null,
                                1,
                                0,
                                ValueWords.of(
                                        Map.of("open", 1.0, "on", 2.0, "shut tight", 0.0, "gone", Double.NaN), true)),
                        "e",
                        new FieldUse(
                                "pm25",
                                null,
                                1,
                                0,
                                new ValueWords(
                                        Map.of(),
                                        Map.of(
                                                -1.0,
                                                new ValueWords.Meaning(0, true),
                                                99.9,
                                                ValueWords.Meaning.of(Double.NaN)),
                                        TextRules.NONE))));
        assertThat(binding.others()).isEqualTo(Others.IGNORE);
        assertThat(binding.stamp()).isEqualTo(Datastream.Stamp.MIDDLE);
        assertThat(binding.clock()).isEqualTo(new Binding.Clock(7 * 86_400_000L, true));
        assertThat(binding.validated()).isTrue();
    }

    @Test
    void marksOfNumbersThatADecoderReadsItselfAreItsOptions() {
        assertThat(problemsOf("topic: x\n    decoder: csv\n    texts: { decimal: ',' }\n"))
                .anySatisfy(problem -> assertThat(problem).contains("reads numbers in text itself"));
        assertThat(problemsOf("topic: x\n    decoder: native-json\n    texts: { decimal: ',' }\n"))
                .isEmpty();
    }

    @Test
    void textsOfABindingAreThoseOfItsFieldsUnlessAFieldSaysOtherwise() {
        Binding binding = compile("""
                topic: x
                decoder: native-json
                texts: { decimal: ",", thousands: " ", missing: [unavailable, ""] }
                properties:
                  a: pm25
                  b: { property: pm25, numbers-as-text: false }
                  c: { property: pm25, texts: { missing: [N] } }
                """);

        TextRules ofBinding = new TextRules(true, new NumberStyle(',', ' '), List.of("unavailable", ""));
        assertThat(binding.use("a").words().texts()).isEqualTo(ofBinding);
        assertThat(binding.use("other").words().texts()).isEqualTo(ofBinding);
        assertThat(binding.use("b").words().texts()).isEqualTo(TextRules.NONE);
        assertThat(binding.use("c").words().texts()).isEqualTo(new TextRules(false, NumberStyle.PLAIN, List.of("N")));
    }

    @Test
    void whatABindingLeavesOutHasItsDefault() {
        Binding binding = compile("topic: x\ndecoder: native-json\n");

        assertThat(binding.options()).isEmpty();
        assertThat(binding.key()).isEmpty();
        assertThat(binding.shared()).isFalse();
        assertThat(binding.others()).isEqualTo(Others.SAME_NAME);
        assertThat(binding.stamp()).isNull();
        assertThat(binding.clock(Map.of("gateway", "gw-1"))).isEqualTo(Binding.Clock.USUAL);
        assertThat(binding.validated()).isFalse();
    }

    @Test
    void recordingsOfAnyAgeAreBelieved() {
        assertThat(compile("topic: x\ndecoder: native-json\nclock: { trust: any }\n")
                        .clock(Map.of()))
                .isEqualTo(Binding.Clock.RECORDING);
        assertThat(compile("topic: x\ndecoder: native-json\n").clock(Map.of("gateway", "replay")))
                .as("as bundles of 'replay' were before they could say it")
                .isEqualTo(Binding.Clock.RECORDING);
    }

    @Test
    void deviceAndPropertyOfPayloadsThatNameNoneAreThoseOfTheBinding() {
        Binding binding = compile("topic: house/out\ndecoder: native-json\ndevice: air-01\nproperty: pm25\n");

        assertThat(binding.findDatastreamId(Map.of(), null, "value")).hasValue("town/air-01/pm25");
        assertThat(binding.findDatastreamId(Map.of(), "other", "value")).hasValue("town/other/pm25");
    }

    @Test
    void caseOfADeviceNameIsIgnoredIfTheBindingSaysSo() {
        Binding binding =
                compile("topic: x/{thing}\ndecoder: native-json\nignore-case: true\ndevices: { 24E124FFFE: air-01 }\n");

        assertThat(binding.findThing(Map.of("thing", "24e124fffe"), null)).hasValue("town/air-01");
        assertThat(binding.findThing(Map.of("thing", "24E124fffE"), null)).hasValue("town/air-01");
        assertThat(binding.findThing(Map.of("thing", "AIR-01"), null)).hasValue("town/air-01");
        assertThat(compile("topic: x/{thing}\ndecoder: native-json\n").findThing(Map.of("thing", "AIR-01"), null))
                .hasValue("town/AIR-01");
    }

    @Test
    void retainedReadingsWithoutATimeAreTakenIfTheBindingSaysSo() {
        assertThat(compile("topic: x\ndecoder: native-json\n").takesRetained()).isFalse();
        assertThat(compile("topic: x\ndecoder: native-json\nretained: received\n")
                        .takesRetained())
                .isTrue();
    }

    /** The case of zigbee2mqtt: its bridge publishes beside the devices. */
    @Test
    void narrowerOfTwoBindingsThatFitATopicIsItsBinding() {
        Map<String, String> texts = new TreeMap<>(Bundles.SOUND);
        texts.put("town/bindings.yaml", """
                bindings:
                  a-all: { topic: "z/#", decoder: native-json }
                  b-devices: { topic: "z/{thing}", decoder: native-json }
                  c-bridge: { topic: z/bridge, decoder: native-json }
                """);

        Catalog catalog = CatalogReader.read(CatalogFiles.of(texts), 1, new FakeDecoders());

        assertThat(List.of("z/bridge", "z/lamp", "z/lamp/set"))
                .extracting(topic -> catalog.bindings().stream()
                        .filter(binding -> binding.topic().match(topic).isPresent())
                        .findFirst()
                        .orElseThrow()
                        .name())
                .containsExactly("town/c-bridge", "town/b-devices", "town/a-all");
    }

    @Test
    void keyIsByThingWhereTheTopicSaysWhich() {
        assertThat(compile("topic: a/{testbed}/{thing}\ndecoder: native-json\n").key())
                .isEqualTo("town/{thing}");
        assertThat(compile("topic: a/{thing}/{gateway}\ndecoder: native-json\n").key())
                .isEqualTo("town/{thing}");
        assertThat(compile("topic: a/{gateway}\ndecoder: native-json\n").key()).isEmpty();
        assertThat(compile("topic: a/{gateway}\ndecoder: native-json\nkey: all\n")
                        .key())
                .isEqualTo("all");
    }

    @Test
    void decoderThatRemembersNeedsNoKeyForOneTopic() {
        assertThat(problemsOf("topic: x\ndecoder: sparkplug\nshared: false\n")).isEmpty();
        assertThat(problemsOf("topic: x/{a}/+\ndecoder: sparkplug\nkey: '{a}'\n"))
                .isEmpty();
    }

    @Test
    void unitOfAFieldMayBeAnyThatLeadsToThatOfTheProperty() {
        assertThat(problemsOf("topic: x\ndecoder: native-json\nproperties: { a: { property: pm25, unit: ng/L } }\n"))
                .isEmpty();
    }

    @Test
    void optionsAreNotCheckedInAPublishedVersion() {
        CatalogFiles files = files("topic: x\ndecoder: gone\noptions: { b: 1 }\nshared: true\n");

        assertThat(CatalogReader.read(files, 1).bindings())
                .singleElement()
                .satisfies(binding -> assertThat(binding.options()).isEqualTo("{\"b\":1}"));
    }

    private static Binding compile(String binding) {
        return CatalogReader.read(files(binding), 1, new FakeDecoders())
                .bindings()
                .get(0);
    }

    private static List<String> problemsOf(String binding) {
        try {
            CatalogReader.read(files(binding), 1, new FakeDecoders());
            return List.of();
        } catch (CatalogException e) {
            return e.problems().stream().map(YamlProblem::toString).toList();
        }
    }

    /** The sound bundle with one binding; lines after the first are indented if they are not. */
    private static CatalogFiles files(String binding) {
        List<String> lines = new ArrayList<>();
        boolean indented = binding.contains("\n    ");
        for (String line : binding.split("\n", -1)) {
            lines.add(line.isEmpty() || (indented && !lines.isEmpty()) ? line : "    " + line);
        }
        Map<String, String> files = new TreeMap<>(Bundles.SOUND);
        files.put("town/bindings.yaml", "bindings:\n  b:\n" + String.join("\n", lines) + "\n");
        return CatalogFiles.of(files);
    }
}
