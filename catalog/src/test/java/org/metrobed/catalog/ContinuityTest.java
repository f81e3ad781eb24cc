package org.metrobed.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.metrobed.catalog.compile.CatalogReader;
import org.metrobed.catalog.compile.Published;
import org.metrobed.catalog.yaml.YamlProblem;
import org.metrobed.model.Datastream;
import org.metrobed.model.Thing;

class ContinuityTest {

    private static final String GAS = "unit: \"[ppb]\"\n    gas: O3\n    reference-temperature: ";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "unit: ug/m3 | unit: mg/m3 | properties.pm25 changes the unit of town/air-01/pm25 from ug/m3 to mg/m3",
                "unit: ug/m3 | unit: mg/m3 | with 'was: pm25' it goes on with the old readings, converted",
                "unit: ug/m3 | unit: Cel | from ug/m3 to Cel, but it is published and may have readings; declare another",
                "statistic: mean | statistic: instant | the statistic of town/air-01/pm25 from mean to instant",
            })
    void publishedDatastreamKeepsUnitAndStatistic(String text, String replacement, String message) {
        assertThat(problems(CatalogFiles.of(Bundles.SOUND), Bundles.soundBut("properties.yaml", text, replacement)))
                .singleElement()
                .satisfies(problem -> assertThat(problem.toString())
                        .startsWith("town/properties.yaml:2:3: ")
                        .contains(message));
    }

    @Test
    void publishedDatastreamKeepsItsGas() {
        CatalogFiles before = Bundles.soundBut("properties.yaml", "unit: \"[ppb]\"", GAS + 20);
        CatalogFiles after = Bundles.soundBut("properties.yaml", "unit: \"[ppb]\"", GAS + 25);

        assertThat(problems(before, after))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("changes the gas of town/air-01/o3 from"));
    }

    @Test
    void gasMayBeAddedAndUnitMayBeSpeltOtherwise() {
        CatalogFiles gas = Bundles.soundBut("properties.yaml", "unit: \"[ppb]\"", GAS + 20);
        CatalogFiles spelling = Bundles.soundBut("properties.yaml", "unit: ug/m3", "unit: ug.m-3");

        assertThat(problems(CatalogFiles.of(Bundles.SOUND), gas)).isEmpty();
        assertThat(problems(CatalogFiles.of(Bundles.SOUND), spelling)).isEmpty();
    }

    @Test
    void renamedPropertyGoesOnInAnotherUnitThatItCanBeConvertedTo() {
        assertThat(problems(CatalogFiles.of(Bundles.SOUND), renamed("unit: mg/m3")))
                .isEmpty();
    }

    @Test
    void renamedPropertyCannotGoOnInUnitOfAnotherQuantity() {
        assertThat(problems(CatalogFiles.of(Bundles.SOUND), renamed("unit: Cel")))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message())
                        .isEqualTo(
                                "properties.pm25-new makes town/air-01/pm25-new go on with town/air-01/pm25, whose unit is"
                                        + " ug/m3, which cannot be converted to Cel"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ closed: 1, open: 0 } | closed: 0",
                "{ shut: 0, open: 1 } | closed: 0",
                "{ closed: 0 } | open: 1",
                "{ closed: 0, open: 2 } | open: 1"
            })
    void publishedStateKeepsItsWordAndNumber(String states, String taken) {
        assertThat(problems(door("{ closed: 0, open: 1 }"), door(states)))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message())
                        .isEqualTo("properties.door takes the state " + taken
                                + " from town/air-01/door or changes it, but it is"
                                + " published and may have readings; keep it, and add others beside it, or declare"
                                + " another property for it"));
    }

    @Test
    void statesMayBeAddedAndOrderedOtherwise() {
        assertThat(problems(door("{ closed: 0, open: 1 }"), door("{ ajar: 2, open: 1, closed: 0 }")))
                .isEmpty();
    }

    @Test
    void renamedPropertyCannotGoOnWithOtherStates() {
        CatalogFiles after = door("{ closed: 1, open: 0 }");
        Map<String, String> texts = new TreeMap<>(after.texts());
        texts.replaceAll(
                (name, text) -> text.replace("door: ", "gate: ").replace("name: Door,", "name: Gate, was: door,"));
        assertThat(problems(door("{ closed: 0, open: 1 }"), CatalogFiles.of(texts)))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message())
                        .isEqualTo("properties.gate makes town/air-01/gate go on with town/air-01/door, whose state"
                                + " closed: 0 is not one of its states"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "begin | PT10S | end | PT10S | the stamp of town/air-01/pm25 from begin to end: | gets another time and is stored a second time",
                "begin | PT10S | instant | PT10S | the stamp of town/air-01/pm25 from begin to instant: | gets the same time and is dropped",
                "end | PT10S | end | PT1M | the interval of town/air-01/pm25 from PT10S to PT1M: | gets another time and is stored a second time",
                "begin | PT10S | begin | PT1M | the interval of town/air-01/pm25 from PT10S to PT1M: | gets the same time and is dropped",
                "end | PT10S | middle | PT20S | from end to middle and the interval of town/air-01/pm25 from PT10S to PT20S: | gets the same",
            })
    void otherStampOrIntervalIsWarnedOfWithWhatBecomesOfReadingsDeliveredAgain(
            String stamp, String interval, String otherStamp, String otherInterval, String change, String effect) {
        assertThat(warnings(times(stamp, interval), times(otherStamp, otherInterval)))
                .singleElement()
                .satisfies(warning -> assertThat(warning.asWarning())
                        .startsWith("town/properties.yaml:2:3: warning: properties.pm25 changes the ")
                        .contains(change)
                        .contains(effect));
    }

    @Test
    void sameStampAndIntervalAreNotWarnedOf() {
        assertThat(warnings(times("end", "PT1M"), times("end", "PT60S"))).isEmpty();
    }

    @Test
    void otherLocationIsWarnedOfUnlessDeploymentsSayWhenTheThingWasMoved() {
        CatalogFiles before = CatalogFiles.of(Bundles.SOUND);

        assertThat(warnings(before, Bundles.soundBut("things.yaml", "lat: 48.2,", "lat: 48.3,")))
                .singleElement()
                .satisfies(warning -> assertThat(warning.message())
                        .startsWith("things.air-01 changes the location of town/air-01 from 48.2, ")
                        .endsWith(": readings of before now stay at the old place; if it moved earlier, write"
                                + " 'deployments' with 'from' and 'to'"));
    }

    private static CatalogFiles times(String stamp, String interval) {
        Map<String, String> texts = new TreeMap<>(Bundles.SOUND);
        texts.computeIfPresent(
                "town/properties.yaml",
                (name, text) -> text.replaceFirst("interval: PT1M", "stamp: " + stamp + "\n    interval: " + interval));
        return CatalogFiles.of(texts);
    }

    private static List<YamlProblem> warnings(CatalogFiles before, CatalogFiles after) {
        List<YamlProblem> warnings = new ArrayList<>();
        CatalogReader.readAfter(after, published(before), warnings::add);
        return warnings;
    }

    private static Published published(CatalogFiles files) {
        Catalog published = CatalogReader.read(files, 1);
        return new Published() {
            @Override
            public Optional<Datastream> findDatastream(String id) {
                return published.findDatastream(id);
            }

            @Override
            public Optional<Thing> findThing(String id) {
                return published.findThing(id);
            }
        };
    }

    private static CatalogFiles door(String states) {
        Map<String, String> texts = new TreeMap<>(Bundles.SOUND);
        texts.computeIfPresent(
                "town/properties.yaml",
                (name, text) -> text.replace(
                        "properties:\n",
                        "properties:\n  door: { name: Door, unit: \"1\", statistic: state, interval: PT1H, states: "
                                + states + " }\n"));
        texts.computeIfPresent(
                "town/thing-types.yaml", (name, text) -> text.replace("      pm25:\n", "      pm25:\n      door: \n"));
        return CatalogFiles.of(texts);
    }

    private static CatalogFiles renamed(String unit) {
        CatalogFiles files = Bundles.soundBut("thing-types.yaml", "pm25:", "pm25-new:");
        Map<String, String> texts = new TreeMap<>(files.texts());
        texts.put(
                "town/properties.yaml",
                texts.get("town/properties.yaml")
                        .replace("pm25:", "pm25-new:")
                        .replace("unit: ug/m3", unit + "\n    was: pm25"));
        return CatalogFiles.of(texts);
    }

    private static List<YamlProblem> problems(CatalogFiles before, CatalogFiles after) {
        try {
            CatalogReader.readAfter(after, published(before), warning -> {});
            return List.of();
        } catch (CatalogException e) {
            return e.problems();
        }
    }
}
