package org.metrobed.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.metrobed.catalog.CatalogDiff.Changes;
import org.metrobed.catalog.compile.CatalogReader;

class CatalogDiffTest {

    private static final Changes NONE = new Changes(List.of(), List.of(), List.of());

    private final Catalog sound = CatalogReader.read(CatalogFiles.of(Bundles.SOUND), 1);

    @Test
    void versionAloneIsNoDifference() {
        Catalog later = CatalogReader.read(CatalogFiles.of(Bundles.SOUND), 2);

        assertThat(CatalogDiff.between(sound, later).isEmpty()).isTrue();
    }

    @Test
    void movedThingIsAddedAndRemovedWithItsDatastreams() {
        Catalog moved = CatalogReader.read(Bundles.soundBut("things.yaml", "air-01:", "air-02:"), 2);

        CatalogDiff diff = CatalogDiff.between(sound, moved);

        assertThat(diff.isEmpty()).isFalse();
        assertThat(diff.things()).isEqualTo(new Changes(List.of("town/air-02"), List.of("town/air-01"), List.of()));
        assertThat(diff.datastreams())
                .isEqualTo(new Changes(
                        List.of("town/air-02/o3", "town/air-02/pm25"),
                        List.of("town/air-01/o3", "town/air-01/pm25"),
                        List.of()));
        assertThat(diff.bindings()).isEqualTo(NONE);
    }

    @Test
    void changedSettingChangesItsDatastreamAlone() {
        Catalog changed = CatalogReader.read(Bundles.soundBut("properties.yaml", "[0, 500]", "[0, 400]"), 2);

        CatalogDiff diff = CatalogDiff.between(sound, changed);

        assertThat(diff.datastreams()).isEqualTo(new Changes(List.of(), List.of(), List.of("town/air-01/pm25")));
        assertThat(diff.things()).isEqualTo(NONE);
    }

    @Test
    void changedThresholdOfATestChangesItsDatastreamAlone() {
        Catalog before = CatalogReader.read(quality("{ suspect: 4.5 }"), 1);
        Catalog after = CatalogReader.read(quality("{ suspect: 4.6 }"), 2);

        assertThat(CatalogDiff.between(before, after).datastreams())
                .isEqualTo(new Changes(List.of(), List.of(), List.of("town/air-01/pm25")));
    }

    @Test
    void changedReferenceTemperatureOfAGasChangesItsDatastreamAlone() {
        Catalog before = CatalogReader.read(ozone(20), 1);
        Catalog after = CatalogReader.read(ozone(25), 2);

        assertThat(CatalogDiff.between(before, after).datastreams())
                .isEqualTo(new Changes(List.of(), List.of(), List.of("town/air-01/o3")));
        assertThat(CatalogDiff.between(before, CatalogReader.read(ozone(20), 3)).isEmpty())
                .isTrue();
    }

    private static CatalogFiles ozone(int celsius) {
        return Bundles.soundBut(
                "properties.yaml",
                "unit: \"[ppb]\"",
                "unit: \"[ppb]\"\n    gas: O3\n    reference-temperature: " + celsius);
    }

    private static CatalogFiles quality(String spike) {
        return Bundles.soundBut("properties.yaml", "PT1M", "PT1M\n    quality: { spike: " + spike + " }");
    }

    @Test
    void changedProjectTestbedAndBindingAreSeen() {
        Map<String, String> files = new TreeMap<>(Bundles.SOUND);
        files.computeIfPresent("town/testbed.yaml", (path, text) -> text.replace("Town", "The Town"));
        files.computeIfPresent("town/projects.yaml", (path, text) -> text.replace("City, ", ""));
        files.computeIfPresent("town/bindings.yaml", (path, text) -> text.replace("native-json", "senml-json"));

        CatalogDiff diff = CatalogDiff.between(sound, CatalogReader.read(CatalogFiles.of(files), 2));

        assertThat(diff.testbeds().changed()).containsExactly("town");
        assertThat(diff.projects().changed()).containsExactly("air");
        assertThat(diff.bindings().changed()).containsExactly("town/native");
    }

    @Test
    void changesOfABindingAreShownPartByPart() {
        Catalog before = withBinding("""
                    options: { columns: [a] }
                    devices: { D1: air-01 }
                    properties: { a: pm25, b: o3, c: none }
                """);
        Catalog after = withBinding("""
                    options: { columns: [a, b] }
                    key: "{gateway}"
                    shared: true
                    properties: { a: { property: pm25, unit: mg/m3, scale: 2, offset: -1 }, c: none, d: none }
                    others: ignore
                """);

        CatalogDiff diff = CatalogDiff.between(before, after);

        assertThat(diff.bindings().changed()).containsExactly("town/radio");
        assertThat(diff.bindingChanges())
                .map(BindingChange::toString)
                .containsExactly(
                        "town/radio devices.D1: 'air-01' -> ''",
                        "town/radio key: '' -> '{gateway}'",
                        "town/radio options: '{\"columns\":[\"a\"]}' -> '{\"columns\":[\"a\",\"b\"]}'",
                        "town/radio others: 'same-name' -> 'ignore'",
                        "town/radio properties.a: 'pm25' -> 'pm25 × 2.0 - 1.0 in mg/m3'",
                        "town/radio properties.b: 'o3' -> ''",
                        "town/radio properties.d: '' -> 'none'",
                        "town/radio shared: 'false' -> 'true'");
    }

    @Test
    void orderOfOptionsIsNoDifference() {
        assertThat(CatalogDiff.between(
                                withBinding("    options: { a: 1, b: 2 }\n"),
                                withBinding("    options: { b: 2, a: 1 }\n"))
                        .isEmpty())
                .isTrue();
    }

    private static Catalog withBinding(String parts) {
        Map<String, String> files = new TreeMap<>(Bundles.SOUND);
        files.put("town/bindings.yaml", "bindings:\n  radio:\n    topic: x/{gateway}\n    decoder: csv\n" + parts);
        return CatalogReader.read(CatalogFiles.of(files), 1);
    }
}
