package org.metrobed.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.metrobed.catalog.compile.CatalogReader;
import org.metrobed.catalog.yaml.YamlProblem;

class CatalogReaderTest {

    @Test
    void sectionsMayBeSplitAndJoinedAtWill() {
        StringBuilder all = new StringBuilder();
        Bundles.SOUND.values().forEach(all::append);
        Catalog split = CatalogReader.read(CatalogFiles.of(Bundles.SOUND), 1);

        Catalog joined = CatalogReader.read(CatalogFiles.of(Map.of("town/all.yaml", all.toString())), 1);
        Catalog flat = CatalogReader.read(CatalogFiles.of(Map.of("all.yaml", all.toString())), 1);

        assertThat(CatalogDiff.between(split, joined).isEmpty()).isTrue();
        assertThat(CatalogDiff.between(split, flat).isEmpty()).isTrue();
        assertThat(joined.datastreams()).hasSize(2);
    }

    @Test
    void bundlesOfTwoCitiesStandSideBySide() {
        Map<String, String> files = new TreeMap<>(Bundles.SOUND);
        Bundles.SOUND.forEach((path, text) -> files.put(
                path.replace("town", "port"),
                text.replace("id: town", "id: port")
                        .replace("  air:\n", "  sea:\n")
                        .replace("project: air", "project: sea")));

        Catalog catalog = CatalogReader.read(CatalogFiles.of(files), 1);

        assertThat(catalog.testbeds()).hasSize(2);
        assertThat(catalog.findThing("port/air-01").orElseThrow().project()).isEqualTo("sea");
        assertThat(catalog.bindings())
                .extracting(binding -> binding.topic().filter())
                .containsExactly("metrobed/v1/port/+/+/up", "metrobed/v1/town/+/+/up");
    }

    @Test
    void idsOfTestbedsAndProjectsAreUniqueAcrossBundles() {
        Map<String, String> files = new TreeMap<>(Bundles.SOUND);
        files.put("village/testbed.yaml", Bundles.SOUND.get("town/testbed.yaml"));
        files.put("village/projects.yaml", Bundles.SOUND.get("town/projects.yaml"));

        assertThat(Bundles.problemsOf(CatalogFiles.of(files)))
                .map(YamlProblem::toString)
                .satisfiesExactly(
                        one -> assertThat(one)
                                .startsWith("village/projects.yaml:2:3: ")
                                .endsWith("first at town/projects.yaml:2"),
                        two -> assertThat(two)
                                .startsWith("village/testbed.yaml:1:1: ")
                                .endsWith("first at town/testbed.yaml:1"));
    }

    @Test
    void aBundleHasExactlyOneTestbed() {
        Map<String, String> none = new TreeMap<>(Bundles.SOUND);
        none.remove("town/testbed.yaml");
        Map<String, String> two = new TreeMap<>(Bundles.SOUND);
        two.put("town/u.yaml", Bundles.SOUND.get("town/testbed.yaml").replace("id: town", "id: port"));

        assertThat(Bundles.problemsOf(CatalogFiles.of(none)))
                .singleElement()
                .satisfies(problem ->
                        assertThat(problem.message()).contains("'town' has no file with the section 'testbed'"));
        assertThat(Bundles.problemsOf(CatalogFiles.of(two)))
                .singleElement()
                .satisfies(problem -> assertThat(problem.toString())
                        .startsWith("town/u.yaml:1:1: ")
                        .contains("second test-bed of bundle 'town'"));
    }

    @Test
    void idsAreUniqueAcrossFilesOfABundle() {
        Map<String, String> files = new TreeMap<>(Bundles.SOUND);
        files.put("town/things-2.yaml", Bundles.SOUND.get("town/things.yaml"));

        assertThat(Bundles.problemsOf(CatalogFiles.of(files)))
                .map(YamlProblem::toString)
                .containsExactly(
                        "town/things.yaml:2:3: things.air-01 is declared twice, first at town/things-2.yaml:2");
    }

    @Test
    void decoderMustBeKnownWhereTheDecodersAreKnown() {
        CatalogFiles files = Bundles.soundBut("bindings.yaml", "native-json", "native-jsn");

        assertThat(CatalogReader.read(files, 1).bindings()).hasSize(1);
        assertThatThrownBy(() -> CatalogReader.read(files, 1, new FakeDecoders()))
                .isInstanceOf(CatalogException.class)
                .hasMessageContaining(
                        "town/bindings.yaml:4:14: bindings.native.decoder names no decoder 'native-jsn'; did you mean 'native-json'?");
    }

    @Test
    void noBundleAtAllIsAProblem() {
        assertThat(Bundles.problemsOf(CatalogFiles.of(Map.of())))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("there is no bundle"));
    }

    @Test
    void allFifteenErrorsOfABrokenBundleAreReportedWithTheirLines() {
        CatalogFiles files = CatalogFiles.readFolder(Path.of("src", "test", "bundles", "broken"));

        CatalogException thrown = catchThrowableOfType(CatalogException.class, () -> CatalogReader.read(files, 1));

        assertThat(thrown.problems())
                .map(problem -> problem.file() + ":" + problem.line())
                .containsExactly(
                        "bindings.yaml:3",
                        "bindings.yaml:6",
                        "city.yaml:4",
                        "city.yaml:5",
                        "city.yaml:10",
                        "properties.yaml:4",
                        "properties.yaml:6",
                        "properties.yaml:7",
                        "properties.yaml:13",
                        "properties.yaml:15",
                        "things.yaml:3",
                        "things.yaml:10",
                        "things.yaml:11",
                        "things.yaml:12",
                        "things.yaml:16");
        assertThat(thrown).hasMessageStartingWith("15 problems in the catalog\nbindings.yaml:3:");
    }
}
