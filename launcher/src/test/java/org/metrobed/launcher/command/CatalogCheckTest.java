package org.metrobed.launcher.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.metrobed.launcher.Metrobed;
import picocli.CommandLine;

/** {@code metrobed catalog check} with sample payloads. */
final class CatalogCheckTest {

    private static final String BUNDLE = """
            testbed: { id: town, name: Town, zone: UTC }
            properties:
              water-level: { name: Level, unit: m, statistic: instant, interval: PT1M }
              air-temperature: { name: Air, unit: Cel, statistic: mean, interval: PT1M }
            thing-types:
              gauge: { family: infrastructure, properties: { water-level: , air-temperature: } }
            things:
              gauge-01: { name: Gauge, type: gauge, location: { lat: 48, lon: 15 } }
            bindings:
              native:
                topic: up/{gateway}/{thing}
                decoder: native-json
              radio:
                topic: radio/{testbed}
                decoder: senml-json
                devices: { "urn:dev:1": gauge-01 }
                properties: { level: water-level, t: air-temperature }
              float:
                topic: float/{thing}
                decoder: json-pointer
                options: { each: /x, time: "root:/t0", fields: { level: "" } }
                properties: { level: { property: water-level, values: { high: 4, low: 1.5 } } }
            """;
    private static final String NOON = "2026-05-01T12:00:00Z";

    @TempDir
    Path folder;

    private Path bundles;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void writeBundle() throws IOException {
        bundles = Files.createDirectories(folder.resolve("bundles"));
        Files.writeString(bundles.resolve("town.yaml"), BUNDLE);
    }

    @Test
    void readingsThatWouldBeStoredAreShownWithUnitTimeAndWhereItCameFrom() throws IOException {
        Path sample = write(
                "up.json",
                "[{\"t\":\"2026-05-01T11:59:00Z\",\"o\":{\"water-level\":3.25}},"
                        + "{\"o\":{\"air-temperature\":{\"v\":21.5,\"u\":\"Cel\"}}}]");

        int exit = check("--topic", "up/gw/gauge-01", "--received", NOON, "--sample", sample.toString());

        assertThat(exit).isZero();
        assertThat(lines(out))
                .anyMatch(line -> line.matches(
                        ".*up.json \\(\\d+ bytes\\) on up/gw/gauge-01, binding town/native, decoder native-json/\\d+"))
                .anyMatch(line -> line.matches(
                        " +0 +town/gauge-01/water-level +3.25 +m +2026-05-01T11:59:00Z +payload +water-level +3.25"))
                .anyMatch(line -> line.matches(" +1 +town/gauge-01/air-temperature +21.5 +Cel +2026-05-01T11:59:00Z"
                        + " +received +air-temperature +21.5 +Cel"))
                .contains("1 samples: 2 readings would be stored, 0 refusals");
        assertThat(out.toString()).doesNotContain("would be rejected:");
    }

    @Test
    void datastreamsWhoseReadingsWaitForTheirOrderAreCounted() throws IOException {
        assertThat(check()).isZero();
        assertThat(lines(out))
                .anyMatch(line -> line.startsWith("2 of 2 datastreams can have readings of several Kafka keys;"));

        Files.writeString(
                bundles.resolve("town.yaml"),
                BUNDLE.replace("devices: { \"urn:dev:1\": gauge-01 }", "other-devices: ignore"));
        out.getBuffer().setLength(0);
        assertThat(check()).isZero();
        assertThat(out.toString()).doesNotContain("Kafka keys");
    }

    @Test
    void refusalEndsWithOneAndIsShownWithIndexReasonAndSentence() throws IOException {
        Path sample = write("up.json", "[{\"o\":{\"water-level\":3}},{\"o\":{\"depth\":1}}]");
        Path broken = write("broken.json", "{");

        int exit = check("--topic", "up/gw/gauge-01", "--sample", sample.toString(), broken.toString());

        assertThat(exit).isEqualTo(1);
        assertThat(lines(out))
                .anyMatch(line ->
                        line.matches(" +1 +unknown-datastream +the catalog has no datastream town/gauge-01/depth"))
                .anyMatch(line -> line.matches(" +all +malformed +.*"))
                .contains("2 samples: 1 readings would be stored, 2 refusals");
    }

    @Test
    void sampleOfWhichEveryReadingIsIgnoredIsAWarning() throws IOException {
        Files.writeString(
                bundles.resolve("town.yaml"),
                BUNDLE.replace("decoder: senml-json", "decoder: senml-json\n    others: ignore")
                        .replace("level: water-level", "depth: water-level")
                        .replace(", t: air-temperature", ""));
        Path sample = write(
                "radio.json", "[{\"bn\":\"urn:dev:1:\",\"n\":\"level\",\"u\":\"m\",\"v\":3},{\"n\":\"t\",\"v\":4}]");
        Path seen = write(
                "seen.json", "[{\"bn\":\"urn:dev:1:\",\"n\":\"depth\",\"u\":\"m\",\"v\":3},{\"n\":\"t\",\"v\":4}]");

        int exit = check("--topic", "radio/town", "--received", NOON, "--sample", sample.toString(), seen.toString());

        assertThat(exit).isZero();
        assertThat(lines(err))
                .filteredOn(line -> line.contains("radio.json"))
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .startsWith("warning: sample radio.json gives no reading:")
                        .contains("'town/radio'", "level")
                        .endsWith("t"));
    }

    @Test
    void fieldsThatAreIgnoredOrDifferByTheirCaseAreWarningsOnceForAllSamples() throws IOException {
        Files.writeString(
                bundles.resolve("town.yaml"),
                BUNDLE.replace("decoder: senml-json", "decoder: senml-json\n    others: ignore")
                        .replace(", t: air-temperature", ", rssi: none"));
        String payload = "[{\"bn\":\"URN:dev:1:\",\"n\":\"level\",\"u\":\"m\",\"v\":3},{\"n\":\"Level\",\"v\":4},"
                + "{\"n\":\"rssi\",\"v\":4},{\"n\":\"t\",\"v\":4}]";

        check(
                "--topic",
                "radio/town",
                "--received",
                NOON,
                "--sample",
                write("one.json", payload).toString(),
                write("two.json", payload).toString());

        assertThat(lines(err))
                .filteredOn(line -> !line.contains("came before"))
                .satisfiesExactlyInAnyOrder(
                        line -> assertThat(line)
                                .startsWith("warning: sample one.json has fields that 'others: ignore' of binding"
                                        + " 'town/radio' ignores:")
                                .contains("Level", "t")
                                .doesNotContain("rssi"),
                        line -> assertThat(line).contains("names the field", "Level", "differ by their case"),
                        line -> assertThat(line)
                                .contains("names the device", "URN:dev:1", "'ignore-case: true' would ignore"));
    }

    @Test
    void pointersToNothingAndNumbersWithoutAPointerAreWarnings() throws IOException {
        Files.writeString(
                bundles.resolve("town.yaml"),
                BUNDLE.replace(
                                "decoder: senml-json",
                                "decoder: json-pointer\n    device: gauge-01\n    options: { fields: { level: /l, depth: /d }, time: /when }")
                        .replace(", t: air-temperature", ", depth: water-level"));
        Path sample = write("up.json", "{\"l\":3,\"d\":3,\"more\":{\"v\":[1]},\"at\":\"2026-05-01T11:59:00Z\"}");

        check("--topic", "radio/town", "--received", NOON, "--sample", sample.toString());

        assertThat(lines(err))
                .satisfiesExactlyInAnyOrder(
                        line -> assertThat(line).contains("nothing where the option 'time', /when, points to"),
                        line -> assertThat(line).contains("numbers that no option", "/more/v/0"),
                        line -> assertThat(line)
                                .contains("two readings of town/gauge-01/water-level at one time", "level", "depth"));
    }

    @Test
    void secondValueOfATimeIsAWarningThatTellsWhichOneStands() throws IOException {
        String payload = "{\"t\":\"2026-05-01T11:59:00Z\",\"o\":{\"water-level\":%s}}";
        Path provisional = write("provisional.json", payload.formatted(10));
        Path validated = write("validated.json", payload.formatted(14));

        int exit = check(
                "--topic",
                "up/gw/gauge-01",
                "--received",
                NOON,
                "--sample",
                provisional.toString(),
                validated.toString(),
                provisional.toString());

        assertThat(exit).isZero();
        assertThat(lines(err))
                .containsExactly("warning: sample validated.json has 14.0 for town/gauge-01/water-level at"
                        + " 2026-05-01T11:59:00Z, where 10.0 came before; the first value stands (repeats: first)");
    }

    @Test
    void secondFlagOfAValueIsAWarning() throws IOException {
        String payload = "{\"t\":\"2026-05-01T11:59:00Z\",\"o\":{\"water-level\":{\"v\":10,\"qc\":%s}}}";
        Path sent = write("sent.json", payload.formatted(1));
        Path flagged = write("flagged.json", payload.formatted(4));

        int exit =
                check("--topic", "up/gw/gauge-01", "--received", NOON, "--sample", sent.toString(), flagged.toString());

        assertThat(exit).isZero();
        assertThat(lines(err))
                .contains("warning: sample flagged.json has 10.0 (provider-flag 4) for town/gauge-01/water-level at"
                        + " 2026-05-01T11:59:00Z, where 10.0 came before; the first value stands (repeats: first)");
    }

    /** Public reports: receivers that are 1024 weeks behind, whose readings look like any other. */
    @Test
    void timeStampThatIsNotBelievedAndFlagsOfTheProviderAreWarnings() throws IOException {
        Path old = write(
                "old.json",
                "[{\"t\":\"2006-09-16T12:00:00Z\",\"o\":{\"water-level\":1}},"
                        + "{\"t\":\"2006-09-16T12:01:00Z\",\"o\":{\"water-level\":1}}]");
        Path flagged =
                write("flagged.json", "{\"t\":\"2026-05-01T11:59:00Z\",\"o\":{\"water-level\":{\"v\":1,\"qc\":3}}}");
        Path cold = write("cold.json", "{\"t\":\"1980-01-07T12:00:00Z\",\"o\":{\"water-level\":1}}");

        int exit =
                check("--topic", "up/gw/gauge-01", "--received", NOON, "--sample", old.toString(), flagged.toString());

        assertThat(exit).isZero();
        assertThat(lines(err))
                .containsExactly(
                        "warning: sample old.json has a value of town/gauge-01/water-level at 2006-09-16T12:00:00Z: the time stamp is"
                                + " not believed, so the reading is suspect (flag 3); 'clock' of the binding decides; 1 more like it",
                        "warning: sample flagged.json has a value of town/gauge-01/water-level at 2026-05-01T11:59:00Z: its provider"
                                + " has given it the flag suspect");
        assertThat(out.toString()).contains("plausible-time").contains("provider-flag 3");
        assertThat(check("--topic", "up/gw/gauge-01", "--received", NOON, "--sample", cold.toString()))
                .as("before 2000: a refusal that names 'clock'")
                .isEqualTo(1);
    }

    @Test
    void machinesReadThatASecondValueOfATimeIsAWarning() throws IOException {
        String payload = "{\"t\":\"2026-05-01T11:59:00Z\",\"o\":{\"water-level\":%s}}";
        Path provisional = write("provisional.json", payload.formatted(10));
        Path validated = write("validated.json", payload.formatted(14));

        int exit = check(
                "--json",
                "--topic",
                "up/gw/gauge-01",
                "--received",
                NOON,
                "--sample",
                provisional.toString(),
                validated.toString());

        JsonNode json = new ObjectMapper().readTree(out.toString());
        assertThat(exit).isZero();
        assertThat(json.get("ok").booleanValue()).isTrue();
        assertThat(json.get("warnings")).hasSize(1);
        assertThat(json.at("/warnings/0/file").textValue()).isEqualTo(validated.toString());
        assertThat(json.at("/warnings/0/message").textValue())
                .isEqualTo("has 14.0 for town/gauge-01/water-level at 2026-05-01T11:59:00Z, where 10.0 came before;"
                        + " the first value stands (repeats: first)");
    }

    @Test
    void valuesOfOneDatastreamAtOneTimeInOneMessageAreRefusals() throws IOException {
        Path sample = write("block.json", "{\"t0\":\"2026-05-01T11:59:00Z\",\"x\":[0.1,0.2,0.3]}");

        assertThat(check("--topic", "float/gauge-01", "--received", NOON, "--sample", sample.toString()))
                .isEqualTo(1);
        assertThat(lines(out))
                .anyMatch(line -> line.matches(
                        " +0 +same-time +several different values or flags of town/gauge-01/water-level.*"))
                .contains("1 samples: 0 readings would be stored, 3 refusals");
    }

    @Test
    void wordWithAValueIsShownBesideItsField() throws IOException {
        Path sample = write("word.json", "{\"t0\":\"2026-05-01T11:59:00Z\",\"x\":[\"high\"]}");

        assertThat(check("--topic", "float/gauge-01", "--received", NOON, "--sample", sample.toString()))
                .isZero();
        assertThat(lines(out))
                .anyMatch(
                        line -> line.matches(
                                " +0 +town/gauge-01/water-level +4.0 +m +2026-05-01T11:59:00Z +payload +level 'high' +missing"));
    }

    @Test
    void topicWithoutBindingIsARefusal() throws IOException {
        assertThat(check("--topic", "elsewhere", "--sample", write("x", "1").toString()))
                .isEqualTo(1);
        assertThat(out.toString()).contains("unbound-topic").contains("no binding of the catalog fits the topic");
    }

    @Test
    void devicesAndFieldsAreRenamedAsTheBindingSays() throws IOException {
        Path sample =
                write("pack.json", "[{\"bn\":\"urn:dev:1:\",\"bt\":1777636800,\"n\":\"level\",\"u\":\"m\",\"v\":2.5}]");

        assertThat(check("--topic", "radio/town", "--received", NOON, "--sample", sample.toString()))
                .isZero();
        assertThat(out.toString()).contains("town/gauge-01/water-level").contains("level");
    }

    @Test
    void machinesReadJson() throws IOException {
        Path sample = write("up.json", "[{\"o\":{\"water-level\":null}},{\"o\":{\"depth\":1}}]");

        int exit = check("--json", "--topic", "up/gw/gauge-01", "--received", NOON, "--sample", sample.toString());

        JsonNode json = new ObjectMapper().readTree(out.toString());
        assertThat(exit).isEqualTo(1);
        assertThat(json.get("ok").booleanValue()).isFalse();
        assertThat(json.get("problems")).isEmpty();
        JsonNode report = json.get("samples").get(0);
        assertThat(report.get("binding").textValue()).isEqualTo("town/native");
        assertThat(report.get("stored").get(0).get("datastream").textValue()).isEqualTo("town/gauge-01/water-level");
        assertThat(report.get("stored").get(0).get("value").isNull()).isTrue();
        assertThat(report.get("stored").get(0).get("time").textValue()).isEqualTo(NOON);
        assertThat(report.get("stored").get(0).get("timeFrom").textValue()).isEqualTo("received");
        assertThat(report.get("refused").get(0).get("index").intValue()).isEqualTo(1);
        assertThat(report.get("refused").get(0).get("reason").textValue()).isEqualTo("unknown-datastream");
    }

    @Test
    void machinesReadProblemsOfBundlesAsJson() throws IOException {
        Files.writeString(bundles.resolve("town.yaml"), BUNDLE.replace("native-json", "native-jsn"));

        assertThat(check("--json")).isEqualTo(1);

        JsonNode json = new ObjectMapper().readTree(out.toString());
        assertThat(json.get("ok").booleanValue()).isFalse();
        assertThat(json.get("problems").get(0).get("file").textValue()).isEqualTo("town.yaml");
        assertThat(json.get("problems").get(0).get("line").intValue()).isEqualTo(12);
        assertThat(json.get("problems").get(0).get("message").textValue()).contains("did you mean 'native-json'?");
    }

    @Test
    void optionThatADecoderDoesNotHaveIsAProblem() throws IOException {
        Files.writeString(
                bundles.resolve("town.yaml"),
                BUNDLE.replace("decoder: native-json", "decoder: native-json\n    options: { speed: 9 }"));

        assertThat(check()).isEqualTo(1);
        assertThat(err.toString())
                .contains("town.yaml:13:16: bindings.native.options.speed is no option of native-json");
    }

    @Test
    void wrongUsageEndsWithTwo() throws IOException {
        String sample = write("x", "1").toString();

        assertThat(check("--sample", sample)).isEqualTo(2);
        assertThat(check("--topic", "a")).isEqualTo(2);
        assertThat(check("--topic", "a/+", "--sample", sample)).isEqualTo(2);
        assertThat(check("--topic", "a", "--sample", folder.resolve("none").toString()))
                .isEqualTo(2);
        assertThat(check("--topic", "a", "--sample", sample, "--received", "noon"))
                .isEqualTo(2);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void samplesOfABundleAreRunWithoutBeingNamed() throws IOException {
        Path samples = Files.createDirectories(bundles.resolve("samples").resolve("native"));
        Files.writeString(samples.resolve("topic.txt"), "up/gw/gauge-01\n");
        Files.writeString(samples.resolve("1.json"), "{\"o\":{\"water-level\":3}}");
        Files.writeString(samples.resolve("2.json"), "{\"o\":{\"water-level\":4,\"air-temperature\":20}}");

        assertThat(check()).isZero();
        assertThat(lines(out)).contains("2 samples: 3 readings would be stored, 0 refusals");
    }

    @Test
    void samplesOfABundleNeedATopicOfTheirBinding() throws IOException {
        Path samples = Files.createDirectories(bundles.resolve("samples").resolve("native"));
        Files.writeString(samples.resolve("1.json"), "{}");

        assertThat(check()).isEqualTo(2);
        assertThat(err.toString()).contains("has no topic.txt");
        Files.writeString(samples.resolve("topic.txt"), "radio/town");
        assertThat(check()).isEqualTo(2);
        assertThat(err.toString()).contains("fits binding 'town/radio', must fit 'native'");
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    @Test
    void deprecatedKeyIsAWarningAndNoProblem() throws IOException {
        Files.writeString(
                bundles.resolve("town.yaml"), BUNDLE.replace("interval: PT1M }", "interval: PT1M, grace: PT5M }"));

        assertThat(check()).isZero();
        assertThat(out.toString()).startsWith("no problem: 1 test-beds");
        assertThat(err.toString().lines())
                .hasSize(2)
                .first()
                .isEqualTo("town.yaml:3:76: warning: 'grace' is deprecated; write 'idle-timeout'");

        out.getBuffer().setLength(0);
        assertThat(check("--json")).isZero();
        JsonNode json = new ObjectMapper().readTree(out.toString());
        assertThat(json.get("ok").booleanValue()).isTrue();
        assertThat(json.get("problems")).isEmpty();
        assertThat(json.get("warnings")).hasSize(2);
        assertThat(json.get("warnings").get(0).get("line").intValue()).isEqualTo(3);
    }

    private int check(String... options) {
        List<String> arguments = new ArrayList<>(List.of("catalog", "check", bundles.toString()));
        arguments.addAll(List.of(options));
        CommandLine commands = Metrobed.commandLine();
        commands.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return commands.execute(arguments.toArray(String[]::new));
    }

    private static List<String> lines(StringWriter text) {
        return text.toString().lines().toList();
    }
}
