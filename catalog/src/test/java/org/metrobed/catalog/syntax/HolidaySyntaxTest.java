package org.metrobed.catalog.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.metrobed.catalog.Bundles;
import org.metrobed.catalog.CatalogFiles;
import org.metrobed.catalog.compile.CatalogReader;
import org.metrobed.catalog.yaml.YamlProblem;
import org.metrobed.model.CityHolidays;

class HolidaySyntaxTest {

    private static CatalogFiles bundle(String holidays) {
        Map<String, String> files = new TreeMap<>(Bundles.SOUND);
        files.replaceAll((file, text) -> text.contains("testbed:")
                ? text.replaceFirst("testbed:\n", "testbed:\n  holidays: " + holidays + "\n")
                : text);
        return CatalogFiles.of(files);
    }

    @Test
    void everyDatastreamHasTheHolidaysOfItsCity() {
        assertThat(CatalogReader.read(bundle("{ country: DE, region: BY, own: [ '12-24' ] }"), 1)
                        .datastreams())
                .isNotEmpty()
                .allSatisfy(one -> assertThat(one.settings().anomalyDetection().restDays())
                        .isEqualTo(
                                one.settings().anomalyDetection().on()
                                        ? new CityHolidays("de", "by", List.of("12-24"))
                                        : CityHolidays.NONE));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ country: ZZ } | testbed.holidays.country names no country with known holidays, ISO 3166-1: 'ZZ'; known: AD, ",
                "{ country: DE, region: XX } | testbed.holidays.region names no region of DE with holidays of its own, ISO 3166-2: 'XX';"
                        + " known: BB, BE",
                "{ region: BY } | testbed.holidays.region is of no use without 'country'",
                "{ own: [ '24.12.' ] } | is '24.12.', must be a day MM-DD of each year, or a date YYYY-MM-DD; write it in quotes",
                "{ land: DE } | unknown key 'land'"
            })
    void breachIsReportedWithTheFieldAndTheRule(String holidays, String message) {
        assertThat(Bundles.problemsOf(bundle(holidays)))
                .map(YamlProblem::toString)
                .singleElement()
                .asString()
                .contains(message);
    }
}
