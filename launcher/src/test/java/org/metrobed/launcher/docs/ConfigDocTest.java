package org.metrobed.launcher.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.metrobed.config.Setting;

/**
 * Writes docs/CONFIG.md from the settings. If the committed file is different, the test fails and leaves the new file
 * to be committed.
 */
class ConfigDocTest {

    private static final Path FILE = Path.of("..", "docs", "CONFIG.md");
    private static final String HEAD = """
            # Settings

            Written by a test from the code; do not edit. Each process reads the settings of its row in "read by" from the \
            environment, and only from there; wrong ones are reported all at once, unknown ones that start with `METROBED_` \
            are ignored. A secret may instead stand in a file that `NAME_FILE` names. `./metrobed` sets all of them itself but \
            those that its row names; its options are in `./metrobed demo --help`.

            | Name | Meaning | Default | Read by |
            | --- | --- | --- | --- |
            """;

    @Test
    void documentSaysWhatTheSettingsSay() throws IOException {
        String expected = document();
        String committed = Files.exists(FILE) ? Files.readString(FILE) : "";
        if (!committed.equals(expected)) {
            Files.createDirectories(FILE.getParent());
            Files.writeString(FILE, expected);
        }
        assertThat(committed)
                .as("docs/CONFIG.md was out of date; commit the new one")
                .isEqualTo(expected);
    }

    @Test
    void settingsOfOneNameHaveOneDefaultAndOneSecrecy() {
        // The catalog folder is optional for the API, which can read a catalog from the topic. It is required for the
        // simulators.
        Map<String, List<Setting>> byName = App.list().stream()
                .flatMap(app -> app.settings().stream())
                .filter(setting -> !setting.name().equals("METROBED_CATALOG_DIR"))
                .collect(Collectors.groupingBy(Setting::name));
        assertThat(byName.values())
                .allSatisfy(same -> assertThat(same)
                        .extracting(Setting::defaultValue)
                        .containsOnly(same.get(0).defaultValue()))
                .allSatisfy(same -> assertThat(same)
                        .extracting(Setting::secret)
                        .containsOnly(same.get(0).secret()));
    }

    @Test
    void everySettingSaysWhatItMeans() {
        assertThat(App.list())
                .allSatisfy(app -> assertThat(app.settings()).allSatisfy(setting -> {
                    assertThat(setting.name()).matches("METROBED_[A-Z][A-Z0-9_]+[A-Z]");
                    assertThat(setting.meaning()).isNotBlank().doesNotContain("|", "\n");
                }));
    }

    private static String document() {
        Map<String, List<Row>> byName = new LinkedHashMap<>();
        for (App app : App.list()) {
            for (Setting setting : app.settings()) {
                byName.computeIfAbsent(setting.name(), name -> new ArrayList<>())
                        .add(new Row(app.name(), setting));
            }
        }
        return byName.values().stream().map(ConfigDocTest::rows).collect(Collectors.joining("", HEAD, ""));
    }

    /** One row, or one row for each default if the defaults differ. */
    private static String rows(List<Row> same) {
        Map<String, List<Row>> byDefault = same.stream()
                .collect(Collectors.groupingBy(Row::shownDefault, LinkedHashMap::new, Collectors.toList()));
        return byDefault.values().stream()
                .map(rows -> "| `%s` | %s | %s | %s |\n"
                        .formatted(
                                rows.get(0).setting().name(),
                                sentence(rows.get(0).setting().meaning()),
                                rows.get(0).shownDefault(),
                                rows.stream().map(Row::app).collect(Collectors.joining(", "))))
                .collect(Collectors.joining());
    }

    private static String sentence(String meaning) {
        String text = Character.toUpperCase(meaning.charAt(0)) + meaning.substring(1);
        return text.endsWith(".") ? text : text + ".";
    }

    private record Row(String app, Setting setting) {

        String shownDefault() {
            if (setting.secret()) {
                return "none; secret";
            }
            if (setting.defaultValue() == null) {
                return "must be given";
            }
            return setting.defaultValue().isEmpty() ? "empty" : "`" + setting.defaultValue() + "`";
        }
    }
}
