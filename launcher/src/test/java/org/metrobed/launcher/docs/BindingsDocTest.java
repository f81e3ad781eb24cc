package org.metrobed.launcher.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.metrobed.api.catalog.WireDecoders;
import org.metrobed.catalog.Catalog;
import org.metrobed.catalog.CatalogFiles;
import org.metrobed.catalog.compile.CatalogReader;
import org.metrobed.launcher.check.DryRun;
import org.metrobed.launcher.check.SamplePayload;
import org.metrobed.launcher.check.SampleReport;

/** Every binding of docs/BINDINGS.md is valid for its decoder, and its payload is stored as the text says. */
class BindingsDocTest {

    private static final Pattern BUNDLE_FILE = Pattern.compile("```yaml\n# (\\S+\\.yaml)\n(.*?)```", Pattern.DOTALL);
    private static final Pattern SECTION =
            Pattern.compile("^## (.+?)\n(.*?)(?=^## |\\z)", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern DECODER = Pattern.compile("decoder: (\\S+)");
    private static final Pattern PAYLOAD =
            Pattern.compile("On topic `(\\S+)`:\n\n```\\w+\n(.*?)```\n\nStored: (.*?)\\.\n", Pattern.DOTALL);
    private static final Pattern STORED = Pattern.compile("`(\\w\\S+)` (-?[0-9.]*[0-9])");

    @TempDir
    Path folder;

    /** An example: its title and its text. */
    record Example(String title, String text) {

        @Override
        public String toString() {
            return title;
        }
    }

    @ParameterizedTest
    @MethodSource
    void example(Example example) throws IOException {
        Matcher decoder = DECODER.matcher(example.text());
        assertThat(decoder.find()).isTrue();
        assumeThat(new WireDecoders().names()).contains(decoder.group(1));

        Map<String, String> files = bundle(text("CATALOG.md"));
        files.putAll(bundle(example.text()));
        Catalog catalog = CatalogReader.read(CatalogFiles.of(files), 0, new WireDecoders());

        Matcher payload = PAYLOAD.matcher(example.text());
        if (payload.find()) {
            Path file = Files.writeString(folder.resolve("payload"), payload.group(2));
            SampleReport report = new DryRun(catalog)
                    .take(new SamplePayload(file, payload.group(1), null, Instant.parse("2026-05-01T12:00:05Z")));
            assertThat(report.refused()).isEmpty();
            STORED.matcher(payload.group(3))
                    .results()
                    .forEach(stored -> assertThat(report.stored()).anySatisfy(one -> assertStored(one, stored)));
        }
    }

    private static void assertStored(SampleReport.Stored one, MatchResult stored) {
        assertThat(one.datastream()).isEqualTo(stored.group(1));
        assertThat((float) one.value()).isEqualTo(Float.parseFloat(stored.group(2)));
    }

    static Stream<Example> example() throws IOException {
        return SECTION.matcher(text("BINDINGS.md"))
                .results()
                .filter(section -> section.group(2).contains("```yaml")) // the others describe no payload
                .map(section -> new Example(section.group(1), section.group(2)));
    }

    private static Map<String, String> bundle(String text) {
        Map<String, String> files = new TreeMap<>();
        BUNDLE_FILE.matcher(text).results().forEach(file -> files.put(file.group(1), file.group(2)));
        return files;
    }

    private static String text(String name) throws IOException {
        return Files.readString(Path.of("..", "docs", name));
    }
}
