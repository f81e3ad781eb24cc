package org.metrobed.api.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.metrobed.catalog.Catalog;
import org.metrobed.model.Family;
import org.metrobed.model.Location;
import org.metrobed.model.Site;
import org.metrobed.model.TestBed;
import org.metrobed.model.Thing;
import org.metrobed.store.naming.CatalogName;

class NameWriterTest {

    @Test
    void testBedsAndThingsHaveTheirNamesZonesAndPlaces() {
        Catalog catalog = Catalog.of(
                7,
                List.of(new TestBed("city", "Riverbend", ZoneId.of("Europe/Vienna"), "")),
                List.of(),
                List.of(new Thing(
                        "city/station", "Market square", Family.AIR, "station", "", new Location(48.2, 16.4, "", ""))),
                List.of(),
                List.of());
        assertThat(NameWriter.names(catalog))
                .extracting(CatalogName::id, CatalogName::name, CatalogName::zone, CatalogName::site)
                .containsExactly(
                        tuple("city", "Riverbend", "Europe/Vienna", Site.NOWHERE),
                        tuple("city/station", "Market square", "", new Site(48.2, 16.4)));
    }
}
