package org.metrobed.api.thing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.metrobed.catalog.Catalog;
import org.metrobed.catalog.CatalogFiles;
import org.metrobed.catalog.compile.CatalogReader;
import org.metrobed.model.Datastream;
import org.metrobed.model.Thing;

class PipelineDatastreamsTest {

    private static Catalog catalog;

    @BeforeAll
    static void readBundles() throws IOException {
        catalog = CatalogReader.read(CatalogFiles.readFolder(Path.of("../bundles")), 0);
    }

    @Test
    void partOfMetrobedIsNamedForItself() {
        assertThat(PipelineDatastreams.name(catalog, "metrobed/pipeline/ingest"))
                .isEqualTo("Ingest");
        assertThat(PipelineDatastreams.contains("metrobed/pipeline/ingest")).isTrue();
    }

    @Test
    void gatewayIsNamedForItself() {
        assertThat(PipelineDatastreams.name(catalog, "riverbend/gw-north/gateway"))
                .isEqualTo("Gateway gw-north");
        assertThat(PipelineDatastreams.contains("riverbend/gw-north/gateway")).isFalse();
    }

    @Test
    void wholeThingHasTheNameOfTheThing() {
        Thing thing = catalog.things().get(0);
        assertThat(PipelineDatastreams.name(catalog, thing.id() + "/thing")).isEqualTo(thing.name());
        assertThat(PipelineDatastreams.name(catalog, "riverbend/no-such/thing")).isNull();
    }

    @Test
    void datastreamHasTheNameOfTheCatalog() {
        Datastream datastream = catalog.datastreams().get(0);
        assertThat(PipelineDatastreams.name(catalog, datastream.id().toString()))
                .isEqualTo(datastream.name());
        assertThat(PipelineDatastreams.name(catalog, "riverbend/no-such/pm25")).isNull();
    }
}
