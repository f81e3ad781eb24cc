package org.metrobed.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.metrobed.catalog.yaml.YamlProblem;

/** Whatever the files contain, the reader compiles them or lists problems; it never fails otherwise. */
class HostileTextTest {

    private static final String LETTERS = "\n\t :-[]{}&*#|>'\"%@`?,.0aE~!\u00b5\u2028\ud83d\ude00";
    private static final int ROUNDS = 300;

    private static final String RICH = """
            bindings:
              rich:
                topic: lora/{testbed}/{group}/+/{gateway}
                decoder: csv
                options: { columns: &c [time, a], deep: { deeper: [*c, { x: 1.5e3, y: ~ }] }, "sign\u20ac": 0x1F }
                key: "{group}/{gateway}"
                shared: false
                devices: { "DEV 1": air-01 }
                properties:
                  a: { property: pm25, unit: mg/m3, scale: 0.1, offset: -40 }
                  b: none
                  c: { property: o3, unit: "[ppm]" }
                others: ignore
            """;

    @Test
    void damagedBundlesCompileOrListProblemsInTheirFiles() {
        Map<String, String> riverbend =
                CatalogFiles.readFolder(Path.of("..", "bundles")).texts();

        assertThat(refusedOf(riverbend, List.copyOf(riverbend.keySet()))).isBetween(ROUNDS / 4, ROUNDS - 1);
    }

    @Test
    void damagedBindingsCompileOrListProblemsInTheirFiles() {
        Map<String, String> town = new TreeMap<>(Bundles.SOUND);
        town.put("town/bindings.yaml", RICH);
        assertThat(Bundles.problemsOf(CatalogFiles.of(town))).isEmpty();

        assertThat(refusedOf(town, List.of("town/bindings.yaml"))).isBetween(ROUNDS / 4, ROUNDS - 1);
    }

    @Test
    void optionsOfAnyDepthAndSizeCompileOrAreAProblem() {
        String deep = "{ a: ".repeat(5_000) + "1" + " }".repeat(5_000);
        String wide = "{ a: [" + "x, ".repeat(30_000) + "x] }";
        String laughs = "{ a: &a [x, x, x, x, x, x, x, x], b: &b [*a, *a, *a, *a, *a, *a, *a, *a],"
                + " c: &c [*b, *b, *b, *b, *b, *b, *b, *b], d: &d [*c, *c, *c, *c, *c, *c, *c, *c],"
                + " e: [*d, *d, *d, *d, *d, *d, *d, *d] }";
        String long1 = "{ a: &a " + "y".repeat(500_000) + ", b: [" + "*a, ".repeat(50_000) + "*a] }";
        String endless = "&a { b: *a }";

        assertThat(List.of(deep, wide, laughs, long1, endless)).allSatisfy(options -> {
            List<YamlProblem> problems =
                    Bundles.problemsOf(Bundles.soundBut("bindings.yaml", "native-json", "x\n    options: " + options));
            assertThat(problems).isNotEmpty().hasSizeLessThan(20);
            assertThat(problems)
                    .allSatisfy(problem -> assertThat(problem.message()).hasSizeLessThan(500));
        });
    }

    private static int refusedOf(Map<String, String> sound, List<String> damaged) {
        Random random = new Random(20_261_122);
        int refused = 0;
        for (int round = 0; round < ROUNDS; round++) {
            List<YamlProblem> problems = Bundles.problemsOf(CatalogFiles.of(damaged(sound, damaged, random)));
            refused += problems.isEmpty() ? 0 : 1;
            assertThat(problems).allSatisfy(problem -> {
                assertThat(sound).containsKey(problem.file());
                assertThat(problem.line()).isPositive();
            });
        }
        return refused;
    }

    private static Map<String, String> damaged(Map<String, String> sound, List<String> paths, Random random) {
        Map<String, String> files = new TreeMap<>(sound);
        String path = paths.get(random.nextInt(paths.size()));
        StringBuilder text = new StringBuilder(files.get(path));
        for (int i = 0; i <= random.nextInt(3); i++) {
            int at = random.nextInt(text.length());
            int end = Math.min(text.length(), at + random.nextInt(6));
            int letter = random.nextInt(LETTERS.length());
            text.replace(at, end, random.nextBoolean() ? "" : LETTERS.substring(letter, letter + 1));
        }
        files.put(path, text.toString());
        return files;
    }
}
