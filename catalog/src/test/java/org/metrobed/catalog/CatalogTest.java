package org.metrobed.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.metrobed.catalog.compile.CatalogReader;
import org.metrobed.model.TestBed;

class CatalogTest {

    private final Catalog catalog = CatalogReader.read(CatalogFiles.of(Bundles.SOUND), 5);

    @Test
    void findsByIdAndOnlyByWholeId() {
        assertThat(catalog.version()).isEqualTo(5);
        assertThat(catalog.findTestbed("town")).isPresent();
        assertThat(catalog.findThing("town/air-01")).isPresent();
        assertThat(catalog.findDatastream("town/air-01/o3")).isPresent();
        assertThat(catalog.findDatastream("town/air-01")).isEmpty();
        assertThat(catalog.findDatastream("town/air-01/no2")).isEmpty();
        assertThat(catalog.findThing("air-01")).isEmpty();
        assertThat(catalog.findTestbed("port")).isEmpty();
    }

    @Test
    void listsTheDatastreamsOfAThingSorted() {
        assertThat(catalog.listDatastreams("town/air-01"))
                .extracting(stream -> stream.id().property())
                .containsExactly("o3", "pm25");
        assertThat(catalog.listDatastreams("town/air-02")).isEmpty();
    }

    @Test
    void emptyCatalogKnowsNothing() {
        assertThat(Catalog.empty(3).version()).isEqualTo(3);
        assertThat(Catalog.empty(3).datastreams()).isEmpty();
    }

    @Test
    void doubleIdIsRefused() {
        TestBed town = new TestBed("town", "Town", ZoneOffset.UTC, "");

        assertThatThrownBy(() -> Catalog.of(1, List.of(town, town), List.of(), List.of(), List.of(), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'town'");
    }
}
