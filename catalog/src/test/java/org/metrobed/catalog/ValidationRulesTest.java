package org.metrobed.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.metrobed.catalog.yaml.YamlProblem;

class ValidationRulesTest {

    private static final String NL = "\\n";

    @Test
    void soundBundleHasNoProblem() {
        assertThat(Bundles.problemsOf(CatalogFiles.of(Bundles.SOUND))).isEmpty();
    }

    /** file | text of the sound bundle | its replacement | expected position | part of the message. */
    @ParameterizedTest(name = "{2} -> {4}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // keys
                "testbed.yaml | zone: | zoen: | testbed.yaml:4:3 | unknown key 'zoen'; did you mean 'zone'?",
                "testbed.yaml | zone: | zoen: | testbed.yaml:1:1 | testbed lacks 'zone'",
                "testbed.yaml | testbed: | test-bed: | testbed.yaml:1:1 | did you mean 'testbed'?",
                "things.yaml | name: Air 1 | name: Air 1\\n    name: Air 2 | things.yaml:4:5 | twice, first in line 3",
                "things.yaml | name: Air 1 | name: | things.yaml:2:3 | things.air-01 lacks 'name'",
                "things.yaml | air-01: | Air 01: | things.yaml:2:3 | is not 1 to 64 of a-z 0-9 . _ -",
                "things.yaml | things: | things: []\\nmore: | things.yaml:1:9 | things must be a map",
                "things.yaml | name: Air 1 | name: [Air] | things.yaml:3:11 | must be one value",
                "things.yaml | name: Air 1 | name: ' ' | things.yaml:3:11 | must be text of 1 to 200 characters",
                "things.yaml | name: Air 1 | ? [a]\\n    : b | things.yaml:3:7 | a key must be one word",
                // test-bed and projects
                "testbed.yaml | id: town | id: Town | testbed.yaml:2:7 | testbed.id 'Town' is not 1 to 64",
                "testbed.yaml | Europe/Vienna | Europe/Wien | testbed.yaml:4:9 | must be an IANA time zone",
                "testbed.yaml | Europe/Vienna | Europe/Viena | testbed.yaml:4:9 | did you mean 'Europe/Vienna'?",
                "projects.yaml | CC-BY-4.0 | free for all | projects.yaml:5:14 | must be an SPDX licence name",
                "projects.yaml | licence: CC-BY-4.0 | visibility: researcher | projects.yaml:5:17 | must be one of public, researchers",
                "projects.yaml | [City, University] | City | projects.yaml:4:15 | must be a list",
                // properties
                "properties.yaml | ug/m3 | µg/m3 | properties.yaml:4:11 | did you mean 'ug/m3'?",
                "properties.yaml | ug/m3 | UG/m3 | properties.yaml:4:11 | not a UCUM code",
                "properties.yaml | unit: ug/m3 | unit: '' | properties.yaml:4:11 | not a UCUM code",
                "properties.yaml | statistic: mean | statistic: direction | properties.yaml:5:16 | a direction is in deg, not in 'ug/m3'",
                "properties.yaml | statistic: mean | statistic: median | properties.yaml:5:16 | instant, mean, count",
                "properties.yaml | PT1M | 60 s | properties.yaml:6:15 | must be an ISO 8601 duration such as PT1M",
                "properties.yaml | PT1M | PT-1M | properties.yaml:6:15 | must be an ISO 8601 duration such as PT1M",
                "properties.yaml | PT1M | PT1M-1S | properties.yaml:6:15 | must be an ISO 8601 duration such as PT1M",
                "properties.yaml | PT1M | P1W1D | properties.yaml:6:15 | of weeks or of days, hours, minutes and seconds",
                "properties.yaml | PT1M | P1M | properties.yaml:6:15 | of weeks or of days, hours, minutes and seconds",
                "properties.yaml | PT1M | PT0S | properties.yaml:6:15 | must lie in [PT0.001S, PT744H]",
                "properties.yaml | PT1M | -PT1M | properties.yaml:6:15 | must lie in [PT0.001S, PT744H]",
                "properties.yaml | PT1M | PT0.0015S | properties.yaml:6:15 | whole milliseconds",
                "properties.yaml | PT1M | P400D | properties.yaml:6:15 | must lie in",
                "properties.yaml | PT1M | P99999999999999999D | properties.yaml:6:15 | ISO 8601 duration",
                "properties.yaml | PT1M | PT1M\\n    max-out-of-orderness: -PT1S | properties.yaml:7:27 | must lie in [PT0S, PT24H]",
                "properties.yaml | PT1M | PT1M\\n    idle-timeout: PT30S | properties.yaml:7:19 | idle-timeout must not be shorter",
                "properties.yaml | [-5, 1000] | [1000, -5] | properties.yaml:7:21 | must have its lower end first",
                "properties.yaml | [-5, 1000] | [1000, -5] | properties.yaml:7:21 | only a span of directions may cross north",
                "properties.yaml | [-5, 1000] | [5, 5] | properties.yaml:7:21 | must have its lower end first",
                "properties.yaml | [-5, 1000] | [-5] | properties.yaml:7:21 | must be [low, high]",
                "properties.yaml | [-5, 1000] | [-5, .nan] | properties.yaml:7:26 | must be a finite number",
                "properties.yaml | [-5, 1000] | [-5, high] | properties.yaml:7:26 | must be a finite number",
                "properties.yaml | [0, 500] | [0, 1001] | properties.yaml:7:42 | must lie within the fail span [-5.0, 1000.0]",
                "properties.yaml | [0, 500] | [open, 500] | properties.yaml:7:42 | must lie within the fail span",
                // gases; the ozone of the sound bundle is in [ppb]
                "properties.yaml | unit: \"[ppb]\" | unit: \"[ppb]\"\\n    gas: O3 | properties.yaml:13:5 | 25 in US practice, 20 in EU practice",
                "properties.yaml | unit: \"[ppb]\" | unit: \"[ppb]\"\\n    gas: o3\\n    reference-temperature: 20 | properties.yaml:13:10 | did you mean 'O3'?",
                "properties.yaml | unit: \"[ppb]\" | unit: \"[ppb]\"\\n    gas: Xe\\n    reference-temperature: 20 | properties.yaml:13:10 | 'molar-mass' takes",
                "properties.yaml | unit: \"[ppb]\" | unit: \"[ppb]\"\\n    gas: O3\\n    molar-mass: 48\\n    reference-temperature: 20 | properties.yaml:14:5 | leave one out",
                "properties.yaml | unit: \"[ppb]\" | unit: \"[ppb]\"\\n    molar-mass: 0\\n    reference-temperature: 20 | properties.yaml:13:17 | must lie in [1.0, 1000.0]",
                "properties.yaml | unit: \"[ppb]\" | unit: \"[ppb]\"\\n    reference-temperature: 20 | properties.yaml:13:5 | is of no use without 'gas'",
                "properties.yaml | unit: \"[ppb]\" | unit: \"[ppb]\"\\n    gas: O3\\n    reference-temperature: 293.15 | properties.yaml:14:28 | must lie in [-50.0, 60.0]",
                "properties.yaml | unit: \"[ppb]\" | unit: Cel\\n    gas: O3\\n    reference-temperature: 20 | properties.yaml:13:5 | neither a mass in a volume",
                "thing-types.yaml | pm25: | o3: { gas: O3 } | thing-types.yaml:5:13 | unknown key 'gas'",
                // thresholds
                "properties.yaml | above: 55.4, | | properties.yaml:9:7 | must have either 'above' or 'below'",
                "properties.yaml | above: 55.4, | above: 55.4, below: 3, | properties.yaml:9:7 | either 'above' or 'below'",
                "properties.yaml | clear: 45 | clear: 60 | properties.yaml:9:35 | must not lie beyond 'above' 55.4",
                "properties.yaml | above: 55.4, clear: 45 | below: 4, clear: 3 | properties.yaml:9:32 | not lie beyond 'below'",
                "properties.yaml | severity: warning | severity: bad | properties.yaml:9:60 | info, warning, critical",
                "properties.yaml | severity: warning | severity: warning, public: perhaps | properties.yaml:9:77 | true",
                "properties.yaml | , severity: warning | | properties.yaml:9:7 | lacks 'severity'",
                "properties.yaml | for: PT5M | for: 5 | properties.yaml:9:44 | ISO 8601",
                "properties.yaml | above: 55.4 | above: 1000 | properties.yaml:9:13 | can never fire",
                // quality tests
                "properties.yaml | PT1M | PT1M\\n    quality: { spkie: none } | properties.yaml:7:16 | did you mean 'spike'?",
                "properties.yaml | PT1M | PT1M\\n    quality: { spike: none } | properties.yaml:7:16 | takes away a test that is not inherited",
                "properties.yaml | PT1M | PT1M\\n    quality: { spike: {} } | properties.yaml:7:16 | must have 'suspect' or 'fail'",
                "properties.yaml | PT1M | PT1M\\n    quality: { spike: { suspect: 4, fail: 3 } } | properties.yaml:7:23 | fail must not be below suspect",
                "properties.yaml | PT1M | PT1M\\n    quality: { spike: { suspect: 0 } } | properties.yaml:7:34 | must be above 0",
                "properties.yaml | PT1M | PT1M\\n    quality: { spike: { suspect: 4, method: median } } | properties.yaml:7:45 | average, differential",
                "properties.yaml | PT1M | PT1M\\n    quality: { rate-of-change: { suspect: 4, per: 1 } } | properties.yaml:7:51 | ISO 8601",
                "properties.yaml | PT1M | PT1M\\n    quality: { flat-line: { suspect: PT1M } } | properties.yaml:7:27 | at least two intervals",
                "properties.yaml | PT1M | PT1M\\n    quality: { flat-line: { suspect: PT1H, tolerance: 0 } } | properties.yaml:7:55 | must be above 0",
                "properties.yaml | PT1M | PT1M\\n    quality: { flat-line: { suspect: PT1H, except: { fail: P1D } } } | properties.yaml:7:44 | lacks 'span'",
                "properties.yaml | PT1M | PT1M\\n    quality: { attenuated-signal: { suspect: 1 } } | properties.yaml:7:16 | lacks 'over'",
                "properties.yaml | PT1M | PT1M\\n    quality: { attenuated-signal: { suspect: 1, fail: 2, over: PT1H } } | properties.yaml:7:35 | must not be above suspect",
                "properties.yaml | PT1M | PT1M\\n    quality: { attenuated-signal: { suspect: 1, over: P30D } } | properties.yaml:7:35 | 3600 intervals",
                "properties.yaml | PT1M | PT1M\\n    quality: { climatology: { members: [] } } | properties.yaml:7:40 | must list 1 to 400 members",
                "properties.yaml | PT1M | PT1M\\n    quality: { climatology: { members: [{ hour: [5, 0], suspect: [0, 1] }] } } | properties.yaml:7:49 | must be [from, to]",
                "properties.yaml | PT1M | PT1M\\n    quality: { climatology: { members: [{ suspect: [350, 10] }] } } | properties.yaml:7:29 | has the span [350.0, 10.0], must have its lower end first",
                "properties.yaml | PT1M | PT1M\\n    quality: { climatology: { members: [{ hour: [0, 5] }] } } | properties.yaml:7:41 | lacks 'suspect'",
                "properties.yaml | PT1M | PT1M\\n    quality: { time-gap: { suspect: PT2H, fail: PT1H } } | properties.yaml:7:26 | fail must not be below suspect",
                "properties.yaml | PT1M | PT1M\\n    quality: { sentinels: [-999, none] } | properties.yaml:7:34 | must be a finite number",
                // thing types
                "thing-types.yaml | family: air | family: weather | thing-types.yaml:3:13 | mobility, air, infrastructure",
                "thing-types.yaml | pm25: | pm52: | thing-types.yaml:5:7 | names no property 'pm52'",
                "thing-types.yaml | pm25: | pm25: { unit: mg/m3 } | thing-types.yaml:5:15 | cannot be overridden",
                "thing-types.yaml | pm25: | pm25: { ranges: { fail: [0, 400] } } | thing-types.yaml:5:31 | must hold the suspect span",
                "thing-types.yaml | pm25: | pm25: { intervall: PT5M } | thing-types.yaml:5:15 | did you mean 'interval'?",
                "thing-types.yaml | pm25: | pm25: { thresholds: { hihg: none } } | thing-types.yaml:5:29 | did you mean 'high'?",
                // things
                "things.yaml | air-station | air-staton | things.yaml:4:11 | no thing type 'air-staton'; did you mean 'air-station'?",
                "things.yaml | project: air | project: aria | things.yaml:5:14 | names no project 'aria'",
                "things.yaml | 48.2 | 98.2 | things.yaml:6:22 | must lie in [-90.0, 90.0]",
                "things.yaml | 16.3 | -180.5 | things.yaml:6:33 | must lie in [-180.0, 180.0]",
                "things.yaml | 48.2 | north | things.yaml:6:22 | must be a finite number",
                "things.yaml | lat: 48.2, | | things.yaml:6:5 | lacks 'lat'",
                "things.yaml | project: air | properties: { no2: } | things.yaml:5:19 | names no property 'no2'",
                "things.yaml | project: air | properties: { no2: none } | things.yaml:5:19 | takes away a property",
                "things.yaml | project: air | properties: { pm25: none, o3: none } | things.yaml:2:3 | no property left",
                // bindings
                "bindings.yaml | {thing}/up | up{thing} | bindings.yaml:3:12 | is no topic template",
                "bindings.yaml | {testbed}/{gateway} | {testbed}{gateway} | bindings.yaml:3:12 | is no topic template",
                "bindings.yaml | native-json | Native JSON | bindings.yaml:4:14 | is not 1 to 64",
                "bindings.yaml | native-json | x\\n    devices: { dev-1: air-02 } | bindings.yaml:5:23 | names no thing 'air-02'",
                "bindings.yaml | native-json | x\\n    properties: { pm: pm2 } | bindings.yaml:5:23 | no property 'pm2'",
                "bindings.yaml | native-json | x\\n  two:\\n    topic: metrobed/+/{testbed}/gw/{thing}/up\\n    decoder: x | bindings.yaml:6:12 | neither is narrower than the other",
                "bindings.yaml | native-json | x\\n  two:\\n    topic: metrobed/v1/{testbed}/{gateway}/{device}/up\\n    decoder: x | bindings.yaml:6:12 | neither is narrower than the other",
                // the file itself
                "things.yaml | things: | things: [ | things.yaml:3:9 | not YAML",
                "things.yaml | things: | --- 1\\n--- | things.yaml:2:1 | not YAML",
                "things.yaml | name: Air 1 | name: *nobody | things.yaml:3:11 | not YAML",
                "things.yaml | name: Air 1 | name: &a [*a] | things.yaml:3:15 | alias *a stands within what it names",
            })
    void breachIsReportedAtItsPlace(String file, String text, String replacement, String place, String message) {
        String other = replacement == null ? "" : replacement.replace(NL, "\n");
        CatalogFiles files = Bundles.soundBut(file, text, other);

        assertThat(Bundles.problemsOf(files))
                .map(YamlProblem::toString)
                .anySatisfy(problem ->
                        assertThat(problem).startsWith("town/" + place + ": ").contains(message));
    }

    /** Texts that look odd and are allowed: file | text of the sound bundle | its replacement. */
    @ParameterizedTest(name = "{1} -> {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "testbed.yaml | Europe/Vienna | UTC",
                "testbed.yaml | zone: | description: A town.\\n  zone:",
                "projects.yaml | licence: CC-BY-4.0 | question: Why?",
                "projects.yaml | licence: CC-BY-4.0 | visibility: operators",
                "properties.yaml | ug/m3 | '{count}/min'",
                "properties.yaml | PT1M | PT0.001S",
                "properties.yaml | PT1M | P31D",
                "properties.yaml | PT1M | P2W",
                "properties.yaml | PT1M | PT1,5S",
                "properties.yaml | PT1M | PT1M\\n    idle-timeout: PT1M",
                "properties.yaml | PT1M | PT1M\\n    max-out-of-orderness: PT0S",
                "properties.yaml | [-5, 1000] | [open, open]",
                "properties.yaml | [0, 500] | [-5, 1000]",
                "properties.yaml | PT1M | PT1M\\n    quality: { spike: { suspect: 4.5, fail: 45, method: differential } }",
                "properties.yaml | PT1M | PT1M\\n    quality: { rate-of-change: { fail: 5, per: PT1M, sub-second: true } }",
                "properties.yaml | PT1M | PT1M\\n    quality: { flat-line: { suspect: PT2M, fail: PT2M, tolerance: 0.5, gap: PT10M, except: { span: [0, 0], suspect: P3D } } }",
                "properties.yaml | PT1M | PT1M\\n    quality: { attenuated-signal: { suspect: 1, fail: 0.1, over: PT1H, check: range, at-least: 10 } }",
                "properties.yaml | PT1M | PT1M\\n    quality: { climatology: { zone: Europe/Vienna, members: [{ hour: [5, 5], dayofweek: [0, 4], suspect: [0, 1], fail: [0, 2] }, { suspect: [open, 9] }] } }",
                "properties.yaml | PT1M | PT1M\\n    quality: { time-gap: { suspect: PT5M } }",
                "properties.yaml | PT1M | PT1M\\n    quality: { sentinels: [-999, -200] }",
                "properties.yaml | PT1M | PT1M\\n    quality: {  }",
                "properties.yaml | unit: \"[ppb]\" | unit: \"[ppb]\"\\n    gas: O3\\n    reference-temperature: 25",
                "properties.yaml | unit: \"[ppb]\" | unit: mg/m3\\n    molar-mass: 130.3\\n    reference-temperature: 0",
                "properties.yaml | clear: 45 | clear: 55.4",
                "properties.yaml | clear: 45, for: PT5M, | ``",
                "properties.yaml | above: 55.4 | above: 999.9",
                "thing-types.yaml | pm25: | pm25: { thresholds: { high: none } }",
                "thing-types.yaml | pm25: | pm25: { thresholds: { high: \"none\" } }",
                "properties.yaml | PT1M | PT1M\\n    watch: \"off\"",
                "properties.yaml | [-5, 1000] | [-5, \"open\"]",
                "bindings.yaml | native-json | x\\n    shared: True",
                "things.yaml | 48.2, lon: 16.3 | -90, lon: 180",
                "things.yaml | project: air | properties: { o3: none }",
                "things.yaml | name: Air 1 | name: 1",
                "things.yaml | name: Air 1 | name: &a Air",
                "bindings.yaml | native-json | x\\n  two:\\n    topic: senml/{testbed}/#\\n    decoder: x",
                "bindings.yaml | native-json | x\\n  two:\\n    topic: metrobed/v1/#\\n    decoder: x",
                "bindings.yaml | native-json | x\\n  two:\\n    topic: metrobed/v1/{testbed}/gw/air-01/up\\n    decoder: x",
                "bindings.yaml | native-json | x\\n    devices: { DEV 1: air-01 }\\n    properties: { PM2.5: pm25 }",
            })
    void soundVariantIsAccepted(String file, String text, String replacement) {
        CatalogFiles files = Bundles.soundBut(file, text, replacement.replace(NL, "\n"));

        assertThat(Bundles.problemsOf(files)).isEmpty();
    }

    @Test
    void spansAndThresholdsOfADirectionMayCrossNorth() {
        CatalogFiles files = Bundles.soundBut("properties.yaml", "unit: \"[ppb]\"\n    statistic: mean", """
                unit: deg
                    statistic: direction
                    ranges: { fail: [0, 360], suspect: [340, 20] }
                    thresholds: { north: { above: 350, clear: 340, severity: warning } }
                    quality: { climatology: { members: [{ suspect: [350, 10], fail: [340, 20] }] }, flat-line: { suspect: PT1H, except: { span: [359, 1] } } }""");

        assertThat(Bundles.problemsOf(files)).isEmpty();
    }

    @Test
    void thresholdOfADirectionIsADirection() {
        CatalogFiles files = Bundles.soundBut("properties.yaml", "unit: \"[ppb]\"\n    statistic: mean", """
                unit: deg
                    statistic: direction
                    thresholds: { north: { above: 400, severity: warning } }""");

        assertThat(Bundles.problemsOf(files))
                .singleElement()
                .asString()
                .contains("threshold 'north' at 400.0 must be a direction in [0, 360]");
    }
}
