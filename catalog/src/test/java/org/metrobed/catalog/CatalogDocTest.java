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
import org.metrobed.analysis.quality.Climatology;
import org.metrobed.analysis.quality.FlatLine;
import org.metrobed.analysis.quality.RateOfChange;
import org.metrobed.analysis.quality.Spike;
import org.metrobed.catalog.Binding.FieldUse;
import org.metrobed.catalog.compile.CatalogReader;
import org.metrobed.model.DatastreamSettings;

/** Compiles the examples in docs/CATALOG.md, and checks its statements about them. */
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

        assertThat(quay.suspect().high()).isEqualTo(800);
        assertThat(quay.thresholds())
                .singleElement()
                .satisfies(rule -> assertThat(rule.name()).isEqualTo("smoke"));
        assertThat(quay.quality().find(Spike.Params.class)).isEmpty();
        assertThat(quay.quality().find(RateOfChange.Params.class).orElseThrow().failPerSecond())
                .isEqualTo(400 / 60.0);
        assertThat(quay.quality().find(FlatLine.Params.class)).isPresent();
        assertThat(quay.sentinels().numbers()).containsExactly(-999.0, -200.0);
        assertThat(lock.quality().find(Climatology.Params.class).orElseThrow().members())
                .hasSize(2);
        assertThat(lock.fail().high()).isNaN();
        assertThat(lock.idleTimeoutMillis()).isEqualTo(2 * 10_000 + 60_000 + 10_000);
    }

    @Test
    void bindingsOfTheExampleHoldAsItsCommentsSay() throws IOException {
        Binding radio =
                CatalogReader.read(CatalogFiles.of(snippets()), 1).bindings().get(1);

        assertThat(radio.use("level")).isEqualTo(new FieldUse("water-level", "cm", 1, 0));
        assertThat(radio.use("rssi").ignored()).isTrue();
    }

    /** Decoders are checked by name only: they are in another module. */
    @Test
    void bindingsByExampleCompileTogetherWithTheFullExample() throws IOException {
        Map<String, String> files = new TreeMap<>(snippets());
        files.putAll(snippets(Files.readString(Path.of("..", "docs", "BINDINGS.md"))));

        Catalog catalog = CatalogReader.read(CatalogFiles.of(files), 1);

        assertThat(catalog.bindings())
                .extracting(Binding::decoder)
                .contains(
                        "native-json",
                        "senml-json",
                        "tts-v3",
                        "chirpstack-v4",
                        "sparkplug-b",
                        "csv-lines",
                        "json-pointer",
                        "plain-text",
                        "ultralight-2",
                        "status",
                        "senml-cbor",
                        "xml-pointer",
                        "byte-layout",
                        "cayenne-lpp",
                        "ruuvi",
                        "by-case")
                .hasSize(68);
        assertThat(catalog.bindings()).anySatisfy(binding -> {
            assertThat(binding.decoder()).isEqualTo("sparkplug-b");
            assertThat(binding.key()).isEqualTo("{group}/{gateway}");
        });
    }

    private static Map<String, String> snippets() throws IOException {
        Map<String, String> files = snippets(text());
        assertThat(files).hasSize(6);
        return files;
    }

    private static Map<String, String> snippets(String text) {
        Map<String, String> files = new TreeMap<>();
        Matcher matcher = SNIPPET.matcher(text);
        while (matcher.find()) {
            files.put(matcher.group(1), matcher.group(2));
        }
        return files;
    }

    private static String text() throws IOException {
        return Files.readString(Path.of("..", "docs", "CATALOG.md"));
    }
}
