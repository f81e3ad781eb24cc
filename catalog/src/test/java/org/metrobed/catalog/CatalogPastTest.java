package org.metrobed.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.metrobed.catalog.compile.CatalogReader;
import org.metrobed.model.Datastream;
import org.metrobed.model.limits.QualityConfig;

class CatalogPastTest {

    private static final Instant T1 = Instant.parse("2026-03-01T00:00:00Z");
    private static final String PM25 = "town/air-01/pm25";

    @Test
    void rowHasTheUnitOfTheVersionThatJudgedIt() {
        Catalog before = CatalogReader.read(CatalogFiles.of(Bundles.SOUND), 2);
        Catalog after = CatalogReader.read(Bundles.soundBut("properties.yaml", "unit: ug/m3", "unit: mg/m3"), 8);
        Catalog now = after.with(CatalogPast.NONE.plus(before, Instant.MIN).plus(after, T1));

        assertThat(now.findDatastream(PM25, 2)).map(Datastream::unit).contains("ug/m3");
        assertThat(now.findDatastream(PM25, 7)).map(Datastream::unit).contains("ug/m3");
        assertThat(now.findDatastream(PM25, 8)).map(Datastream::unit).contains("mg/m3");
        assertThat(after.findDatastream(PM25, 2)).map(Datastream::unit).contains("mg/m3");
    }

    @Test
    void intervalIsThatOfTheVersionInForceThenAndOfTheFirstOneForTimesBefore() {
        Catalog before = CatalogReader.read(CatalogFiles.of(Bundles.SOUND), 2);
        Catalog after = CatalogReader.read(Bundles.soundBut("properties.yaml", "interval: PT1M", "interval: PT5M"), 8);
        CatalogPast past = CatalogPast.NONE.plus(before, T1.minusSeconds(60)).plus(after, T1);
        Catalog now = after.with(past);

        assertThat(now.findDatastreamAt(PM25, Instant.EPOCH))
                .map(CatalogPastTest::minutes)
                .contains(1L);
        assertThat(now.findDatastreamAt(PM25, T1.minusSeconds(1)))
                .map(CatalogPastTest::minutes)
                .contains(1L);
        assertThat(now.findDatastreamAt(PM25, T1)).map(CatalogPastTest::minutes).contains(5L);
        assertThat(before.with(past).findDatastreamAt(PM25, T1))
                .map(CatalogPastTest::minutes)
                .contains(1L);
        assertThat(now.descriptions(PM25).keySet()).containsExactly(2L, 8L);
        assertThat(before.with(past).descriptions(PM25).keySet()).containsExactly(2L);
        assertThat(after.descriptions(PM25).keySet())
                .as("only this version is known")
                .containsExactly(8L);
    }

    private static long minutes(Datastream datastream) {
        return datastream.settings().intervalMillis() / 60_000;
    }

    @Test
    void settingsOfAnEarlierVersionStayAsTheyWere() {
        Catalog before = CatalogReader.read(CatalogFiles.of(Bundles.SOUND), 2);
        Catalog after = CatalogReader.read(
                Bundles.soundBut("properties.yaml", "unit: ug/m3", "unit: ug/m3\n    repeats: last"), 8);
        CatalogPast past = CatalogPast.NONE.plus(before, Instant.MIN);
        Catalog asItWas = before.with(past);
        Catalog laterKnown = before.with(past.plus(after, T1));

        assertThat(laterKnown.findDatastream(PM25, 2)).isEqualTo(asItWas.findDatastream(PM25, 2));
        assertThat(laterKnown
                        .findDatastream(PM25, 8)
                        .orElseThrow()
                        .settings()
                        .options()
                        .repeats())
                .isEqualTo(Datastream.Repeats.LAST);
    }

    @Test
    void testsOfEachVersionAreKnownHoweverManyVersionsFollow() {
        Catalog one = CatalogReader.read(CatalogFiles.of(Bundles.SOUND), 1);
        Catalog strict = CatalogReader.read(
                Bundles.soundBut(
                        "properties.yaml",
                        "unit: ug/m3",
                        "unit: ug/m3\n    quality: { spike: { suspect: 7, fail: 9 } }"),
                1);
        assertThat(quality(one)).isNotEqualTo(quality(strict));
        CatalogPast past = CatalogPast.NONE;
        for (int version = 1; version <= 3_000; version++) {
            past = past.plus(renumbered(version == 1_000 ? strict : one, version), T1.plusSeconds(version));
        }
        assertThat(past.findDatastream(PM25, 999)).map(CatalogPastTest::quality).contains(quality(one));
        assertThat(past.findDatastream(PM25, 1_000))
                .map(CatalogPastTest::quality)
                .contains(quality(strict));
        assertThat(past.findDatastream(PM25, 1_001))
                .map(CatalogPastTest::quality)
                .contains(quality(one));
        assertThat(past.listDatastreams(PM25)).as("only changes are kept").hasSize(3);
    }

    private static Catalog renumbered(Catalog one, long version) {
        return Catalog.of(version, one.testbeds(), one.projects(), one.things(), one.datastreams(), one.bindings());
    }

    private static QualityConfig quality(Catalog catalog) {
        return quality(catalog.findDatastream(PM25).orElseThrow());
    }

    private static QualityConfig quality(Datastream datastream) {
        return datastream.settings().quality();
    }

    @Test
    void retiredDatastreamKeepsItsUnitAndTellsWhenItWent() {
        Catalog before = CatalogReader.read(CatalogFiles.of(Bundles.SOUND), 2);
        Catalog after = CatalogReader.read(Bundles.soundBut("thing-types.yaml", "o3:", ""), 8);
        CatalogPast past = CatalogPast.NONE.plus(before, Instant.MIN).plus(after, T1);
        Catalog now = after.with(past);

        assertThat(past.listRetired(8)).extracting(one -> one.id().value()).containsExactly("town/air-01/o3");
        assertThat(past.findRetired("town/air-01/o3", 8)).contains(T1);
        assertThat(past.findRetired(PM25, 8)).isEmpty();
        assertThat(past.listRetired(2)).isEmpty();
        assertThat(now.findDatastream("town/air-01/o3", 5))
                .map(Datastream::unit)
                .contains("[ppb]");
        assertThat(past.plus(before, T1.plusSeconds(1)).listRetired(2)).isEmpty();
    }
}
