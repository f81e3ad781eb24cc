package org.metrobed.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.metrobed.catalog.compile.CatalogReader;
import org.metrobed.model.Datastream;

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
