package org.metrobed.catalog.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.metrobed.catalog.Bundles;
import org.metrobed.catalog.CatalogFiles;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Writes docs/bundle.schema.json; fails if the committed file differed, and leaves the new one to commit. */
class BundleSchemaTest {

    private static final Path FILE = Path.of("..", "docs", "bundle.schema.json");
    private static final Path RIVERBEND = Path.of("..", "bundles", "riverbend");

    @Test
    void documentSaysWhatTheRecordsSay() throws IOException {
        String expected = JsonText.of(BundleSchema.schema());
        String committed = Files.exists(FILE) ? Files.readString(FILE) : "";
        if (!committed.equals(expected)) {
            Files.writeString(FILE, expected);
        }
        assertThat(committed)
                .as("docs/bundle.schema.json was out of date; commit the new one")
                .isEqualTo(expected);
    }

    static Stream<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(RIVERBEND)) {
            return files.filter(file -> file.toString().endsWith(".yaml")).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void filesOfTheDemoTestbedFit(Path file) throws IOException {
        assertThat(faults(Files.readString(file))).isEmpty();
    }

    @Test
    void soundBundleFits() {
        Bundles.SOUND.values().forEach(text -> assertThat(faults(text)).isEmpty());
    }

    /** Texts that the reader of bundles refuses too: text of the sound properties | its replacement. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PT1M | PT1M\\n    quality: { spkie: none }",
                "PT1M | PT1M\\n    quality: { spike: {} }",
                "PT1M | PT1M\\n    quality: { spike: { suspect: 0 } }",
                "PT1M | PT1M\\n    quality: { spike: { suspect: 4, method: median } }",
                "PT1M | PT1M\\n    quality: { rate-of-change: { suspect: 4, per: 1 } }",
                "PT1M | PT1M\\n    quality: { rate-of-change: { suspect: 4, whole-seconds: true } }",
                "PT1M | PT1M\\n    quality: { flat-line: { suspect: PT1H, except: { fail: P1D } } }",
                "PT1M | PT1M\\n    quality: { attenuated-signal: { suspect: 1 } }",
                "PT1M | PT1M\\n    quality: { climatology: { members: [] } }",
                "PT1M | PT1M\\n    quality: { cross-check: [ { part-of: o3, relative: 1 } ] }",
                "PT1M | PT1M\\n    quality: { cross-check: [ { part-of: o3, whole-of: o3 } ] }",
                "PT1M | PT1M\\n    anomaly-detection: { severity: bad }",
                "statistic: mean | statistic: median",
                "PT1M | 60 s",
                "interval: | intervall:",
            })
    void whatTheReaderRefusesDoesNotFit(String text, String replacement) {
        String properties = Bundles.SOUND.get("town/properties.yaml");
        String wrong = properties.replaceFirst(text, replacement.replace("\\n", "\n"));

        assertThat(wrong).isNotEqualTo(properties);
        assertThat(faults(wrong)).isNotEmpty();
        assertThat(Bundles.problemsOf(Bundles.soundBut("properties.yaml", text, replacement.replace("\\n", "\n"))))
                .isNotEmpty();
    }

    /** Texts that the reader of bundles takes too; the words are quoted as linters ask (adrienverge/yamllint#650). */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "PT1M | P1W",
                "PT1M | PT1,5S",
                "PT1M | PT1M\\n    watch: \"off\"",
                "PT1M | PT1M\\n    quality:",
                "PT1M | PT1M\\n    allowance:",
                "ranges: | quality: { spike: }\\n    ranges:",
                "ranges: | quality: { rate-of-change: { suspect: 4, sub-second: True } }\\n    ranges:",
                "[-5, 1000] | [-5, 'open']",
            })
    void whatTheReaderTakesFits(String text, String replacement) {
        String properties = Bundles.SOUND.get("town/properties.yaml");
        String other = properties.replace(text, replacement.replace("\\n", "\n"));

        assertThat(other).isNotEqualTo(properties);
        assertThat(faults(other)).isEmpty();
        assertThat(Bundles.problemsOf(CatalogFiles.of(Map.of(
                        "town/properties.yaml", other, "town/testbed.yaml", Bundles.SOUND.get("town/testbed.yaml")))))
                .isEmpty();
    }

    private static List<String> faults(String yaml) {
        Map<String, Object> schema = BundleSchema.schema();
        return new SchemaCheck(schema)
                .faults(new Load(LoadSettings.builder()
                                .setSchema(new CoreSchema())
                                .build())
                        .loadFromString(yaml));
    }
}
