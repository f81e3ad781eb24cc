package org.metrobed.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.metrobed.catalog.compile.CatalogReader;
import org.metrobed.catalog.yaml.YamlProblem;

class RenamesTest {

    private static final String THING = "type: air-station";

    @Test
    void formerNamesOfThingAndPropertyAreCombined() {
        Map<String, String> texts = new TreeMap<>(thing("was: [air-a, air-b]").texts());
        texts.replaceAll(
                (path, text) -> text.replace("o3:", "ozone:").replace("name: Ozone", "name: Ozone\n    was: o3"));
        Renames renames = CatalogReader.read(CatalogFiles.of(texts), 1).renames();

        assertThat(renames.former("town/air-01/pm25")).containsExactly("town/air-a/pm25", "town/air-b/pm25");
        assertThat(renames.former("town/air-01/ozone"))
                .containsExactly(
                        "town/air-01/o3", "town/air-a/o3", "town/air-a/ozone", "town/air-b/o3", "town/air-b/ozone");
        assertThat(renames.current("town/air-b/o3")).isEqualTo("town/air-01/ozone");
        assertThat(renames.current("town/air-01/pm25")).isEqualTo("town/air-01/pm25");
    }

    @Test
    void datastreamMayHaveFormerNameOfAnotherThing() {
        CatalogFiles files = thing("properties: { pm25: { was: gone-01/dust } }");

        assertThat(CatalogReader.read(files, 1).renames().former("town/air-01/pm25"))
                .containsExactly("town/gone-01/dust");
    }

    @Test
    void renamedThingTakesMessagesOfItsFormerDeviceName() {
        Binding binding = CatalogReader.read(thing("was: air-a"), 1).bindings().get(0);

        assertThat(binding.devices()).containsEntry("air-a", "air-01");
    }

    @Test
    void nameThatIsStillInUseIsNoFormerName() {
        assertThat(messages(thing("was: air-01"))).singleElement().asString().contains("must be the name of a thing");
        assertThat(messages(thing("properties: { pm25: { was: o3 } }")))
                .singleElement()
                .asString()
                .contains("town/air-01/o3 is still in the catalog");
    }

    @Test
    void twoDatastreamsCannotGoOnWithOne() {
        assertThat(messages(thing("properties: { pm25: { was: dust }, o3: { was: dust } }")))
                .singleElement()
                .asString()
                .contains("makes town/air-01/dust a former name of ", ", but it is one of town/air-01/");
    }

    private static CatalogFiles thing(String key) {
        return Bundles.soundBut("things.yaml", THING, THING + "\n    " + key);
    }

    private static List<String> messages(CatalogFiles files) {
        return Bundles.problemsOf(files).stream().map(YamlProblem::message).toList();
    }
}
