package org.metrobed.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.metrobed.core.model.DatastreamSettings;

/** What docs/CATALOG.md shows is compiled; what it says of the example is checked. */
class CatalogDocTest {

    private static final Pattern SNIPPET = Pattern.compile("```yaml\n# (\\S+\\.yaml)\n(.*?)```", Pattern.DOTALL);

    @Test
    void fullExampleCompilesToTheDatastreamsThatTheTextLists() throws IOException {
        Catalog catalog = CatalogReader.read(CatalogFiles.of(snippets()), 1);

        assertThat(catalog.datastreams())
                .extracting(stream -> stream.id().value())
                .containsExactly(
                        "harbour/air-01/air-temperature",
                        "harbour/air-01/pm25",
                        "harbour/air-02/pm25",
                        "harbour/gauge-01/air-temperature",
                        "harbour/gauge-01/water-level");
        assertThat(text())
                .contains(catalog.datastreams().stream()
                        .map(stream -> "`" + stream.id() + "`")
                        .toList());
    }

    @Test
    void overridesOfTheExampleHoldAsItsCommentsSay() throws IOException {
        Catalog catalog = CatalogReader.read(CatalogFiles.of(snippets()), 1);

        DatastreamSettings quay =
                catalog.findDatastream("harbour/air-01/pm25").orElseThrow().settings();
        DatastreamSettings lock = catalog.findDatastream("harbour/gauge-01/water-level")
                .orElseThrow()
                .settings();

        assertThat(quay.suspectHigh()).isEqualTo(800);
        assertThat(quay.thresholds())
                .singleElement()
                .satisfies(rule -> assertThat(rule.name()).isEqualTo("smoke"));
        assertThat(lock.failHigh()).isNaN();
        assertThat(lock.graceMillis()).isEqualTo(2 * 10_000 + 60_000 + 10_000);
    }

    private static Map<String, String> snippets() throws IOException {
        Map<String, String> files = new TreeMap<>();
        Matcher matcher = SNIPPET.matcher(text());
        while (matcher.find()) {
            files.put(matcher.group(1), matcher.group(2));
        }
        assertThat(files).hasSize(6);
        return files;
    }

    private static String text() throws IOException {
        return Files.readString(Path.of("..", "docs", "CATALOG.md"));
    }
}
