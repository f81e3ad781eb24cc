package org.metrobed.launcher.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
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
            Pattern.compile("On topic `([^`]+)`:\n\n```([\\w-]+)\n(.*?)```\n\nStored: (.*?)\\.\n", Pattern.DOTALL);
    private static final Pattern STORED = Pattern.compile("`(\\w\\S+)` (-?[0-9.]*[0-9]|a missing value)");
    private static final Pattern ROW =
            Pattern.compile("^\\| ([^|`]+) \\| `([a-z0-9-]+)` \\| \\[([^]]+)]\\(#([^)]+)\\) \\|$", Pattern.MULTILINE);
    private static final int LEAST_FAMILIES = 40;

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
        files.putAll(bundle(preamble()));
        files.putAll(bundle(example.text()));
        Catalog catalog = CatalogReader.read(CatalogFiles.of(files), 0, new WireDecoders());

        Matcher payload = PAYLOAD.matcher(example.text());
        assertThat(payload.find())
                .as("an example has a payload and what is stored")
                .isTrue();
        byte[] bytes = payload.group(2).equals("hex")
                ? HexFormat.of().parseHex(payload.group(3).replaceAll("\\s", ""))
                : payload.group(3).getBytes(StandardCharsets.UTF_8);
        Path file = Files.write(folder.resolve("payload"), bytes);
        SampleReport report = new DryRun(catalog)
                .take(new SamplePayload(file, payload.group(1), null, Instant.parse("2026-05-01T12:00:05Z")));
        assertThat(report.refused()).isEmpty();
        List<MatchResult> stored = STORED.matcher(payload.group(4)).results().toList();
        assertThat(stored).isNotEmpty();
        stored.forEach(one -> assertThat(report.stored()).anySatisfy(row -> assertStored(row, one)));
    }

    @Test
    void tableLeadsToTheExampleOfEachFamily() throws IOException {
        Map<String, String> decoders = new TreeMap<>();
        for (Example example : example().toList()) {
            Matcher decoder = DECODER.matcher(example.text());
            assertThat(decoder.find()).isTrue();
            decoders.put(example.title(), decoder.group(1));
        }
        List<MatchResult> rows = ROW.matcher(preamble()).results().toList();

        assertThat(rows)
                .extracting(row -> row.group(1))
                .doesNotHaveDuplicates()
                .hasSizeGreaterThanOrEqualTo(LEAST_FAMILIES);
        assertThat(rows).allSatisfy(row -> {
            assertThat(decoders).containsEntry(row.group(3), row.group(2));
            assertThat(row.group(4))
                    .isEqualTo(row.group(3)
                            .toLowerCase(Locale.ROOT)
                            .replaceAll("[^\\w\\- ]", "")
                            .replace(' ', '-'));
        });
    }

    private static void assertStored(SampleReport.Stored one, MatchResult stored) {
        assertThat(one.datastream()).isEqualTo(stored.group(1));
        boolean missing = stored.group(2).equals("a missing value");
        assertThat(Float.valueOf((float) one.value()))
                .isEqualTo(Float.valueOf(missing ? Float.NaN : Float.parseFloat(stored.group(2))));
    }

    static Stream<Example> example() throws IOException {
        return SECTION.matcher(text("BINDINGS.md"))
                .results()
                .filter(section -> section.group(2).contains("```yaml")) // the others describe no payload
                .map(section -> new Example(section.group(1), section.group(2)));
    }

    /** What stands before the first example: the table of families, and things that examples use. */
    private static String preamble() throws IOException {
        String text = text("BINDINGS.md");
        return text.substring(0, text.indexOf("\n## "));
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
