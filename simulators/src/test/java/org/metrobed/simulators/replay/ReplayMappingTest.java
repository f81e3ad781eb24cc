package org.metrobed.simulators.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.metrobed.analysis.quality.Spike;
import org.metrobed.catalog.Catalog;
import org.metrobed.catalog.CatalogFiles;
import org.metrobed.catalog.compile.CatalogReader;
import org.metrobed.model.Datastream;
import org.metrobed.simulators.ProjectFiles;

class ReplayMappingTest {

    @Test
    void smallestMappingHasDefaults() {
        ReplayMapping mapping = Mappings.parse(Mappings.SMALLEST);

        assertThat(mapping.csv().headerLine()).isEqualTo(1);
        assertThat(mapping.csv().delimiter()).isEqualTo(',');
        assertThat(mapping.csv().missing()).containsExactly("");
        assertThat(mapping.batch()).isEqualTo(60);
        assertThat(mapping.topic()).isEqualTo("metrobed/v1/lab/replay/probe/up");
        assertThat(mapping.columns())
                .containsExactly(new ReplayColumn(
                        List.of("temp"),
                        "air-temperature",
                        1,
                        0,
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
    }

    @Test
    void bundleDeclaresWhatIsReplayed() {
        ReplayMapping mapping = Mappings.parse(Mappings.SMALLEST);
        Catalog catalog = CatalogReader.read(CatalogFiles.of(mapping.toCatalogFiles()), 1);
        Datastream datastream =
                catalog.findDatastream("lab/probe/air-temperature").orElseThrow();

        assertThat(datastream.unit()).isEqualTo("Cel");
        assertThat(datastream.name()).isEqualTo("Air \"inside\"");
        assertThat(datastream.statistic()).isEqualTo(Datastream.Statistic.INSTANT);
        assertThat(datastream.settings().intervalMillis()).isEqualTo(60_000);
        assertThat(datastream.settings().fail().low()).isEqualTo(-40);
        assertThat(datastream.settings().fail().high()).isNaN();
        assertThat(catalog.bindings())
                .hasSize(1)
                .allMatch(binding -> binding.topic().match(mapping.topic()).isPresent());
    }

    @Test
    void datastreamTakesWhatItDoesNotSayFromItsStandard() {
        String columns = "{ column: temp, property: pm, standard: pm25, stamp: begin, suspect: [0, 50] }";
        ReplayMapping mapping = Mappings.parse(Mappings.SMALLEST.replaceFirst("\\{ column: temp.*\\}", columns));
        Datastream datastream = CatalogReader.read(CatalogFiles.of(mapping.toCatalogFiles()), 1)
                .findDatastream("lab/probe/pm")
                .orElseThrow();

        assertThat(datastream.unit()).isEqualTo("ug/m3");
        assertThat(datastream.statistic()).isEqualTo(Datastream.Statistic.MEAN);
        assertThat(datastream.settings().stamp()).isEqualTo(Datastream.Stamp.BEGIN);
        assertThat(datastream.settings().intervalMillis()).isEqualTo(60_000);
        assertThat(datastream.settings().suspect().high()).isEqualTo(50);
        assertThat(datastream
                        .settings()
                        .quality()
                        .find(Spike.Params.class)
                        .orElseThrow()
                        .fail())
                .isEqualTo(45);
    }

    @Test
    void dateWithoutATimeOfDayNamesItsDayUnlessTheMappingSaysOtherwise() {
        String columns = """
                { column: a, property: rain, name: R, unit: mm, interval: P1D, statistic: amount }
                  - { column: b, property: people, standard: pedestrian-count, interval: P1D }
                  - { column: c, property: no2, name: N, unit: ug/m3, interval: P1D, statistic: mean, stamp: end }
                  - { column: d, property: snow, name: S, unit: cm, interval: P1D }""";
        String hourly = Mappings.SMALLEST.replaceFirst("\\{ column: temp.*\\}", columns);

        assertThat(stamps(hourly.replace("yyyy-MM-dd HH:mm", "yyyy-MM-dd")))
                .containsExactly(
                        Datastream.Stamp.BEGIN, Datastream.Stamp.BEGIN, Datastream.Stamp.END, Datastream.Stamp.INSTANT);
        assertThat(stamps(hourly))
                .containsExactly(
                        Datastream.Stamp.END, Datastream.Stamp.END, Datastream.Stamp.END, Datastream.Stamp.INSTANT);
    }

    private static List<Datastream.Stamp> stamps(String mapping) {
        Catalog catalog =
                CatalogReader.read(CatalogFiles.of(Mappings.parse(mapping).toCatalogFiles()), 1);
        return Stream.of("rain", "people", "no2", "snow")
                .map(property -> catalog.findDatastream("lab/probe/" + property)
                        .orElseThrow()
                        .settings()
                        .stamp())
                .toList();
    }

    @Test
    void unitBesideAStandardAndAStandardThatIsNoneAreToldWithTheirLine() {
        for (String wrong : List.of("standard: pm25, unit: mg/m3", "standard: pm52")) {
            String columns = "{ column: temp, property: pm, " + wrong + " }";
            MappingException e = catchThrowableOfType(
                    MappingException.class,
                    () -> Mappings.parse(Mappings.SMALLEST.replaceFirst("\\{ column: temp.*\\}", columns)));

            assertThat(e.errors())
                    .singleElement()
                    .satisfies(error -> assertThat(error).startsWith("m.yaml:9:"));
        }
    }

    /** The keys after {@code interval}, and what is told of them; lines are those of the mapping. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "values: { T: much } | 14 | datastreams[0].values.T is 'much', must be a finite number",
                "values: { ok: 1, T: { value: x } } | 30 | datastreams[0].values.T.value is 'x', must be a finite number",
                "values: { ok: 1, T: { valu: 1 } } | 23 | datastreams[0].values.T has the unknown key 'valu'; did you mean 'value'?",
                "values: { a: 1, NaN: 1 } | 17 | datastreams[0].values.NaN is no word",
                "values: { 1: 1, '1.0': 2 } | 17 | datastreams[0].values.1.0 is there twice: the number 1.0",
                "values: { T: { censored: true } } | 11 | datastreams[0].values.T lacks 'value'",
                "quality: { spike: none, spike: none } | 25 | datastreams[0].quality.spike is there twice, first in line 9",
                "values: [ T ] | 9 | datastreams[0].values must be a map",
                "statistic: state, states: { open: 1, shut: much } | 44 | datastreams[0].states.shut is 'much'",
                "statistic: state, states: { open: 1, shut: 1 } | 44 | datastreams[0].states.shut is 1.0, which another key of states has",
                "states: { open: 1 } | 9 | datastreams[0].states does not fit: only a state has words",
                "quality: { spkie: none } | 12 | datastreams[0].quality has the unknown key 'spkie'; did you mean 'spike'?",
                "quality: { spike: { suspect: 1, fail: x } } | 39 | datastreams[0].quality.spike.fail is 'x'",
                "fail: [0, 1], suspect: [-1, 2] | 24 | datastreams[0].suspect",
                "flag: { column: q } | 7 | datastreams[0].flag must list suspect, fail, missing or censored flags",
                "flag: { column: q, fail: [4], wrong: 1 } | 31 | datastreams[0].flag has the unknown key 'wrong'",
                "where: { a: [] } | 13 | datastreams[0].where.a must be one or several words of the column",
                "hold: PT1H | 7 | datastreams[0].hold does not fit",
            })
    void problemOfADatastreamIsToldWithItsPlaceAndPathInTheMapping(String keys, int column, String told) {
        String line = "  - { column: temp, property: t, name: T, unit: Cel, interval: PT1M, ";
        String text = Mappings.SMALLEST.replaceFirst("  - \\{ column: temp.*\\}", line + keys + " }");
        MappingException e = catchThrowableOfType(MappingException.class, () -> Mappings.parse(text));

        assertThat(e.errors())
                .anySatisfy(error -> assertThat(error)
                        .startsWith("m.yaml:9:" + (line.length() + column) + ": ")
                        .contains(told));
        assertThat(e.errors()).allSatisfy(error -> assertThat(error).doesNotContain(": bindings.", ": properties."));
    }

    @Test
    void everyErrorIsToldAtOnceWithItsLine() {
        String text = """
                name: Broken
                csv: { delimiter: ab, header-line: 0, decimal: x, colour: red }
                time:
                  columns: [when]
                  patterns: [yyyy-MM-dd QQQQQQQQ, HH:mm]
                  zone: Mars/Olympus
                  ambiguous: perhaps
                testbed: { id: Lab, name: Lab, zone: Europe/Vienna }
                thing: { id: probe, name: Probe, family: plants, lat: 95, lon: 16 }
                batch: 0
                datastreams:
                  - { column: temp, property: t, name: T, unit: degC, interval: 1 minute, scale: much, fail: [2, 2] }
                  - { column: temp, property: t, name: T, unit: Cel, interval: PT1M }
                  - { property: u }
                """;

        MappingException e = catchThrowableOfType(MappingException.class, () -> Mappings.parse(text));

        assertThat(e.errors())
                .anyMatch(error -> error.startsWith("m.yaml:2:19: csv.delimiter is 'ab', must be one character"))
                .anyMatch(error -> error.startsWith("m.yaml:2:36: csv.header-line"))
                .anyMatch(error -> error.startsWith("m.yaml:2:48: csv.decimal"))
                .anyMatch(error -> error.startsWith("m.yaml:2:51: csv has the unknown key 'colour'"))
                .anyMatch(error -> error.startsWith("m.yaml:5:13: time.patterns holds 'yyyy-MM-dd QQQQQQQQ'"))
                .anyMatch(error -> error.startsWith("m.yaml:6:9: time.zone"))
                .anyMatch(error -> error.startsWith("m.yaml:7:14: time.ambiguous"))
                .anyMatch(error -> error.startsWith("m.yaml:8:16: ") && error.contains("Lab"))
                .anyMatch(error -> error.startsWith("m.yaml:9:42: ") && error.contains("plants"))
                .anyMatch(error -> error.startsWith("m.yaml:9:55: ") && error.contains("95"))
                .anyMatch(error -> error.startsWith("m.yaml:10:8: batch"))
                .anyMatch(error -> error.startsWith("m.yaml:12:49: ") && error.contains("did you mean 'Cel'"))
                .anyMatch(error -> error.startsWith("m.yaml:12:65: ") && error.contains("1 minute"))
                .anyMatch(error -> error.startsWith("m.yaml:12:82: datastreams[0].scale"))
                .anyMatch(error -> error.startsWith("m.yaml:12:94: ") && error.contains("lower end first"))
                .anyMatch(error -> error.startsWith("m.yaml:13:31: datastreams[1].property 't' is there twice"))
                .anyMatch(error -> error.startsWith("m.yaml:14:5: datastreams[2] lacks 'column'"))
                .anyMatch(error -> error.startsWith("m.yaml:14:5: datastreams[2] lacks 'unit'"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[yyyy-MM-dd, 'yyyy-MM-dd HH:mm'] | interval: P1D, statistic: amount | true",
                "yyyy-MM-dd[ HH:mm] | interval: P1D, statistic: mean | true",
                "[yyyy-MM-dd, 'yyyy-MM-dd HH:mm'] | interval: P1D, statistic: amount, stamp: begin | false",
                "[yyyy-MM-dd, 'yyyy-MM-dd HH:mm'] | interval: P1D, statistic: amount, stamp: end | false",
                "[yyyy-MM-dd, 'yyyy-MM-dd HH:mm'] | interval: P1D, statistic: instant | false",
                "[yyyy-MM-dd, 'yyyy-MM-dd HH:mm'] | interval: PT1H, statistic: mean | false",
                "[yyyy-MM-dd, dd.MM.yyyy] | interval: P1D, statistic: mean | false",
                "[yyyy-MM-dd HH:mm, iso] | interval: P1D, statistic: mean | false",
            })
    void fileOfDatesAndTimesOfDayMustSayWhatTheyMeanForValuesOfDays(String patterns, String options, boolean refused) {
        String text = Mappings.SMALLEST
                .replace("patterns: yyyy-MM-dd HH:mm", "patterns: " + patterns)
                .replace("interval: PT1M", options);

        ThrowingCallable parse = () -> Mappings.parse(text);

        if (refused) {
            assertThatThrownBy(parse).hasMessageContaining("needs 'stamp': time.patterns reads dates");
        } else {
            assertThatCode(parse).doesNotThrowAnyException();
        }
    }

    @Test
    void deprecatedKeyIsReadWithAWarning() {
        List<String> warnings = new ArrayList<>();
        String text = Mappings.SMALLEST.replace("interval: PT1M", "interval: PT1M, allowance: PT7S");

        ReplayMapping mapping = ReplayMapping.parse("m.yaml", text, warning -> warnings.add(warning.asWarning()));

        assertThat(warnings)
                .containsExactly("m.yaml:9:97: warning: 'allowance' is deprecated; write 'max-out-of-orderness'");
        assertThat(mapping.bundle()).contains("max-out-of-orderness: \"PT7S\"");
        assertThatThrownBy(() ->
                        Mappings.parse(text.replace("allowance: PT7S", "allowance: PT7S, max-out-of-orderness: PT7S")))
                .isInstanceOf(MappingException.class)
                .hasMessageContaining("says what 'max-out-of-orderness' says");
    }

    @Test
    void mappingSaysWhetherItsValuesAreValidated() {
        ReplayMapping validated = Mappings.parse(Mappings.SMALLEST + "approval: validated\n");
        assertThat(CatalogReader.read(CatalogFiles.of(validated.toCatalogFiles()), 1)
                        .bindings())
                .singleElement()
                .satisfies(binding -> assertThat(binding.validated()).isTrue());
        assertThatThrownBy(() -> Mappings.parse(Mappings.SMALLEST + "approval: perhaps\n"))
                .isInstanceOf(MappingException.class)
                .hasMessageContaining("approval is 'perhaps', must be one of provisional, validated");
    }

    @Test
    void exampleOfTheDocumentIsValid() throws IOException {
        String[] blocks = Files.readString(ProjectFiles.root().resolve("docs").resolve("REPLAY.md"))
                .split("```(yaml)?\n", -1);
        String bed = "name: A\ntestbed: { id: lab, name: Lab, zone: UTC }\n";
        String station = "thing: { id: a, name: A, family: air, lat: 48, lon: 16 }\n";

        ReplayMapping mapping = Mappings.parse(blocks[1]);
        ReplayMapping longForm = Mappings.parse(bed + "time: { columns: t, patterns: iso }\n" + blocks[3]);
        ReplayMapping matrix = Mappings.parse(bed + station + blocks[5]);

        assertThat(mapping.columns()).hasSize(2);
        assertThat(longForm.columns()).extracting(ReplayColumn::where).doesNotHaveDuplicates();
        assertThat(matrix.columns().get(0).columns()).hasSize(4);
        assertThat(mapping.csv().numbers().decimal()).isEqualTo(',');
    }

    @Test
    void localTimesNeedAZone() {
        assertThatThrownBy(() -> Mappings.parse(Mappings.SMALLEST.replace("  zone: \"+01:00\"\n", "")))
                .isInstanceOf(MappingException.class)
                .hasMessageContaining("time.zone must be given");
    }

    @Test
    void textThatIsNoYamlIsToldWithItsLine() {
        assertThatThrownBy(() -> Mappings.parse("name: x\ntime: [\n"))
                .isInstanceOf(MappingException.class)
                .hasMessageContaining("not YAML");
        assertThatThrownBy(() -> Mappings.parse("")).hasMessageContaining("m.yaml:1:1: the file is empty");
    }

    @Test
    void mappingsOfTheProjectAreValidBesideTheDemoBundleAndHoldNoPath() throws IOException {
        Path folder = ProjectFiles.root().resolve("mappings");
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> mappings = files.toList();
            assertThat(mappings).hasSizeGreaterThanOrEqualTo(4);
            for (Path file : mappings) {
                ReplayMapping mapping = Mappings.read(file);
                var all = new TreeMap<>(
                        CatalogFiles.readFolder(ProjectFiles.root().resolve("bundles"))
                                .texts());
                all.putAll(mapping.toCatalogFiles());
                Catalog catalog = CatalogReader.read(CatalogFiles.of(all), 1);

                assertThat(catalog.listDatastreams(mapping.testbed() + "/" + mapping.thing()))
                        .hasSameSizeAs(mapping.columns());
                assertThat(Files.readString(file)).doesNotContainPattern("(^|\\s)/[a-z]+/|[A-Z]:\\\\");
            }
        }
    }
}
