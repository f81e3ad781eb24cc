package org.metrobed.api.thing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.metrobed.api.thing.QualityInForceView.SettingView;
import org.metrobed.catalog.Catalog;
import org.metrobed.catalog.CatalogFiles;
import org.metrobed.catalog.compile.CatalogReader;

/** A datastream as the API shows it. */
class DatastreamViewTest {

    @Test
    void settingsHaveTheNamesOfABundle() {
        Catalog catalog = CatalogReader.read(CatalogFiles.readFolder(Path.of("../bundles")), 0);
        DatastreamView view = DatastreamView.of(
                catalog.findDatastream("riverbend/gauge-upstream/water-level").orElseThrow(), catalog);

        assertThat(view.settings())
                .extracting(SettingView::name)
                .containsExactly(
                        "statistic",
                        "interval",
                        "max-out-of-orderness",
                        "idle-timeout",
                        "stamp",
                        "reports",
                        "hold",
                        "rolls-over-at",
                        "repeats",
                        "anomaly-detection.severity");
        assertThat(view.stamp()).isEqualTo("end");
    }
}
